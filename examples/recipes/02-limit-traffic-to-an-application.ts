/** Limit traffic to an application to the pods of its product. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '02-limit-traffic-to-an-application', { namespace: 'default' });
new AllowFrom(chart, 'api-allow', {
  pods: PodSelector.labels({ app: 'bookstore', role: 'api' }),
  from: [Peer.pods({ app: 'bookstore' })],
});
app.synth();
