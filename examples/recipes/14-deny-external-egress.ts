/** Deny traffic from an application to the outside; the recipe leaves it name resolution. */
import { Chart } from 'cdk8s';
import { DnsEgress, FenceApp, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '14-deny-external-egress', { namespace: 'default' });
new DnsEgress(chart, 'foo-deny-external-egress', { pods: PodSelector.labels({ app: 'foo' }) });
app.synth();
