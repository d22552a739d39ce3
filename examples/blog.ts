/** The four policies of a well-known kind of blog post about namespaces that are no boundary, written with constructs. */
import { Chart } from 'cdk8s';
import { AllowFrom, AllowTo, DefaultDenyIngress, DnsProfile, FenceApp, Peer, PodSelector, Port } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, 'blog', { namespace: 'production' });
const api = PodSelector.labels({ app: 'api-server' });

new DefaultDenyIngress(chart, 'default-deny-ingress');

new AllowFrom(chart, 'api-from-frontend-only', {
  pods: api,
  from: [Peer.pods({ app: 'frontend' })],
  ports: [Port.tcp(8080)],
});

// the post selects `name: production`, a label that no namespace carries by itself and that anybody may put on another one
new AllowFrom(chart, 'deny-from-other-namespaces', {
  pods: PodSelector.all(),
  from: [Peer.namespace('production')],
});

// the post allows DNS over UDP only, in a namespace by `name: kube-system`
new AllowTo(chart, 'api-egress', {
  pods: api,
  to: [Peer.pods({ app: 'database' })],
  ports: [Port.tcp(5432)],
  dns: DnsProfile.kubeDns(),
});

app.synth();
