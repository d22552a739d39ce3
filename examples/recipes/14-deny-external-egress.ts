/** Deny traffic from an application to the outside; the recipe leaves it name resolution. */
import { App, Chart } from 'cdk8s';
import { DnsEgress, PodSelector } from 'cdk8s-netfence';

const app = new App();
const chart = new Chart(app, '14-deny-external-egress', { namespace: 'default' });
new DnsEgress(chart, 'foo-deny-external-egress', { pods: PodSelector.labels({ app: 'foo' }) });
app.synth();
