/** Allow traffic from outside the cluster, and from everywhere inside. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '08-allow-external-traffic', { namespace: 'default' });
new AllowFrom(chart, 'web-allow-external', {
  pods: PodSelector.labels({ app: 'web' }),
  from: [Peer.anyone()],
});
app.synth();
