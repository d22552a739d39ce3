/** Allow traffic from the namespaces with a label. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '06-allow-traffic-from-a-namespace', { namespace: 'default' });
new AllowFrom(chart, 'web-allow-prod', {
  pods: PodSelector.labels({ app: 'web' }),
  from: [Peer.namespacesLabelled({ purpose: 'production' })],
});
app.synth();
