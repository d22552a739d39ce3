import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import { AllowBetween, AllowFrom, CheckMode, Checks, DefaultDeny, Fences, NamespaceFence, Peer, PodSelector, Port } from '../../../src';
import { prove } from '../../../src/analysis/questions/prove/prove';
import { PolicyValue } from '../../../src/app';

jest.mock('../../../src/analysis/questions/prove/prove', () => {
  const actual = jest.requireActual('../../../src/analysis/questions/prove/prove');
  return { ...actual, prove: jest.fn(actual.prove) };
});

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const deployment = (chart: Chart, name: string, namespace = 'web') => new ApiObject(chart, `d-${name}`, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80 }] }] } } },
});
const policy = (chart: Chart, id: string, spec: object, namespace = 'web') => new ApiObject(chart, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: id, namespace }, spec });
const STRAY = { podSelector: { matchLabels: { app: 'api' } }, ingress: [{}] };

/** A fence, and a chart beside it. */
function fenced(): { app: App; chart: Chart; beside: Chart; fence: NamespaceFence } {
  const app = Testing.app();
  const chart = new Chart(app, 'web', { namespace: 'web' });
  deployment(chart, 'api');
  const fence = new NamespaceFence(chart, 'web');
  fence.allowFrom('shop', { pods: PodSelector.labels({ app: 'api' }), from: [Peer.podsIn('edge', { app: 'gateway' })], ports: [Port.tcp(80)] });
  return { app, chart, beside: new Chart(app, 'beside'), fence };
}

function complaint(app: App): string {
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('a fence that somebody opens further', () => {
  it('ends every way to synthesize, with path, counterexample and fix', () => {
    for (const synthesize of [(app: App) => app.synth(), (app: App) => app.synthYaml(), (app: App) => Testing.synth(app.charts[0])]) {
      const { app, beside } = fenced();
      policy(beside, 'stray', STRAY);
      expect(() => synthesize(app)).toThrow('[fence-proof] NamespaceFence web (web/web): ');
    }
    const { app, beside } = fenced();
    policy(beside, 'stray', STRAY);
    const text = complaint(app);
    expect(text).toContain('to `web/api[Deployment]` passes, which must never pass; opened by NetworkPolicy web/stray spec.ingress[0] (beside/stray); fix: state it on the fence');
    expect(text.match(/\[fence-proof\]/g)).toHaveLength(1);
  });

  it('for pods that do not exist yet, which are written down', () => {
    const { app, beside } = fenced();
    policy(beside, 'stray', { podSelector: { matchLabels: { app: 'tool' } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }] });
    expect(complaint(app)).toMatch(/the counterexample:\n {6}apiVersion: v1\n {6}kind: Namespace[^]*team: ops[^]*kind: Pod[^]*app: tool/);
  });

  it.each([
    ['outwards', (chart: Chart) => policy(chart, 'x', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }] })],
    ['in a file that is included', (chart: Chart) => {
      const folder = mkdtempSync(join(tmpdir(), 'include-'));
      writeFileSync(join(folder, 'a.json'), JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'x', namespace: 'web' }, spec: STRAY }));
      new Include(chart, 'x', { url: join(folder, 'a.json') });
      rmSync(folder, { recursive: true });
    }],
    ['by an administrator', (chart: Chart) => new ApiObject(chart, 'x', {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name: 'x' },
      spec: { priority: 5, subject: { namespaces: {} }, ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] },
    })],
  ])('%s', (_, open) => {
    const { app, beside } = fenced();
    open(beside);
    expect(complaint(app)).toContain('[fence-proof] NamespaceFence web');
  });

  it('or whose deny is gone', () => {
    const { app, fence } = fenced();
    fence.node.tryRemoveChild('default-deny');
    fence.node.tryRemoveChild('inside');
    expect(complaint(app)).toContain('nothing isolates its pods any more; fix: restore the default deny of the fence');
  });
});

