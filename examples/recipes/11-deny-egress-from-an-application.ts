/** Deny all traffic from an application, name resolution included. */
import { Chart } from 'cdk8s';
import { DefaultDenyEgress, FenceApp, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '11-deny-egress-from-an-application', { namespace: 'default' });
new DefaultDenyEgress(chart, 'foo-deny-egress', { pods: PodSelector.labels({ app: 'foo' }) });
app.synth();
