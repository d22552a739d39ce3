import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import Ajv from 'ajv';
import { App, ApiObject, Chart } from 'cdk8s';
import { CheckMode, Checks, DefaultDeny, NetfenceValidation } from '../../../src';
import { Analysis, IRule, RuleFinding, RuleInput, RuleSeverity } from '../../../src/facade';
import { readConfigFile } from '../../../src/analysis/questions/check/config-file';
import { findingsOf } from '../../../src/testing/findings';
import { call } from '../../cli/call';

const TEXT = `apiVersion: v1
kind: Namespace
metadata: {name: web, labels: {team: shop}}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: web, labels: {app: api}}
spec: {containers: [{name: a, image: a, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: web, labels: {app: db}}
spec: {containers: [{name: a, image: a, ports: [{containerPort: 5432}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: web}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
    - ports: [{port: 5432}]
---
apiVersion: v1
kind: Secret
metadata: {name: password, namespace: web, labels: {team: shop, odd: 7}}
`;

class OrgRule implements IRule {
  public readonly severity = RuleSeverity.WARNING;
  public readonly summary = 'The database is open.';
  public readonly why = 'the organisation says so';
  public asked?: RuleInput;

  public constructor(private readonly found: (input: RuleInput) => RuleFinding[], public readonly id = 'org-open', public readonly page?: string) {}

  public check(input: RuleInput): RuleFinding[] {
    this.asked = input;
    return this.found(input);
  }
}

