import { loadText } from '../../src/load';
import { errorsOf, read } from './meaning';

const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: { containers: [{ name: 'c' }] } });
const template = (objects: unknown, apiVersion = 'template.openshift.io/v1') => ({ apiVersion, kind: 'Template', metadata: { name: 't' }, objects, parameters: [{ name: 'NAME' }] });

test.each(['template.openshift.io/v1', 'v1'])('a Template of %s is its objects', (apiVersion) => {
  const decoded = read([template([pod('a'), pod('b')], apiVersion)]);
  expect(decoded.cluster.workloads.map(({ name }) => name)).toEqual(['a', 'b']);
  expect([decoded.problems, [...decoded.ignored]]).toEqual([[], []]);
});

test.each(['${NAME}', 'x-${{NAME}}'])('a parameter that is not filled in (%s) is an error', (name) => {
  expect(errorsOf(read([template([pod(name)])])).map(({ code }) => code)).toContain('template-parameters');
  const { documents, problems } = loadText(JSON.stringify(template([pod('a'), pod(name)])), 'a.json');
  expect([documents.length, problems.map(({ code }) => code)]).toEqual([2, ['template-parameters']]);
});

test('the objects of a template that was loaded keep their places', () => {
  const { documents } = loadText('kind: Template\napiVersion: template.openshift.io/v1\nobjects:\n  - kind: Pod\n    metadata: { name: a }\n', 'a.yaml');
  expect(documents[0].position(['metadata', 'name'])).toMatchObject({ line: 5 });
});

test('a template of another API, or without a list of objects, is none', () => {
  expect([...read([{ apiVersion: 'example.org/v1', kind: 'Template', metadata: { name: 't' }, objects: [pod('a')] }]).ignored.keys()]).toEqual(['example.org/v1/Template']);
  expect([...read([template('none')]).ignored.keys()]).toEqual(['template.openshift.io/v1/Template']);
});
