import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { readConfig } from '../../../src/analysis/questions/check/config';

const KNOWN = ['half-open-edge', 'shadowed-rule'];
const read = (text: string) => readConfig(text, '.netfence.yaml', KNOWN);
const schema = JSON.parse(readFileSync(join(__dirname, '../../../schemas/netfence-config.schema.json'), 'utf8'));
const fits = new Ajv({ allErrors: true, strict: true }).compile(schema);

const GOOD = `version: 1
cni: calico
failOn: warning
baseline: netfence-baseline.json
rules:
  shadowed-rule: "off"
  half-open-edge: error
ignores:
  - rule: half-open-edge
    object: NetworkPolicy production/*
    reason: the other side lives in another repository
    until: 2027-01-31
`;

it('reads everything', () => {
  expect(read(GOOD)).toEqual({
    problems: [],
    config: {
      cni: 'calico',
      failOn: 'warning',
      baseline: 'netfence-baseline.json',
      levels: { 'shadowed-rule': 'off', 'half-open-edge': 'error' },
      ignores: [{ rules: ['half-open-edge'], object: 'NetworkPolicy production/*', reason: 'the other side lives in another repository', until: '2027-01-31', where: '.netfence.yaml:9' }],
    },
  });
  expect(fits(parse(GOOD))).toBe(true);
});

it('reads nothing from nothing, and a bare `off`', () => {
  expect(read('')).toEqual({ config: { levels: {}, ignores: [] }, problems: [] });
  expect(read('rules:\n').problems).toEqual([]);
  expect(read('rules:\n  shadowed-rule: off\n').config.levels).toEqual({ 'shadowed-rule': 'off' });
  expect(fits({ rules: { 'shadowed-rule': false } })).toBe(true);
});

it.each([
  ['rules:\n  half-open-egde: off\n', 2, 'is no rule, got `half-open-egde`; did you mean `half-open-edge`?'],
  ['rules:\n  half-open-edge: fatal\n', 2, '`rules.half-open-edge` is one of error, warning, info, off, got `fatal`'],
  ['rule: {}\n', 1, '`rule` is no field; did you mean `rules`?'],
  ['version: 2\n', 1, '`version` is 1, got `2`'],
  ['cni: calcio\n', 1, 'did you mean `calico`?'],
  ['failOn: 3\n', 1, '`failOn` is a text, got `3`'],
  ['baseline: [a]\n', 1, '`baseline` is a text, got a list'],
  ['- a\n', 1, 'the configuration has fields; there are version, cni'],
  ['5\n', 1, 'the configuration has fields; there are version, cni'],
  ['rules: [a]\n', 1, '`rules` has fields, got a list'],
  ['ignores: {}\n', 1, '`ignores` is a list, got fields'],
  ['ignores:\n  - rule: half-open-edge\n', 2, '`ignores[0]` gives no `reason`'],
  ['ignores:\n  - reason: r\n', 2, '`ignores[0]` names no `rule`'],
  ['ignores:\n  - rule: half-open-edge\n    reason: ""\n', 3, '`ignores[0].reason` is a text, got an empty text'],
  ['ignores:\n  - rule: nope\n    reason: r\n', 2, '`ignores[0].rule` is no rule, got `nope`'],
  ['ignores:\n  - rule: half-open-edge\n    reason: r\n    until: soon\n', 4, '`ignores[0].until` is a day such as 2027-01-31, got `soon`'],
  ['ignores:\n  - rule: half-open-edge\n    reason: r\n    expires: 2027-01-01\n', 4, '`ignores[0].expires` is no field'],
])('says what is wrong with %j, and where', (text, line, words) => {
  const { problems } = read(text);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  expect(problems[0].position).toMatchObject({ file: '.netfence.yaml', line });
  // what is no rule is not for the schema to know
  if (!/is no rule|calico/.test(words)) expect(fits(parse(text))).toBe(false);
});

it('says everything at once, and broken YAML with its place', () => {
  expect(read('version: 2\ncni: x\nrules:\n  a: off\n').problems.map(({ position }) => position!.line)).toEqual([1, 2, 4]);
  expect(read('rules: [\n').problems).toMatchObject([{ code: 'broken-yaml', position: { file: '.netfence.yaml' } }]);
  expect(read('rules: {}\n---\nrules: {}\n').problems[0].message).toContain('more than one document');
});
