/** Deny all traffic from an application but name resolution. */
import { App, Chart } from 'cdk8s';
import { DnsEgress, PodSelector } from 'cdk8s-netfence';

const app = new App();
const chart = new Chart(app, '11a-deny-egress-but-dns', { namespace: 'default' });
new DnsEgress(chart, 'foo-deny-egress', { pods: PodSelector.labels({ app: 'foo' }) });
app.synth();
