import { App, Chart } from 'cdk8s';
import { AllowFrom, AllowTo, DefaultDenyIngress, DnsEgress, NamespaceFence, Peer, PodSelector, Port } from 'cdk8s-netfence';

const app = new App();
const chart = new Chart(app, 'production', { namespace: 'production' });
const api = PodSelector.labels({ app: 'api-server' });
new DefaultDenyIngress(chart, 'default-deny-ingress');
new AllowFrom(chart, 'api-from-frontend-only', {
  pods: api,
  from: [Peer.pods({ app: 'frontend' })],
  ports: [Port.tcp(8080)],
  reason: 'the front end is the only client of the API',
});
new AllowTo(chart, 'api-egress', { pods: api, to: [Peer.pods({ app: 'database' })], ports: [Port.tcp(5432)] });
new DnsEgress(chart, 'dns', { pods: api });

const teams = new Chart(app, 'teams');
for (const name of ['team-alpha', 'team-beta', 'staging']) new NamespaceFence(teams, name);
app.synth();
