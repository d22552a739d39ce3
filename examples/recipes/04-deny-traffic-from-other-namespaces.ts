/** Deny traffic from other namespaces: only pods of the own one come in. */
import { App, Chart } from 'cdk8s';
import { AllowFrom, Peer, PodSelector } from 'cdk8s-netfence';

const app = new App();
const chart = new Chart(app, '04-deny-traffic-from-other-namespaces', { namespace: 'default' });
new AllowFrom(chart, 'deny-from-other-namespaces', {
  pods: PodSelector.all(),
  from: [Peer.ownNamespace()],
});
app.synth();
