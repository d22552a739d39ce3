/** Deny all outgoing traffic of a namespace. */
import { Chart } from 'cdk8s';
import { DefaultDenyEgress, FenceApp } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '12-deny-egress-from-a-namespace', { namespace: 'default' });
new DefaultDenyEgress(chart, 'default-deny-all-egress');
app.synth();
