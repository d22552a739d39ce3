/** Allow traffic from several services: a list of peers means any of them. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '10-allow-traffic-with-several-selectors', { namespace: 'default' });
new AllowFrom(chart, 'redis-allow-services', {
  pods: PodSelector.labels({ app: 'bookstore', role: 'db' }),
  from: [
    Peer.pods({ app: 'bookstore', role: 'search' }),
    Peer.pods({ app: 'bookstore', role: 'api' }),
    Peer.pods({ app: 'inventory', role: 'web' }),
  ],
});
app.synth();
