import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { AllowBetween, AllowFrom, AllowTo, CheckMode, Checks, DefaultDeny, DefaultDenyEgress, DefaultDenyIngress, Fences, NamespaceFence, Peer, PodSelector, Port } from '../../src/constructs';
import { SEED } from '../laws/set-laws';
import { buildCluster, judgePair } from '../oracle';
import { cases } from '../testing/cases';

const SETTINGS = { seed: SEED, numRuns: cases(150, { deep: 2000 }) };

const NAMESPACES = ['a', 'b'];
const LABELS = ['x', 'y'].flatMap((app) => ['one', 'two'].map((tier) => ({ app, tier })));
const PODS = [...NAMESPACES, 'kube-system'].flatMap((namespace) => LABELS.map((labels) => ({ namespace, labels })));
const PACKETS = [{ protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 81 }] as const;

function pods(): any[] {
  return PODS.map(({ namespace, labels }) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: `${labels.app}-${labels.tier}`, labels }, spec: { containers: [{ name: 'main' }] },
  }));
}

/** Who reaches whom: one letter a question. */
function verdicts(manifests: readonly any[]): string {
  const cluster = buildCluster([...manifests, ...pods()]);
  return cluster.pods.flatMap((from) => cluster.pods.map((to) => {
    const judge = judgePair(cluster, from, to);
    return PACKETS.map((packet) => judge(packet)[0]).join('');
  })).join('');
}

/** Whether nothing is open in `narrow` that is closed in `wide`. */
const isNarrower = (narrow: string, wide: string) => [...narrow].every((letter, i) => letter !== 'a' || wide[i] === 'a');

type Declaration = (chart: Chart, id: string) => unknown;

const namespace = fc.constantFrom(...NAMESPACES);
const LABEL_SETS: Record<string, string>[] = [{ app: 'x' }, { app: 'y' }, { app: 'x', tier: 'one' }, { tier: 'two' }];
const selector = fc.constantFrom<() => PodSelector>(() => PodSelector.all(), ...LABEL_SETS.map((labels) => () => PodSelector.labels(labels)));
const peer = fc.constantFrom<() => Peer>(
  () => Peer.anyone(), () => Peer.pods({ app: 'x' }), () => Peer.namespace('b'), () => Peer.podsIn('a', { tier: 'two' }), () => Peer.ownNamespace());
const port = fc.constantFrom<() => Port>(() => Port.tcp(80), () => Port.tcp(81), () => Port.all());

const policy: fc.Arbitrary<Declaration> = fc.oneof(
  fc.tuple(namespace, selector, fc.constantFrom(DefaultDeny, DefaultDenyIngress, DefaultDenyEgress)).map(([at, of, Deny]): Declaration =>
    (chart, id) => new Deny(chart, id, { namespace: at, pods: of() })),
  fc.tuple(namespace, selector, peer, port).map(([at, of, from, on]): Declaration =>
    (chart, id) => new AllowFrom(chart, id, { namespace: at, pods: of(), from: [from()], ports: [on()] })),
  fc.tuple(namespace, selector, peer, port).map(([at, of, to, on]): Declaration =>
    (chart, id) => new AllowTo(chart, id, { namespace: at, pods: of(), to: [to()], ports: [on()] })),
  fc.tuple(namespace, fc.boolean()).map(([at, insideTraffic]): Declaration =>
    (chart, id) => new NamespaceFence(chart, id, { namespace: at, insideTraffic })),
);
const policies = fc.array(policy, { maxLength: 5 });
const edge = fc.tuple(selector, namespace, selector, namespace, port).map(([from, fromNamespace, to, toNamespace, on]): Declaration =>
  (chart, id) => new AllowBetween(chart, id, { from: from(), fromNamespace, to: to(), toNamespace, ports: [on()] }));

function synthesized(declarations: readonly Declaration[], more: (app: App) => unknown = () => {}): any[] {
  const app = Testing.app();
  // at random, much is declared that the rules rightly refuse
  Checks.configure(app, { mode: CheckMode.OFF });
  const chart = new Chart(app, 'chart');
  for (const [i, declare] of declarations.entries()) declare(chart, `p${i}`);
  more(app);
  return app.charts.flatMap((one) => one.toJson());
}

