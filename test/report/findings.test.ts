import { RuleSeverity } from '../../src/results/severity';
import { renderSarif } from '../../src/report/findings/sarif';
import { MAX_RESULTS } from '../../src/report/sarif';
import { summaryOf } from '../../src/report/findings/finding';
import { renderFindingsMarkdown } from '../../src/report/findings/markdown';
import { renderFindings } from '../../src/report/findings/text';
import { traffic } from '../traffic';
import { finding, FORMS, reportOf } from './findings-sample';

const ONE = finding('NetworkPolicy production/api', {
  message: 'no ingress of `production/database` admits what this rule lets out',
  why: 'both ends must agree',
  fix: 'allow the ingress, too',
  field: 'spec.egress[0]',
  witness: 'a -> b TCP 1: denied',
  construct: 'app/api',
  place: { file: 'dist/api.k8s.yaml', line: 12, column: 5 },
  source: { file: 'src/main.ts', line: 3, column: 1 },
});

it('shows the line of the program first, and the manifest with a caret', () => {
  const lines: Record<string, string> = { 'src/main.ts:3': 'new AllowTo(chart)', 'dist/api.k8s.yaml:12': '  - to:' };
  expect([...renderFindings(reportOf([ONE]), (file, line) => lines[`${file}:${line}`])].join('')).toBe([
    'src/main.ts:3:1: error half-open-edge: no ingress of `production/database` admits what this rule lets out',
    '  3 | new AllowTo(chart)',
    '    | ^',
    '  written to dist/api.k8s.yaml:12:5',
    '  12 |   - to:',
    '     |     ^',
    '  object: NetworkPolicy production/api spec.egress[0]',
    '  construct: app/api',
    '  witness: a -> b TCP 1: denied',
    '  why: both ends must agree',
    '  fix: allow the ingress, too',
    '',
    '1 error',
    '',
  ].join('\n'));
});

it('says the traffic of a finding in every form, and how many pairs it stands for', () => {
  const report = reportOf([{ ...ONE, message: 'blocks `a`', traffic: traffic('TCP 80-90'), morePairs: 3 }]);
  for (const render of Object.values(FORMS)) expect(render(report)).toMatch(/, TCP 80-90(?:;|&#59;) and 3 more pairs of the same two groups of pods/);
  expect(JSON.parse(FORMS.json(report)).findings[0]).not.toHaveProperty('traffic');
});

it('cuts a long line round the caret, and keeps the caret under its place', () => {
  const text = `${'a'.repeat(1000)}X\u001b${'b'.repeat(1000)}`;
  const [, shown, caret] = [
    ...renderFindings(reportOf([{ ...ONE, source: undefined, place: { file: 'f', line: 1, column: 1001 } }]), () => text),
  ].join('').split('\n');
  expect(shown.length).toBeLessThan(130);
  expect(shown[caret.indexOf('^')]).toBe('X');
  expect(shown).toContain('\\u{1b}');
});

it('writes SARIF with the program as location and the manifest as related one', () => {
  const { runs: [run] } = JSON.parse(FORMS.sarif(reportOf([ONE])));
  const [result] = run.results;
  expect(result).toMatchObject({
    ruleId: 'half-open-edge',
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'src/main.ts' }, region: { startLine: 3, startColumn: 1 } } }],
    relatedLocations: [{ physicalLocation: { artifactLocation: { uri: 'dist/api.k8s.yaml' }, region: { startLine: 12 } } }],
    partialFingerprints: { 'netfence/v1': 'f00d' },
  });
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe('half-open-edge');
  expect(run.invocations[0].executionSuccessful).toBe(true);
  expect(JSON.parse(FORMS.sarif(reportOf([], 'cut off'))).runs[0].invocations[0]).toMatchObject(
    { executionSuccessful: false, toolExecutionNotifications: [{ message: { text: 'cut off' } }] },
  );
});

it('cuts SARIF at 5,000 results, the worst first, and says so', () => {
  const many = [...Array(10_000).keys()].map((i) => ({ ...ONE, fingerprint: String(i) }));
  const { runs: [run] } = JSON.parse([...renderSarif(reportOf(many), '1')].join(''));
  expect(MAX_RESULTS).toBe(5000);
  expect(run.results).toHaveLength(5000);
  expect(run.invocations[0].toolExecutionNotifications).toEqual(
    [{ level: 'warning', message: { text: '5000 of 10000 findings are left out: only the worst 5000 are listed' } }],
  );
});

it('lists every finding of 10,000 in the other forms, or says how many it leaves out', () => {
  const many = reportOf([...Array(10_000).keys()].map((i) => ({ ...ONE, subject: `NetworkPolicy web/p${i}`, fingerprint: String(i) })));
  expect([...renderFindings(many, undefined, true)].join('').match(/^ {2}object:/gm)).toHaveLength(10_000);
  expect(FORMS.txt(many)).toContain('  alike: 10000 findings in 10000 NetworkPolicies\n');
  expect(FORMS.txt(many)).toContain('and 9995 more of half-open-edge, which are counted, too;');
  expect(JSON.parse(FORMS.json(many)).findings).toHaveLength(10_000);
  expect(JSON.parse(FORMS.gitlab(many))).toHaveLength(10_000);
  expect(FORMS.github(many).match(/^::error /gm)).toHaveLength(10_000);
  expect(FORMS.md(many)).toContain('and 9995 more of half-open-edge');
  expect([...renderFindingsMarkdown(many, true)].join('')).toContain('and 9500 more findings');
  expect(FORMS.junit(many)).toContain('message="10000 found"');
});

