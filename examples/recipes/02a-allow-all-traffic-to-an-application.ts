/** Allow all traffic to an application, whatever else denies it. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '02a-allow-all-traffic-to-an-application', { namespace: 'default' });
new AllowFrom(chart, 'web-allow-all', {
  pods: PodSelector.labels({ app: 'web' }),
  from: [Peer.anyone()],
});
app.synth();
