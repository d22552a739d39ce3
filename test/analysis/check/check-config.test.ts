import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { readConfig } from '../../../src/analysis/questions/check/config';
import { withFix } from '../../../src/errors';

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
      facts: { cni: { value: 'calico', source: { name: '.netfence.yaml:2:6', position: { file: '.netfence.yaml', line: 2, column: 6 } } } },
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
  ['rules:\n  half-open-edge: fatal\n', 2, '`rules.half-open-edge` must be one of error, warning, info, off, got `fatal`'],
  ['rule: {}\n', 1, 'unknown field `rule`; did you mean `rules`?'],
  ['version: 2\n', 1, '`version` must be 1, got `2`'],
  ['cni: calcio\n', 1, 'did you mean `calico`?'],
  ['failOn: 3\n', 1, '`failOn` must be one of error, warning, info, off, got `3`'],
  ['baseline: [a]\n', 1, '`baseline` must be a text, got a list of 1'],
  ['- a\n', 1, 'the configuration must be an object, got a list'],
  ['5\n', 1, 'the configuration must be an object, got a number'],
  ['rules: [a]\n', 1, '`rules` must be an object, got a list of 1'],
  ['ignores: {}\n', 1, '`ignores` must be a list, got an object; write `- rule: …`'],
  ['ignores:\n  - rule: half-open-edge\n', 2, '`ignores[0].reason` is required; say why the finding is fine'],
  ['ignores:\n  - reason: r\n', 2, '`ignores[0].rule` is required; write the rule to ignore'],
  ['ignores:\n  - rule: half-open-edge\n    reason: ""\n', 3, '`ignores[0].reason` must be a text, got an empty one'],
  ['ignores:\n  - rule: nope\n    reason: r\n', 2, '`ignores[0].rule` is no rule, got `nope`'],
  ['ignores:\n  - rule: half-open-edge\n    reason: r\n    until: soon\n', 4, '`ignores[0].until` must be a day, got `soon`; write it as 2027-01-31'],
  ['ignores:\n  - rule: half-open-edge\n    reason: r\n    expires: 2027-01-01\n', 4, 'unknown field `ignores[0].expires`; known here: rule, reason, until, object'],
])('says what is wrong with %j, and where', (text, line, words) => {
  const { problems } = read(text);
  expect(problems.map(({ message, fix }) => withFix(message, fix))).toEqual([expect.stringContaining(words)]);
  expect(problems[0].position).toMatchObject({ file: '.netfence.yaml', line });
  // what is no rule is not for the schema to know
  if (!/is no rule|calico/.test(words)) expect(fits(parse(text))).toBe(false);
});

it('says everything at once, and broken YAML with its place', () => {
  expect(read('version: 2\ncni: x\nrules:\n  a: off\n').problems.map(({ position }) => position!.line)).toEqual([1, 2, 4]);
  expect(read('rules: [\n').problems).toMatchObject([{ code: 'broken-yaml', position: { file: '.netfence.yaml' } }]);
  expect(read('rules: {}\n---\nrules: {}\n').problems[0].message).toContain('more than one document');
});
