import type { Decision } from '../../../src/engine';
import { selects } from '../../../src/engine/compile/class-list';
import type { Protocol } from '../../../src/sets';
import { build, engineOf, OUTSIDE } from '../cases';
import { admin, baseline, foreign, mesh, networkPolicy, pod } from '../manifests';

const PORTS: readonly [Protocol, number][] = [['TCP', 80], ['TCP', 8080], ['UDP', 53], ['SCTP', 1], ['TCP', 65535]];

/** The verdict that the decisions about one packet give, computed again. */
function fates(decisions: readonly Decision[]): { allow: boolean; deny: boolean } {
  const fate = { allow: false, deny: false };
  let open = true;
  let passed = false;
  let rank: number | undefined;
  for (const { effect, definite, policy } of decisions) {
    if (effect === 'unread') {
      fate.allow = fate.deny = true;
      continue;
    }
    if (rank !== undefined && policy.stage.rank !== rank) {
      open ||= passed;
      passed = false;
    }
    rank = policy.stage.rank;
    if (!open) continue;
    if (effect === 'allow') fate.allow = true;
    else if (effect === 'pass') passed = true;
    else fate.deny = true;
    if (definite) open = false;
  }
  if (open || passed) fate.allow = true;
  return fate;
}

/** The verdict by the decisions at both ends. */
function verdict(ends: readonly { allow: boolean; deny: boolean }[]): string {
  if (ends.some(({ allow }) => !allow)) return 'denied';
  return ends.some(({ deny }) => deny) ? 'unknown' : 'allowed';
}

test('the decisions at both ends come to the verdict', () => {
  let asked = 0;
  const wrong: string[] = [];
  for (let index = 0; index < 150; index++) {
    const { engine, policies, cluster } = engineOf(41, index);
    const orders = policies.filter(({ stage, unread }) => !stage.isolating && unread === undefined).map(({ stage, order }) => `${stage.rank} ${order}`);
    // equal orders decide side by side, and a pod on the host network may be the own node: neither is a matter of one list
    if (new Set(orders).size < orders.length || cluster.workloads.some(({ hostNetwork }) => hostNetwork)) continue;
    const ends = [...Array.from({ length: engine.classes.count }, (_, c) => c), ...OUTSIDE];
    for (const source of ends) {
      for (const destination of ends) {
        if ((typeof source !== 'number' && typeof destination !== 'number') || !engine.sharesFamily(source, destination)) continue;
        // the exemption of a pod's own node is no rule's decision: to be the other node leaves it out
        const { allowed, unknown } = engine.reach(source, destination, 'other');
        for (const [protocol, port] of PORTS) {
          const egress = typeof source === 'number' ? engine.decisions('egress', source, destination, protocol, port) : [];
          const ingress = typeof destination === 'number' ? engine.decisions('ingress', destination, source, protocol, port) : [];
          const expected = allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied';
          if (verdict([fates(egress), fates(ingress)]) !== expected) wrong.push(`${index}: ${JSON.stringify([source, destination, protocol, port].map(String))}`);
          asked++;
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(20_000);
});

const said = (decisions: readonly Decision[]) => decisions.map(({ effect, definite, policy, rule }) => `${effect}${definite ? '' : '?'} ${policy.name}${rule ? ` ${rule.direction}` : ''}`);
const from = (labels: object) => ({ pods: { namespaceSelector: {}, podSelector: { matchLabels: labels } } });
const x = { app: 'x' };

test('an admin rule that allows ends the matter', () => {
  const { engine } = build([pod('a/x', x), admin('first', 1, { ingress: [{ action: 'Allow', from: [from(x)] }] }), admin('second', 2, { ingress: [{ action: 'Deny', from: [from(x)] }] }),
    networkPolicy('a/np', { podSelector: {} })]);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 80))).toEqual(['allow first ingress']);
});

test('a passed packet meets the next stages, not the rest of its own', () => {
  const rules = (action: string) => ({ ingress: [{ action, from: [from(x)], ports: [{ portNumber: { protocol: 'TCP', port: 80 } }] }] });
  const { engine } = build([pod('a/x', x), admin('first', 1, rules('Pass')), admin('second', 2, rules('Deny')), networkPolicy('a/np', { podSelector: {} }), baseline(rules('Deny'))]);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 80))).toEqual(['pass first ingress', 'isolate np']);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 81))).toEqual(['isolate np']);
  expect(said(engine.decisions('egress', 0, 0, 'TCP', 80))).toEqual([]);
});

test('a rule that possibly selects the peer is not definite, and the packet stays open', () => {
  const { engine } = build([pod('a/x', x), networkPolicy('a/np', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })]);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 80))).toEqual(['allow? np ingress', 'isolate np']);
});

test('a kind that is not read comes first', () => {
  const { engine } = build([pod('a/x', x), foreign('a/f', { endpointSelector: {} }), networkPolicy('a/np', { podSelector: {} })]);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 80))).toEqual(['unread? f', 'isolate np']);
});

test('a policy that only may deny counts where the others allow', () => {
  const open = networkPolicy('a/np', { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] });
  const { engine } = build([pod('a/x', x), mesh('a/m'), open]);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 80))).toEqual(['unread? m', 'allow np ingress']);
  expect(said(engine.decisions('ingress', 0, 0, 'TCP', 81))).toEqual(['isolate np']);
  expect(said(engine.decisions('egress', 0, 0, 'TCP', 80))).toEqual([]);
});

test('no NetworkPolicy definitely selects a pod on the host network', () => {
  const { engine, pods } = build([pod('a/h', x, { host: true }), pod('a/x'), networkPolicy('a/np', { podSelector: { matchLabels: x }, ingress: [] })]);
  expect(said(engine.decisions('ingress', pods[0], pods[1], 'TCP', 80))).toEqual(['isolate? np']);
  expect(engine.policies('ingress', pods[0]).map(({ applies }) => applies)).toEqual(['as-host']);
});

test('a name means the port of the destination', () => {
  const rule = [{ ports: [{ port: 'http' }] }];
  const { engine, pods } = build([pod('a/x', {}, { ports: { http: 80 } }), pod('b/y', {}, { ports: { http: 81 } }), networkPolicy('a/np', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: rule, egress: rule })]);
  expect(said(engine.decisions('egress', pods[0], pods[1], 'TCP', 81))).toEqual(['allow np egress']);
  expect(said(engine.decisions('egress', pods[0], pods[1], 'TCP', 80))).toEqual(['isolate np']);
  expect(said(engine.decisions('ingress', pods[0], pods[1], 'TCP', 80))).toEqual(['allow np ingress']);
  expect(said(engine.decisions('egress', pods[0], OUTSIDE[0], 'TCP', 81))).toEqual(['isolate np']);
});

test('a rule in a decision selects the peer', () => {
  for (let index = 0; index < 40; index++) {
    const { engine, pods } = engineOf(42, index);
    for (const a of new Set(pods)) {
      for (const { rules } of engine.policies('ingress', a)) {
        for (const rule of rules) {
          for (const b of new Set(pods)) {
            const listed = rule.allPeers || rule.possiblyAllPeers || rule.pods.some(({ classes }) => selects(classes, b));
            const heard = engine.decisions('ingress', a, b, 'TCP', 80).some((decision) => decision.rule === rule.rule);
            expect(!heard || listed).toBe(true);
          }
        }
      }
    }
  }
});