it('shows people the first few of findings that are alike, counts the rest, and gives programs all', () => {
  const pairs = [...Array(60).keys()].map((i) => ({ ...ONE, message: `pair ${i}`, witness: `a${i} -> b TCP 1: allowed`, fingerprint: String(i) }));
  const report = reportOf([...pairs.slice(0, 30), { ...ONE, subject: 'NetworkPolicy web/other', fix: 'allow the egress, too' }, ...pairs.slice(30)]);
  const { txt, md } = FORMS;
  expect(txt(report).match(/^ {2}object:/gm)).toHaveLength(2);
  expect(txt(report).match(/pair \d+/g)).toEqual(['pair 0', 'pair 1', 'pair 2', 'pair 3', 'pair 4']);
  expect(txt(report).match(/a\d+ -> b TCP 1: allowed/g)).toHaveLength(5);
  expect(txt(report)).toContain('  and 55 more of half-open-edge, which are counted, too; `netfence check --verbose` shows each\n');
  expect(txt(report)).toContain('61 errors');
  expect(md(report).match(/pair \d+/g)).toHaveLength(5);
  expect(md(report)).toContain('and 55 more of half-open-edge,');
  expect(md(report)).not.toContain('more findings');
  expect(JSON.parse(FORMS.json(report)).findings).toHaveLength(61);
  expect(FORMS.github(report).match(/^::error /gm)).toHaveLength(61);
  expect(txt(reportOf(pairs.slice(0, 5)))).not.toContain('more of');
  expect(txt(reportOf(pairs.slice(0, 6)))).toContain('and 1 more of');
});

it('shows one advice for many objects once, with the place of each', () => {
  const other = {
    ...ONE,
    subject: 'NetworkPolicy production/web',
    source: undefined,
    place: { file: 'web.yaml', line: 7, column: 3 },
    fingerprint: 'beef',
  };
  const [, ...lines] = FORMS.txt(reportOf([ONE, other])).split('  fix: allow the ingress, too\n')[1].split('\n');
  expect(lines).toEqual(['  also: web.yaml:7:3: NetworkPolicy production/web spec.egress[0]', '', '2 errors', '']);
  expect(FORMS.txt(reportOf([ONE, { ...other, message: 'another end' }]))).toContain('production/web spec.egress[0]: another end\n');
});

it('shows findings of several rules that have one cause as one, and each in SARIF', () => {
  const cause = 'no pod of namespace `shop` matches `app=wbe`';
  const found = ['selects-nothing', 'peer-matches-nothing', 'selects-nothing'].map(
    (rule, i) => ({ ...ONE, rule, cause, subject: `NetworkPolicy shop/${i}`, fix: `change ${i}`, fingerprint: `print${i}` }),
  );
  const report = reportOf(found);
  expect(FORMS.txt(report).match(/^ {2}(object|cause|also): .*/gm)).toEqual([
    '  object: NetworkPolicy shop/0 spec.egress[0]',
    '  cause: no pod of namespace `shop` matches `app=wbe`; 3 findings in 3 NetworkPolicies',
    '  also: src/main.ts:3:1: peer-matches-nothing: NetworkPolicy shop/1 spec.egress[0]',
    '  also: src/main.ts:3:1: NetworkPolicy shop/2 spec.egress[0]',
  ]);
  expect([...renderFindings(report, undefined, true)].join('').match(/^ {2}object: .*/gm)).toHaveLength(3);
  const { runs: [{ results }] } = JSON.parse(FORMS.sarif(report));
  expect(
    results.map((result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0]),
  ).toEqual(['print0', 'print1', 'print2']);
});

it('fails JUnit cases by level, one a rule, and has a case for the input', () => {
  const text = FORMS.junit(reportOf([ONE, { ...ONE, severity: RuleSeverity.INFO, rule: 'other' }], 'cut off'));
  expect(text).toContain('<testsuites name="netfence" tests="3" failures="1" errors="1">');
  expect(text).toContain('<failure type="error" message="1 found">');
  expect(text.match(/<system-out>/g)).toHaveLength(1);
  expect(text).toContain('cut off');
});

it('keeps code in Markdown and tells of input that was not understood', () => {
  const text = FORMS.md(reportOf([ONE], 'cut off'));
  expect(text).toContain('<code>production/database</code>');
  expect(text).toContain('Not fully understood');
});

it('counts', () => {
  expect(
    summaryOf({ ...reportOf([ONE, ONE, { ...ONE, severity: RuleSeverity.INFO }]), known: 2, ignored: 1 }),
  ).toBe('2 errors, 1 remark; 2 known, 1 ignored');
  expect(summaryOf({ ...reportOf([]), notJudged: { rules: [], policies: ['NetworkPolicy pay/a'] } }))
    .toBe('no findings in what could be judged; judged in part, for the input has no pod of their namespaces: 1 policy');
  expect(summaryOf(reportOf([]))).toBe('no findings');
  expect(
    summaryOf({ ...reportOf([]), problems: [{ code: 'objects-elsewhere', message: 'x', severity: 'warning' } as never] }),
  ).toBe('no findings in what was read');
});
