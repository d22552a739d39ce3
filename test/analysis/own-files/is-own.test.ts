import { withoutOwnFiles } from '../../../src/analysis/own-files/is-own';
import { loadTexts } from '../../../src/load';

const kept = (file: string, text: string) => withoutOwnFiles(loadTexts([{ file, text }]));

it.each([
  ['.netfence.yaml', 'facts: { cni: calico }'], ['deploy/.netfence.yml', 'failOn: off'], ['main:.netfence.yaml', 'rules: {}'],
  ['a.json', '{ "netfence": "baseline", "version": 1, "findings": [] }'],
  ['a.yaml', 'invariants: []'], ['a.yaml', '# accepted\naccept: [{ from: a/b }]'], ['a.yaml', 'ignores: []'],
])('takes %s with `%s` for a file of our own', (file, text) => {
  expect(kept(file, text)).toMatchObject({ documents: [], files: 0 });
});

it.each([
  ['.netfence.yaml', 'apiVersion: v1\nkind: Pod'], ['x.netfence.yaml', 'facts: {}'], ['a.yaml', 'kind: A\naccept: []'], ['a.yaml', 'accept: all'],
])('keeps %s with `%s`', (file, text) => {
  expect(kept(file, text)).toMatchObject({ files: 1, documents: [{ file }] });
});
