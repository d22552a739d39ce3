import { hasRuleError } from '../../../src/analysis/questions/check/check';
import { isAcceptable, readBaseline, writeBaseline } from '../../../src/analysis/questions/check/baseline';
import { BY_VERSION, found, manifest, THROWS } from './check-sample';

const baseline = readBaseline(writeBaseline(found(manifest()).findings), 'b.json');

it('hides what was there, wherever its lines and list positions are now', () => {
  expect(found(manifest(), { baseline })).toMatchObject({ list: [], known: 3 });
  const moved = manifest({ top: '# a comment\n\n' }).replace('  ingress:\n', '  ingress:\n    - from: [{podSelector: {matchLabels: {version: v9}}}]\n');
  expect(found(moved, { baseline }).list).toEqual(['by-version api spec.ingress[0].from[0].podSelector']);
});

it('accepts nothing that is said of ignores', () => {
  const expired = found(manifest({ above: '    # netfence-ignore by-version until 2026-11-23: until the move\n' }));
  expect(expired.findings.filter((finding) => !isAcceptable(finding)).map(({ rule }) => rule)).toEqual(['ignore-expired']);
  const again = found(manifest({ above: '    # netfence-ignore by-version until 2026-11-23: until the move\n' }), { baseline: readBaseline(writeBaseline(expired.findings), 'b') });
  expect(again.list).toEqual(['ignore-expired web.yaml:9']);
});

it('shows what was put in the place of something known', () => {
  expect(found(manifest().replace('version: v1', 'version: v7'), { baseline }).list).toEqual(['by-version api spec.ingress[0].from[0].podSelector']);
});

it('counts equal findings', () => {
  const twice = manifest().replace('version: v2', 'version: v1');
  const once = readBaseline(writeBaseline(found(twice).findings.filter(({ fingerprint }) => !fingerprint.endsWith(':2'))), 'b');
  expect(found(twice, { baseline: once }).list).toEqual(['by-version api spec.ingress[1].from[0].podSelector']);
});

it('shows what got more severe, and what was accepted until a day', () => {
  const mild = baseline.map((entry) => ({ ...entry, severity: 'warning' as const }));
  expect(found(manifest(), { baseline: mild }).list).toHaveLength(3);
  expect(found(manifest(), { baseline: mild, config: { levels: { 'by-version': 'info' }, ignores: [] } }).list).toHaveLength(0);
  expect(found(manifest(), { baseline: baseline.map((entry) => ({ ...entry, until: '2026-11-23' })) }).list).toHaveLength(3);
});

it('keeps reasons when it is written again', () => {
  const reasoned = [{ ...baseline[0], reason: 'later', until: '2027-01-01' }];
  expect(readBaseline(writeBaseline(found(manifest()).findings, reasoned), 'b')[0]).toEqual(reasoned[0]);
});

it.each([
  ['{', 'b.json:1:2: not valid JSON'],
  ['[]', 'b.json:1:1: the baseline must be an object, got a list; write it again with `netfence check --write-baseline`'],
  ['null', 'the baseline is empty'],
  ['{"netfence":"baseline","version":2,"findings":[]}', 'b.json:1:34: `version` must be 1, got `2`'],
  ['{"netfence":"baseline","findings":[]}', '`version` is required'],
  ['{"netfence":"baseline","version":1}', '`findings` is required'],
  ['{"netfence":"baseline","version":1,"findings":[{"fingerprint":1}]}', 'b.json:1:63: `findings[0].fingerprint` must be a text, got `1`'],
])('%s is refused', (text, words) => {
  expect(() => readBaseline(text, 'b.json')).toThrow(words);
});

it('never hides a rule that fell over', () => {
  const settings = { rules: [BY_VERSION, THROWS] };
  const report = found(manifest(), settings);
  expect(hasRuleError(report)).toBe(true);
  const all = readBaseline(writeBaseline(report.findings), 'b');
  const again = found(manifest(), { ...settings, baseline: all, config: { levels: {}, ignores: [{ rules: ['internal-error'], reason: 'r', where: 'w' }] } });
  expect(again.findings.map(({ rule }) => rule)).toContain('internal-error');
  expect(hasRuleError(again)).toBe(true);
});
