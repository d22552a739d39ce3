/** Limit traffic to an application to the pods of its product. */
import { App, Chart } from 'cdk8s';
import { AllowFrom, Peer, PodSelector } from 'cdk8s-netfence';

const app = new App();
const chart = new Chart(app, '02-limit-traffic-to-an-application', { namespace: 'default' });
new AllowFrom(chart, 'api-allow', {
  pods: PodSelector.labels({ app: 'bookstore', role: 'api' }),
  from: [Peer.pods({ app: 'bookstore' })],
});
app.synth();
