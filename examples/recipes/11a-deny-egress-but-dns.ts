/** Deny all traffic from an application but name resolution. */
import { Chart } from 'cdk8s';
import { DnsEgress, FenceApp, PodSelector } from 'cdk8s-netfence';

const app = new FenceApp();
const chart = new Chart(app, '11a-deny-egress-but-dns', { namespace: 'default' });
new DnsEgress(chart, 'foo-deny-egress', { pods: PodSelector.labels({ app: 'foo' }) });
app.synth();
