import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { AllowFrom, AllowTo, CheckMode, Checks, ChecksOptions, DefaultDeny, NamespaceFence, Peer, PodSelector, Port } from '../../../src';

let said: string[];

beforeEach(() => {
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const deployment = (chart: Chart, name: string, { namespace = 'web', labels = { app: name } as Record<string, string> } = {}) => new ApiObject(chart, name, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80 }] }] } } },
});

/** An egress rule and no DNS: an error. */
function withoutDns(options?: ChecksOptions): { app: App; chart: Chart; allow: AllowTo } {
  const app = Testing.app();
  if (options !== undefined) Checks.configure(app, options);
  const chart = new Chart(app, 'chart', { namespace: 'web' });
  for (const name of ['api', 'database']) deployment(chart, name);
  deployment(chart, 'coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } });
  const allow = new AllowTo(chart, 'api-egress', { pods: PodSelector.labels({ app: 'api' }), to: [Peer.pods({ app: 'database' })], ports: [Port.tcp(80)] });
  return { app, chart, allow };
}

describe('an error', () => {
  it('ends every way to synthesize, with path, what, why, witness and fix', () => {
    for (const synthesize of [() => withoutDns().app.synth(), () => withoutDns().app.synthYaml(), () => Testing.synth(withoutDns().chart)]) {
      expect(synthesize).toThrow(/\[dns-blocked\] NetworkPolicy web\/api-egress spec\.egress \(chart\/api-egress\): `web\/api` may open connections and cannot reach DNS.*; why: .*; witness: web\/api\[Deployment\] -> kube-system\/coredns\[Deployment\] UDP 53: denied; fix: /);
    }
  });

  it('is none where it rests on a resolver that nobody declared', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart', { namespace: 'web' });
    for (const name of ['api', 'database']) deployment(chart, name);
    new AllowTo(chart, 'api-egress', { pods: PodSelector.labels({ app: 'api' }), to: [Peer.pods({ app: 'database' })], ports: [Port.tcp(80)] });
    app.synth();
    expect(said.join('')).toMatch(/netfence: \[dns-blocked\].*\(assumed\) UDP 53: denied/);
  });

  it('is said and no more in the mode that warns', () => {
    withoutDns({ mode: CheckMode.WARN }).app.synth();
    expect(said.join('')).toContain('netfence: [dns-blocked]');
  });

  it('is not looked for where checks are off', () => {
    withoutDns({ mode: CheckMode.OFF }).app.synth();
    expect(said).toEqual([]);
  });

  it('is not found where it is ignored with a reason: on the construct, on one above it, or by an annotation', () => {
    const own = withoutDns();
    Checks.ignore(own.allow, { rule: 'dns-blocked', reason: 'it uses addresses only' });
    own.app.synth();
    const above = withoutDns();
    Checks.ignore(above.chart, { rule: 'dns-blocked', reason: 'it uses addresses only', until: '2999-12-31' });
    above.app.synth();
    const annotated = withoutDns();
    ApiObject.of(annotated.allow).metadata.addAnnotation('netfence/ignore', 'dns-blocked: it uses addresses only');
    annotated.app.synth();
    const other = withoutDns();
    Checks.ignore(new DefaultDeny(other.chart, 'deny'), { rule: 'dns-blocked', reason: 'another construct' });
    expect(() => other.app.synth()).toThrow('dns-blocked');
  });

  it('comes back when an ignore has had its day', () => {
    const { app, allow } = withoutDns();
    Checks.ignore(allow, { rule: 'dns-blocked', reason: 'until the move', until: '2020-01-01' });
    expect(() => app.synth()).toThrow('dns-blocked');
  });
});

it('an app that is fine is silent', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: 'web' });
  for (const name of ['api', 'database']) deployment(chart, name);
  new NamespaceFence(chart, 'web');
  app.synth();
  expect(said).toEqual([]);
});

describe('warnings', () => {
  function misspelt(count: number): App {
    const app = Testing.app();
    const chart = new Chart(app, 'chart', { namespace: 'web' });
    deployment(chart, 'api');
    new NamespaceFence(chart, 'web');
    for (let i = 0; i < count; i++) {
      new AllowFrom(chart, `in-${i}`, { pods: PodSelector.labels({ app: 'api' }), from: [Peer.pods({ app: `nobody-${i}` })], ports: [Port.tcp(80)] });
    }
    return app;
  }

  it('go to stderr, once however often the app is asked', () => {
    const app = misspelt(1);
    app.synthYaml();
    app.synth();
    Testing.synth(app.charts[0]);
    expect(said.filter((text) => text.includes('[peer-matches-nothing] NetworkPolicy web/in-0'))).toHaveLength(1);
  });

  it('are counted where there are many', () => {
    misspelt(15).synth();
    expect(said).toHaveLength(11);
    expect(said[10]).toMatch(/and \d+ more findings; `netfence check` on the output folder lists them/);
  });
});

