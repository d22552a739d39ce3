/** Allow traffic only to one port, from the monitoring. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector, Port } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '09-allow-traffic-only-to-a-port', { namespace: 'default' });
new AllowFrom(chart, 'api-allow-5000', {
  pods: PodSelector.labels({ app: 'apiserver' }),
  from: [Peer.pods({ role: 'monitoring' })],
  ports: [Port.tcp(5000)],
});
app.synth();
