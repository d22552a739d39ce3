/** Allow traffic from some pods of the namespaces with a label: both must hold. */
import { Chart } from 'cdk8s';
import { AllowFrom, FenceApp, Peer, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '07-allow-traffic-from-some-pods-in-another-namespace', { namespace: 'default' });
new AllowFrom(chart, 'web-allow-all-ns-monitoring', {
  pods: PodSelector.labels({ app: 'web' }),
  from: [Peer.podsInNamespacesLabelled({ team: 'operations' }, { type: 'monitoring' })],
});
app.synth();