it('renders each object once for each state of the tree', () => {
  const app = Testing.app();
  const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id, { namespace: id }));
  charts.forEach((chart) => new NamespaceFence(chart, chart.node.id));
  const object = deployment(charts[0], 'api');
  const calls = jest.spyOn(object, 'toJson');
  for (const chart of charts) Testing.synth(chart);
  const perState = calls.mock.calls.length;
  app.synthYaml();
  // once for the check, once for each time that the chart is written
  expect(perState).toBeLessThanOrEqual(3);
  expect(calls.mock.calls.length - perState).toBe(1);
  new DefaultDeny(charts[0], 'more');
  app.synthYaml();
  expect(calls.mock.calls.length - perState).toBeLessThanOrEqual(4);
});

describe('the configuration', () => {
  const config = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'checks-')), 'netfence.yaml');
    writeFileSync(file, text);
    return file;
  };

  it('sets levels and ignores', () => {
    withoutDns({ config: config('rules:\n  dns-blocked: off\n') }).app.synth();
    withoutDns({ config: config('ignores:\n  - rule: dns-blocked\n    reason: addresses only\n') }).app.synth();
    expect(said.join('')).not.toContain('dns-blocked');
  });

  it('with mistakes ends the synthesis', () => {
    expect(() => withoutDns({ config: config('rules:\n  dns-blockde: off\n') }).app.synth()).toThrow(/\[bad-config\] .*netfence\.yaml:2:16: `rules\.dns-blockde` is no rule.*did you mean `dns-blocked`\?/);
    expect(() => withoutDns({ config: '/nowhere/c.yaml' }).app.synth()).toThrow('[unreadable-file]');
  });

  it('names the plugin', () => {
    const fine = () => {
      const app = Testing.app();
      const chart = new Chart(app, 'chart', { namespace: 'web' });
      new NamespaceFence(chart, 'web');
      deployment(chart, 'api');
      return app;
    };
    const app = fine();
    Checks.configure(app, { cni: 'flannel' });
    expect(() => app.synth()).toThrow('[cni-enforces-nothing]');
    fine().synth();
  });
});

it('wrong calls are refused where they are written', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  const call = (given: unknown) => given as never;
  expect(() => Checks.configure(call({}))).toThrow('[app-type]');
  expect(() => Checks.configure(app, { mode: call('loud') })).toThrow('[check-mode] `mode` must be one of fail, warn, off, got `loud`');
  expect(() => Checks.configure(app, { cni: 'flanel' })).toThrow('did you mean `flannel`?');
  expect(() => Checks.ignore(call(undefined), { rule: 'dns-blocked', reason: 'r' })).toThrow('[scope-type]');
  expect(() => Checks.ignore(chart, { rule: 'dns-blockde', reason: 'r' })).toThrow('[unknown-rule] no rule `dns-blockde`; did you mean `dns-blocked`?');
  expect(() => Checks.ignore(chart, { rule: 'dns-blocked', reason: ' ' })).toThrow('[no-reason]');
  expect(() => Checks.ignore(chart, { rule: 'dns-blocked', reason: 'r', until: 'soon' })).toThrow('[bad-day]');
});

describe('an option of a name that is not known', () => {
  it('is refused where checks are set: `modes` for `mode` would leave the checks as they are', () => {
    expect(() => Checks.configure(Testing.app(), { modes: CheckMode.OFF } as ChecksOptions)).toThrow(/\[option-unknown\] unknown option `modes`; did you mean `mode`\?/);
  });

  it('is refused where a finding is ignored: `untill` for `until` would ignore it for ever', () => {
    const { allow } = withoutDns();
    const ignore = { rule: 'dns-blocked', reason: 'for a week', untill: '2020-01-01' };
    expect(() => Checks.ignore(allow, ignore)).toThrow(/\[option-unknown\] unknown option `untill`; did you mean `until`\?/);
  });

  it('is refused, and so are options that are none', () => {
    expect(() => Checks.ignore(withoutDns().allow, 'dns-blocked' as unknown as { rule: string; reason: string })).toThrow('[options-type]');
  });
});
