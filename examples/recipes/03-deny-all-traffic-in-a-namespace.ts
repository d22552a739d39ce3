/** Deny all incoming traffic in a namespace. */
import { Chart } from 'cdk8s';
import { DefaultDenyIngress, FenceApp } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '03-deny-all-traffic-in-a-namespace', { namespace: 'default' });
new DefaultDenyIngress(chart, 'default-deny-all');
app.synth();