const WITNESS = { source: 'web/api', destination: 'web/db', traffic: 'TCP 5432' };
const OPEN: RuleFinding = { message: 'open', fix: 'close', object: 'NetworkPolicy web/db', field: 'spec.ingress[0].ports', witness: WITNESS };
const open = (id?: string, page?: string) => new OrgRule(() => [OPEN], id, page);
const folder = mkdtempSync(join(tmpdir(), 'own-rules-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const NONE = file('none.yaml', 'version: 1\n');
const check = (rules: IRule[], config = NONE, text = TEXT) => Analysis.ofText(text).check({ rules, config, today: '2026-11-24' });
const own = (rules: IRule[], config?: string, text?: string) => check(rules, config, text).findings.filter(({ rule }) => /^(org-|internal|ignore)/.test(rule));

it('finds with line, field and a witness that the engine judged', () => {
  expect(own([open()])).toEqual([{
    rule: 'org-open',
    severity: 'warning',
    message: 'open',
    why: 'the organisation says so',
    fix: 'close',
    subject: 'NetworkPolicy web/db',
    field: 'spec.ingress[0].ports',
    witness: 'web/api[Pod] -> web/db[Pod] TCP 5432: allowed',
    place: { file: 'text', line: 21, column: expect.any(Number) },
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    page: expect.stringContaining('your-own-rules.md'),
  }]);
  const shown = (traffic: string, more: object = {}) => own([new OrgRule(() => [{ ...OPEN, witness: { ...WITNESS, traffic, ...more } }])])[0].witness;
  expect(shown('TCP 80')).toBe('web/api[Pod] -> web/db[Pod] TCP 80: denied');
  expect(shown('TCP 5432', { source: '192.0.2.1' })).toBe('192.0.2.1 -> web/db[Pod] TCP 5432: allowed');
  expect(shown(Analysis.ofText(TEXT).reach('web/db', 'web/api').allowed.example, { source: 'web/db', destination: 'web/api' })).toBe('web/db[Pod] -> web/api[Pod] TCP 1: allowed');
});

it('runs beside the built-in rules, and on a cluster as a whole', () => {
  const rule = new OrgRule(() => [{ message: 'x', fix: 'y', severity: RuleSeverity.INFO }]);
  expect(own([rule])).toMatchObject([{ subject: 'cluster', field: '', severity: 'info' }]);
  expect(check([]).findings.map((finding) => finding.rule)).toContain('pod-not-isolated-ingress');
  expect(check([rule]).findings.length).toBe(check([]).findings.length + 1);
});

it('is told the objects of all kinds, the analysis and the plugin', () => {
  const rule = open();
  Analysis.ofText(TEXT).check({ rules: [rule], config: NONE, cni: 'flannel' });
  const { objects, analysis, cni } = rule.asked!;
  expect(objects.map(({ label }) => label)).toEqual(['Namespace web', 'Pod web/api', 'Pod web/db', 'NetworkPolicy web/db', 'Secret web/password']);
  expect(objects[0]).toMatchObject({ apiVersion: 'v1', kind: 'Namespace', name: 'web', labels: { team: 'shop' } });
  expect(objects[4]).toMatchObject({ kind: 'Secret', labels: { team: 'shop' }, manifest: { metadata: { labels: { odd: 7 } } } });
  expect(Object.keys(objects[4].labels)).toEqual(['team']);
  expect(objects[3].namespace).toBe('web');
  expect(cni).toBe('flannel');
  // flannel enforces nothing: the analysis of the rule knows
  expect(analysis.reach('web/api', 'web/db').allowed.isEverything).toBe(true);
  expect(Analysis.ofText(TEXT).reach('web/api', 'web/db').allowed.text).toBe('TCP 5432');
});

describe('a faulty rule is a finding', () => {
  const block = TEXT.replace('- ports: [{port: 5432}]', '- from: [{ipBlock: {cidr: 10.0.0.0/8}}]');
  it.each<[string, () => any, string]>([
    ['throws', () => { throw new Error('out of tea'); }, 'threw an error: out of tea'],
    ['is asynchronous', () => Promise.resolve([]), 'gave back a promise'],
    ['gives nothing back', () => undefined, 'gave back undefined, not a list'],
    ['gives no object', () => ['x'], 'finding 1 is no object'],
    ['gives no message', () => [OPEN, { ...OPEN, message: '' }], 'finding 2 has no usable `message`'],
    ['gives no fix', () => [{ message: 'x' }], 'no usable `fix`'],
    ['gives an odd severity', () => [{ ...OPEN, severity: 'fatal' }], 'out of error, warning, info, got `fatal`'],
    ['shows nobody', () => [{ ...OPEN, witness: { ...WITNESS, source: 'web/apu' } }], 'did you mean `web/api`?'],
    ['shows no packet', () => [{ ...OPEN, witness: { ...WITNESS, traffic: 'No Connections' } }], 'a packet is a protocol and a port'],
    ['shows a connection that no policy is about', () => [{ ...OPEN, witness: { ...WITNESS, source: '192.0.2.1', destination: '192.0.2.2' } }], 'both outside'],
    ['shows what nobody can judge', () => [OPEN], 'is unknown, so it shows nothing'],
  ])('that %s', (_, found, message) => {
    const findings = own([new OrgRule(found)], NONE, message.includes('shows nothing') ? block : TEXT);
    expect(findings).toMatchObject([{ rule: 'internal-error', severity: 'error', message: expect.stringContaining(message) }]);
  });

  it('and no baseline, level or ignore makes the run clean', async () => {
    file('throws.cjs', 'exports.rules = [{ id: "org-throws", severity: "info", summary: "x", why: "y", check() { throw new Error("boom"); } }];');
    const config = file('throws.yaml', 'ruleModules: [./throws.cjs]\nrules: {org-throws: info}\nignores: [{rule: org-throws, reason: r}]\n');
    const { code, out } = await call(['check', '-', '--config', config, '--fail-on', 'off'], TEXT);
    expect(code).toBe(1);
    expect(out).toContain('rule `org-throws` threw an error: boom');
  });
});

it.each<[string, unknown, string]>([
  ['the id of a built-in rule', open('half-open-edge'), '`rules[0]` takes the id `half-open-edge` of a built-in rule'],
  ['an id that findings of ours have', open('internal-error'), 'of a built-in rule'],
  ['an id that is none', open('Org Rule'), 'no usable `id`, got `Org Rule`'],
  ['no rule', 7, '`rules[0]` is no rule, got number'],
  ['no severity', { ...open(), severity: 'fatal' }, 'got `fatal`'],
  ['no summary', { ...open(), summary: '' }, '`org-open` has no `summary`'],
  ['no check', { id: 'org-x', severity: 'error', summary: 'x', why: 'y' }, 'no method `check`'],
  ['a page that is none', open('org-x', 'javascript:alert(1)'), 'a `page` that is no address'],
])('refuses %s', (_, rule, message) => {
  expect(() => check([rule as IRule])).toThrow('[bad-rule]');
  expect(() => check([rule as IRule])).toThrow(message);
});

it('refuses two rules of one id', () => {
  expect(() => check([open(), open()])).toThrow('[bad-rule] `rules[1]` takes the id `org-open` of another rule');
});

describe('a module that the configuration names', () => {
  const RULE = (id: string) => `{ id: '${id}', severity: 'error', summary: 'x', why: 'y', page: 'https://example.org/${id}', check: () => [{ message: 'open', fix: 'close', object: 'NetworkPolicy web/db' }] }`;
  file('good.cjs', `exports.rules = [${RULE('org-module')}];`);
  const GOOD = file('good.yaml', 'version: 1\nruleModules:\n  - ./good.cjs\n');

  it('runs in the command line, with its page', async () => {
    const { code, out } = await call(['check', '-', '--config', GOOD, '--format', 'json'], TEXT);
    expect(code).toBe(2);
    expect(JSON.parse(out).findings[0]).toMatchObject({ rule: 'org-module', severity: 'error', page: 'https://example.org/org-module', place: { line: 15 } });
    const sarif = JSON.parse((await call(['check', '-', '--config', GOOD, '--format', 'sarif'], TEXT)).out).runs[0];
    expect(sarif.tool.driver.rules.find(({ id }: any) => id === 'org-module').helpUri).toBe('https://example.org/org-module');
  });

  it('is subject to levels, ignores of every kind and baselines', async () => {
    const codes = async (config: string, text = TEXT, more: string[] = []) => (await call(['check', '-', '--config', file('some.yaml', `ruleModules: [./good.cjs]\n${config}`), ...more], text)).code;
    expect(await codes('')).toBe(2);
    expect(await codes('rules: {org-module: warning}')).toBe(0);
    expect(await codes('rules: {org-module: off}')).toBe(0);
    expect(await codes('ignores: [{rule: org-module, reason: r, object: NetworkPolicy web/*}]')).toBe(0);
    expect(await codes('ignores: [{rule: org-module, reason: r, object: NetworkPolicy shop/*}]')).toBe(2);
    expect(await codes('', TEXT.replace('{name: db, namespace: web}\nspec:\n  pod', '{name: db, namespace: web, annotations: {netfence/ignore: "org-module: r"}}\nspec:\n  pod'))).toBe(0);
    const comment = file('commented.yaml', TEXT.replace(/---\n(apiVersion: networking)/, '---\n# netfence-ignore org-module: r\n$1'));
    expect((await call(['check', comment, '--config', GOOD])).code).toBe(0);
    const baseline = join(folder, 'baseline.json');
    await codes('', TEXT, ['--baseline', baseline, '--write-baseline']);
    expect(await codes('', TEXT, ['--baseline', baseline])).toBe(0);
  });

  it('is known to the facade, the matcher, the plugin and the synthesis', async () => {
    expect(own([], GOOD).map(({ rule }) => rule)).toEqual(['org-module']);
    expect(findingsOf(TEXT, { config: GOOD, level: 'error' }).findings.map(({ rule }) => rule)).toEqual(['org-module']);
    expect(findingsOf(TEXT, { config: NONE, rules: [open('org-given')] }).findings.map(({ rule }) => rule)).toContain('org-given');
    const manifest = file('manifest.yaml', TEXT);
    const violations: string[] = [];
    let status = '';
    const report = { addViolation: ({ ruleName }: any) => violations.push(ruleName), submit: (said: string) => void (status = said) };
    const context = { manifests: [manifest], metadata: {}, report };
    await new NetfenceValidation({ ruleModules: [join(folder, 'good.cjs')], config: NONE }).validate(context);
    expect([status, violations.includes('org-module')]).toEqual(['failure', true]);
    expect(() => new NetfenceValidation({ ruleModules: './good.cjs' as any })).toThrow('[plugin-properties] `ruleModules` must be a list of paths');
    await expect(new NetfenceValidation({ ruleModules: ['./nowhere.cjs'], config: NONE }).validate(context)).rejects.toThrow('[bad-rule] `ruleModules` cannot be loaded, got `./nowhere.cjs`');
  });

  it.each<[string, string, string]>([
    ['is not there', '', '`ruleModules[0]` cannot be loaded, got `./bad.cjs` (Cannot find module'],
    ['throws', 'throw new Error("no tea");', 'cannot be loaded, got `./bad.cjs` (no tea)'],
    ['exports nothing', ' ', 'names a module that exports no rule'],
    ['exports an empty list', 'exports.rules = [];', 'exports no rule'],
    ['exports what is no rule', 'exports.rules = [{}];', 'whose `rules[0]` has no usable `id`'],
    ['takes the id of ours', `exports.rules = [${RULE('dead-rule')}];`, 'takes the id `dead-rule` of a built-in rule'],
    ['takes one id twice', `exports.rules = [${RULE('org-a')}, ${RULE('org-a')}];`, 'whose `rules[1]` takes the id `org-a` of another rule'],
  ])('and that %s is a mistake with its place', async (what, text, message) => {
    const place = mkdtempSync(join(tmpdir(), 'bad-module-'));
    if (text !== '') writeFileSync(join(place, 'bad.cjs'), text);
    const config = join(place, '.netfence.yaml');
    writeFileSync(config, 'version: 1\nruleModules:\n  - ./bad.cjs\n');
    const { problems } = readConfigFile(config);
    expect(problems).toMatchObject([{ code: 'bad-config', position: { line: 3, column: 5 } }]);
    const { code, err } = await call(['check', '-', '--config', config], TEXT);
    expect({ code, place: err.includes(`${config}:3:5: bad-config:`), message: err.includes(message), what }).toEqual({ code: 1, place: true, message: true, what });
  });

  it('named twice is taken once where the program gave it, too, and refused else', () => {
    const { rules } = jest.requireActual(join(folder, 'good.cjs'));
    expect(readConfigFile(GOOD, rules).problems).toEqual([]);
    expect(readConfigFile(file('twice.yaml', 'ruleModules: [./good.cjs, ./good.cjs]')).problems[0].message).toContain('takes the id `org-module` of another rule');
    expect(readConfigFile(file('text.yaml', 'ruleModules: ./good.cjs')).problems[0]).toMatchObject({ message: '`ruleModules` must be a list, got `./good.cjs`', fix: 'write `- ./our-rules.cjs`' });
  });

  it('fits the schema', () => {
    const fits = new Ajv({ strict: true, allowUnionTypes: true }).compile(jest.requireActual('../../../schemas/netfence-config.schema.json'));
    expect([{ ruleModules: ['./a.cjs'] }, { ruleModules: './a.cjs' }, { ruleModules: [''] }].map((value) => fits(value))).toEqual([true, false, false]);
  });
});

describe('at synthesis', () => {
  function app(options: object) {
    const made = new App({ outdir: mkdtempSync(join(tmpdir(), 'own-synth-')) });
    Checks.configure(made, { config: NONE, ...options });
    const chart = new Chart(made, 'chart', { namespace: 'web' });
    new DefaultDeny(chart, 'deny');
    const pod = new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' }, spec: { containers: [{ name: 'a', image: 'a' }] } });
    return { made, chart, pod };
  }
  const rule = (severity: RuleSeverity) => ({ ...open(), severity, check: () => [{ message: 'no team', fix: 'add one', object: 'Pod web/api' }] });

  it('ends it with the construct path, or is ignored for a construct', () => {
    expect(() => app({ rules: [rule(RuleSeverity.ERROR)] }).made.synth()).toThrow('[org-open] Pod web/api (chart/pod): no team; why: the organisation says so; fix: add one');
    const { made, pod } = app({ rules: [rule(RuleSeverity.ERROR)] });
    Checks.ignore(pod, { rule: 'org-open', reason: 'it goes next week' });
    made.synth();
  });

  it('is found by the facade, with its construct, and is ignored by an annotation', () => {
    const { made, pod } = app({});
    const found = () => Analysis.ofApp(made).check({ config: NONE, rules: [rule(RuleSeverity.ERROR)] }).findings.filter(({ rule: id }) => id.startsWith('org'));
    expect(found()).toMatchObject([{ subject: 'Pod web/api', construct: 'chart/pod' }]);
    expect(found()[0].place).toBeUndefined();
    pod.metadata.addAnnotation('netfence/ignore', 'org-open: it goes next week');
    expect(found()).toEqual([]);
  });

  it('knows the ids that may be ignored, and refuses rules that are none early', () => {
    const { chart } = app({});
    expect(() => Checks.ignore(chart, { rule: 'org-open', reason: 'r' })).toThrow('[unknown-rule] no rule `org-open`; see docs/rules/README.md; rules of your own are given first');
    expect(() => app({ rules: [open('dead-rule')] })).toThrow('[bad-rule]');
  });

  it('ends it when the rule throws, whatever its level', () => {
    const throws = { ...rule(RuleSeverity.INFO), check: () => { throw new Error('boom'); } };
    expect(() => app({ rules: [throws] }).made.synth()).toThrow('[internal-error] rule org-open: rule `org-open` threw an error: boom');
    app({ rules: [throws], mode: CheckMode.OFF }).made.synth();
  });
});
