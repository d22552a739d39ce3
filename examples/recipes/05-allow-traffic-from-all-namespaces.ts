/** Allow traffic from all namespaces, and none from outside. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '05-allow-traffic-from-all-namespaces', { namespace: 'default' });
new AllowFrom(chart, 'web-allow-all-namespaces', {
  pods: PodSelector.labels({ app: 'web' }),
  from: [Peer.everyNamespace()],
});
app.synth();