/** Edges between ends that nobody fences are errors; those are left out here. */
function withEdge(declarations: readonly Declaration[], last: Declaration): any[] | undefined {
  try {
    return synthesized([...declarations, last]);
  } catch (error) {
    expect((error as Error).message).toContain('[edge-open]');
    return undefined;
  }
}

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

test('an edge closes nothing, for anybody', () => {
  let written = 0;
  fc.assert(fc.property(policies, edge, (declarations, last) => {
    const manifests = withEdge(declarations, last);
    if (manifests === undefined) return;
    written++;
    expect(isNarrower(verdicts(synthesized(declarations)), verdicts(manifests))).toBe(true);
  }), SETTINGS);
  expect(written).toBeGreaterThan(SETTINGS.numRuns / 4);
});

test('an edge between ends that are fenced as a whole opens what it says, and nothing else', () => {
  fc.assert(fc.property(selector, namespace, selector, namespace, (from, fromNamespace, to, toNamespace) => {
    const fences = NAMESPACES.map((name): Declaration => (chart, id) => new DefaultDeny(chart, id, { namespace: name }));
    const ends = { from: from(), fromNamespace, to: to(), toNamespace };
    const edges: Declaration[] = [(chart, id) => new AllowBetween(chart, id, { ...ends, ports: [Port.tcp(80)] })];
    const [before, after] = [fences, [...fences, ...edges]].map((declarations) => buildCluster([...synthesized(declarations), ...pods()]));
    for (const [i, source] of after.pods.entries()) {
      for (const [j, target] of after.pods.entries()) {
        const isFrom = source.namespace === fromNamespace && from()._selector().matches(source.labels.known);
        const isTo = target.namespace === toNamespace && to()._selector().matches(target.labels.known);
        for (const packet of PACKETS) {
          const expected = isFrom && isTo && packet.port === 80 ? 'allowed' : judgePair(before, before.pods[i], before.pods[j])(packet);
          expect(judgePair(after, source, target)(packet)).toBe(expected);
        }
      }
    }
  }), { ...SETTINGS, numRuns: cases(50) });
});

test('fences everywhere open nothing that the app had closed, DNS left aside', () => {
  fc.assert(fc.property(policies, fc.boolean(), (declarations, insideTraffic) => {
    const workloads: Declaration[] = NAMESPACES.map((name) => (chart) => declareWorkload(chart, name));
    const before = verdicts(synthesized([...declarations, ...workloads]));
    const after = verdicts(synthesized([...declarations, ...workloads], (app) => Fences.everywhere(app, { insideTraffic })));
    expect(isNarrower(after, before)).toBe(true);
  }), SETTINGS);
});

test('the order of the program changes names and meaning of nothing, and a deny never stands before an allow of its namespace', () => {
  fc.assert(fc.property(policies, (declarations) => {
    const named = declarations.map((declare, i): Declaration => (chart) => declare(chart, `n${i}`));
    const [straight, reversed] = [synthesized(named), synthesized([...named].reverse())];
    const byName = (manifests: any[]) => Object.fromEntries(manifests.map((object) => [object.metadata.name, object]));
    expect(byName(reversed)).toEqual(byName(straight));
    for (const name of NAMESPACES) {
      const inside = straight.filter(({ metadata }) => metadata.namespace === name);
      const firstDeny = inside.findIndex(({ spec }) => spec.ingress === undefined && spec.egress === undefined);
      if (firstDeny >= 0) expect(inside.slice(firstDeny).every(({ spec }) => spec.ingress === undefined && spec.egress === undefined)).toBe(true);
    }
  }), SETTINGS);
});

function declareWorkload(chart: Chart, name: string): void {
  new ApiObject(chart, `workload-${name}`, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'extra', namespace: name, labels: { extra: 'yes' } }, ...{ spec: { containers: [{ name: 'main' }] } } });
}
