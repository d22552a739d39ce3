import { Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { AllowFrom, AllowTo, CheckMode, Checks, LabelExpression, Peer, PodSelector, Port } from '../../src/constructs';
import { SEED } from '../laws/set-laws';
import { buildCluster, external, judgePair } from '../oracle';
import { cases } from '../testing/cases';

const NAMESPACES = ['own', 'other'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: name } } }));
const PODS = NAMESPACES.flatMap(({ metadata }) => [{}, { app: 'x' }, { app: 'y' }, { app: 'x', tier: '1' }].map((labels, i) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: metadata.name, name: `p${i}`, labels },
  spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 80, protocol: i === 1 ? 'UDP' : 'TCP' }] }] },
})));
const ADDRESSES = ['10.0.0.1', '10.1.0.1', '10.200.0.1', '8.8.8.8', '2600::1', 'fd00::1'].map((address) => external(address));
const PACKETS = [1, 79, 80, 81, 90, 91].flatMap((port) => (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ protocol, port })));

const PEERS: (() => Peer)[] = [
  () => Peer.anyone(), () => Peer.internet(), () => Peer.ownNamespace(), () => Peer.namespace('own'), () => Peer.namespace('other'), () => Peer.everyNamespace(),
  () => Peer.pods({ app: 'x' }), () => Peer.pods({ app: 'x', tier: '1' }), () => Peer.podsIn('other', { app: 'x' }), () => Peer.podsInEveryNamespace({ app: 'y' }),
  () => Peer.namespacesLabelled({ team: 'other' }), () => Peer.podsInNamespacesLabelled({ team: 'own' }, { tier: '1' }),
  () => Peer.selected(PodSelector.expressions([LabelExpression.in('app', ['x', 'y'])])), () => Peer.selected(PodSelector.expressions([LabelExpression.notIn('app', ['x'])])),
  () => Peer.cidr('10.0.0.0/8'), () => Peer.cidr('10.0.0.0/8', ['10.1.0.0/16']), () => Peer.cidr('10.0.0.0/9'), () => Peer.cidr('10.1.0.0/16'),
  () => Peer.cidr('0.0.0.0/0', ['10.0.0.0/8']), () => Peer.cidr('::/0'),
];
const PORTS: (() => Port)[] = [
  () => Port.tcp(80), () => Port.tcp(81), () => Port.tcpRange(80, 90), () => Port.tcpRange(1, 79), () => Port.tcpRange(91, 65535), () => Port.udp(80),
  () => Port.allTcp(), () => Port.allSctp(), () => Port.all(), () => Port.tcpNamed('http'), () => Port.udpNamed('http'),
];
const rule = fc.record({
  peers: fc.array(fc.constantFrom(...PEERS), { minLength: 1, maxLength: 3 }),
  ports: fc.array(fc.constantFrom(...PORTS), { minLength: 1, maxLength: 3 }),
});
type Written = { readonly peers: readonly (() => Peer)[]; readonly ports: readonly (() => Port)[] };

/** One policy a list of rules. */
function policies(direction: 'ingress' | 'egress', each: readonly (readonly Written[])[]): any[] {
  const app = Testing.app();
  Checks.configure(app, { mode: CheckMode.OFF });
  const chart = new Chart(app, 'chart', { namespace: 'own' });
  for (const [i, rules] of each.entries()) {
    const [first, ...more] = rules.map(({ peers, ports }) => ({ peers: peers.map((make) => make()), ports: ports.map((make) => make()) }));
    const pods = PodSelector.labels({ app: 'x' });
    if (direction === 'ingress') {
      const policy = new AllowFrom(chart, `p${i}`, { pods, from: first.peers, ports: first.ports });
      for (const { peers, ports } of more) policy.addRule({ from: peers, ports });
    } else {
      const policy = new AllowTo(chart, `p${i}`, { pods, to: first.peers, ports: first.ports });
      for (const { peers, ports } of more) policy.addRule({ to: peers, ports });
    }
  }
  return Testing.synth(chart);
}

function verdicts(direction: 'ingress' | 'egress', manifests: readonly any[]): string {
  const cluster = buildCluster([...manifests, ...NAMESPACES, ...PODS]);
  const subject = cluster.find('own', 'p1');
  return [...cluster.pods, ...ADDRESSES].map((end) => {
    const judge = direction === 'ingress' ? judgePair(cluster, end, subject) : judgePair(cluster, subject, end);
    return PACKETS.map((packet) => judge(packet)[0]).join('');
  }).join(' ');
}

test.each(['ingress', 'egress'] as const)('merged rules of %s mean what each peer and each port means alone, in any order', (direction) => {
  fc.assert(fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
    const alone = rules.flatMap(({ peers, ports }) => peers.flatMap((one) => ports.map((on) => [{ peers: [one], ports: [on] }])));
    const merged = policies(direction, [rules]);
    expect(verdicts(direction, merged)).toBe(verdicts(direction, policies(direction, alone)));
    expect(policies(direction, [[...rules].reverse()])).toEqual(merged);
  }), { seed: SEED, numRuns: cases(60, { deep: 1000 }) });
}, 60_000);