describe('no false alarm', () => {
  it.each([
    ['the fence alone', () => {}],
    ['constructs for its namespace, wherever they stand', ({ beside }: ReturnType<typeof fenced>) => {
      new AllowFrom(beside, 'all', { namespace: 'web', pods: PodSelector.labels({ app: 'api' }), from: [Peer.podsIn('ops', { app: 'prometheus' })], ports: [Port.tcp(9090)] });
      new AllowBetween(beside, 'edge', {
        fromNamespace: 'ops', from: PodSelector.labels({ app: 'a' }), toNamespace: 'web', to: PodSelector.labels({ app: 'api' }), ports: [Port.tcp(81)],
      });
    }],
    ['policies that only close', ({ beside }: ReturnType<typeof fenced>) => policy(beside, 'x', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })],
    ['policies that open what is stated anyway', ({ beside }: ReturnType<typeof fenced>) => policy(beside, 'x', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'gateway', tier: 'a' } }, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }], ports: [{ port: 80 }] }],
    })],
    ['policies that open inside', ({ beside }: ReturnType<typeof fenced>) => policy(beside, 'x', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })],
    ['policies of other namespaces', ({ beside }: ReturnType<typeof fenced>) => policy(beside, 'x', STRAY, 'other')],
    ['a patch of its own policy that opens nothing', ({ fence }: ReturnType<typeof fenced>) => ApiObject.of(fence.node.findChild('shop')).addJsonPatch(
      JsonPatch.add('/metadata/annotations', { team: 'a' }), JsonPatch.add('/spec/podSelector/matchLabels/tier', 'web'))],
    ['a patch of its own policy that is accepted with a reason', ({ fence }: ReturnType<typeof fenced>) => {
      const shop = fence.node.findChild('shop');
      ApiObject.of(shop).addJsonPatch(JsonPatch.add('/spec/ingress/-', {}));
      Checks.ignore(shop, { rule: 'fence-proof', reason: 'the old way in, until the move' });
    }],
    ['a stray that is accepted with a reason', ({ beside }: ReturnType<typeof fenced>) => Checks.ignore(policy(beside, 'x', STRAY), { rule: 'fence-proof', reason: 'the old way in, until the move' })],
    ['a fence whose strays are accepted', ({ beside, fence }: ReturnType<typeof fenced>) => {
      policy(beside, 'x', STRAY);
      Checks.ignore(fence, { rule: 'fence-proof', reason: 'the old way in, until the move' });
    }],
  ])('by %s', (_, add) => {
    const all = fenced();
    add(all);
    expect(complaint(all.app)).not.toContain('fence-proof');
  });

  it('by fences that were put round what was there; what comes later is no part of it', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'web', { namespace: 'web' });
    deployment(chart, 'api');
    policy(chart, 'old', STRAY);
    Fences.everywhere(app);
    expect(complaint(app)).not.toContain('fence-proof');
    policy(chart, 'new', { podSelector: {}, ingress: [{}] });
    expect(complaint(app)).toContain('opened by NetworkPolicy web/new spec.ingress[0] (web/new)');
  });

  it('where nobody can say it', () => {
    const { app, beside } = fenced();
    new ApiObject(beside, 'x', { apiVersion: 'projectcalico.org/v4', kind: 'NetworkPolicy', metadata: { name: 'x', namespace: 'web' }, spec: {} });
    expect(complaint(app)).not.toContain('fence-proof');
    expect(said.join('')).toContain('policy-kind-not-read');
  });
});

describe('the options of the checks', () => {
  const strayed = (mode: CheckMode | undefined, fences: CheckMode | undefined) => {
    const { app, beside } = fenced();
    policy(beside, 'stray', STRAY);
    Checks.configure(app, { ...(mode && { mode }), ...(fences && { fences }) });
    return { error: complaint(app), said: said.join('') };
  };

  it('turn it down and off, with the checks or alone', () => {
    expect(strayed(CheckMode.WARN, undefined)).toEqual({ error: '', said: expect.stringContaining('[fence-proof]') });
    said = [];
    expect(strayed(CheckMode.OFF, undefined)).toEqual({ error: '', said: '' });
    expect(strayed(undefined, CheckMode.WARN)).toEqual({ error: '', said: expect.stringContaining('[fence-proof]') });
    said = [];
    expect(strayed(undefined, CheckMode.OFF).said).not.toContain('fence-proof');
    expect(strayed(CheckMode.OFF, CheckMode.FAIL).error).toContain('[fence-proof]');
    expect(() => Checks.configure(Testing.app(), { fences: 'loud' as CheckMode })).toThrow('[check-mode]');
  });

  it('an acceptance that has had its day is over', () => {
    const { app, beside } = fenced();
    Checks.ignore(policy(beside, 'stray', STRAY), { rule: 'fence-proof', reason: 'for a while', until: '2020-01-01' });
    expect(complaint(app)).toContain('fence-proof');
  });
});

it('proves once for each state of the tree, and only where somebody could open more', () => {
  jest.mocked(prove).mockClear();
  const { app, beside } = fenced();
  const other = new Chart(app, 'other', { namespace: 'other' });
  new NamespaceFence(other, 'other');
  new DefaultDeny(beside, 'deny', { namespace: 'web' });
  app.synthYaml();
  policy(beside, 'inside', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
  app.synthYaml();
  expect(prove).not.toHaveBeenCalled();
  policy(beside, 'raw', {
    podSelector: { matchLabels: { app: 'api' } },
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'gateway' } } }], ports: [{ port: 80 }] }],
  });
  for (const chart of app.charts) Testing.synth(chart);
  app.synthYaml();
  expect(prove).toHaveBeenCalledTimes(1);
});

it('what a policy of another namespace closes at the other end is no hole', () => {
  const { app, beside } = fenced();
  policy(beside, 'ops', { podSelector: {}, policyTypes: ['Egress'] }, 'ops');
  policy(beside, 'stray', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ops' } } }] }] });
  expect(complaint(app)).not.toContain('fence-proof');
});

it('a fence that opens everything itself states nothing more', () => {
  const { app, beside, fence } = fenced();
  fence.allowFrom('all', { pods: PodSelector.all(), from: [Peer.anyone()] });
  policy(beside, 'stray', STRAY);
  expect(complaint(app)).not.toContain('fence-proof');
});

test('each policy is compared with its declaration once, however many fences there are', () => {
  const app = Testing.app();
  const compared = jest.spyOn(PolicyValue.prototype, 'isMeantBy');
  for (let i = 0; i < 5; i++) {
    const chart = new Chart(app, `c${i}`, { namespace: `n${i}` });
    deployment(chart, 'api', `n${i}`);
    new NamespaceFence(chart, `n${i}`);
  }
  expect(complaint(app)).toBe('');
  expect(compared).toHaveBeenCalledTimes(15);
});
