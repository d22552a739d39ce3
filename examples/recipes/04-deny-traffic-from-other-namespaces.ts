/** Deny traffic from other namespaces: only pods of the own one come in. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '04-deny-traffic-from-other-namespaces', { namespace: 'default' });
new AllowFrom(chart, 'deny-from-other-namespaces', {
  pods: PodSelector.all(),
  from: [Peer.ownNamespace()],
});
app.synth();
