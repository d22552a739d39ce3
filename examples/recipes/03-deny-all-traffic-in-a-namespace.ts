/** Deny all incoming traffic in a namespace. */
import { App, Chart } from 'cdk8s';
import { DefaultDenyIngress } from 'cdk8s-netfence';

const app = new App();
const chart = new Chart(app, '03-deny-all-traffic-in-a-namespace', { namespace: 'default' });
new DefaultDenyIngress(chart, 'default-deny-all');
app.synth();
