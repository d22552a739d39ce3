// TypeScript as a user writes it
import { App, Chart, Testing } from 'cdk8s';
import { AllowBetween, AllowFrom, DefaultDeny, Fences, NamespaceFence, Peer, PodSelector, Port } from 'cdk8s-netfence';

const app: App = Testing.app();
const chart = new Chart(app, 'production', { namespace: 'production' });
const api = PodSelector.labels({ app: 'api' });
// the deny comes first in the program and last in the file, with every version of the peers
new DefaultDeny(chart, 'default-deny');
const allow = new AllowFrom(chart, 'api', { pods: api, from: [Peer.pods({ app: 'web' })], ports: [Port.tcp(8080)], reason: 'orders' });
allow.addRule({ from: [Peer.namespace('monitoring')], ports: [Port.tcpNamed('metrics')] });
const fence = new NamespaceFence(new Chart(app, 'team'), 'team', { create: true });
fence.internetEgress('payments', { pods: PodSelector.all(), ports: [Port.tcp(443)] });
new AllowBetween(chart, 'report', { from: PodSelector.all(), fromNamespace: 'team', to: api, ports: [Port.tcp(8080)] });
if (Fences.everywhere(app).fenced.length !== 0) throw new Error('an app without workloads was fenced');

const written = app.charts.map((one) => one.toJson().map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ')).join('; ');
const expected = 'NetworkPolicy api, NetworkPolicy report-egress, NetworkPolicy report-ingress, NetworkPolicy default-deny; ' +
  'Namespace team, NetworkPolicy team-inside, NetworkPolicy team-dns, NetworkPolicy team-payments, NetworkPolicy team-default-deny';
if (written !== expected) throw new Error(`expected ${expected}\n     got ${written}`);
console.log('ok', process.version);
