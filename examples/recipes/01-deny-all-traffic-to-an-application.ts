/** Deny all traffic to an application. */
import { Chart } from 'cdk8s';
import { DefaultDenyIngress, FenceApp, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '01-deny-all-traffic-to-an-application', { namespace: 'default' });
new DefaultDenyIngress(chart, 'web-deny-all', { pods: PodSelector.labels({ app: 'web' }) });
app.synth();
