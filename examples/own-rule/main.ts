import { ApiObject, Chart } from 'cdk8s';
import { AllowFrom, DefaultDenyIngress, FenceApp, Peer, PodSelector, Port } from 'cdk8s-netfence';

const app = new FenceApp();

/** A namespace with one workload. */
function chart(name: string, port: number, labels: Record<string, string>): Chart {
  const made = new Chart(app, name, { namespace: name });
  new ApiObject(made, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  new ApiObject(made, 'workload', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image: name, ports: [{ containerPort: port }] }] } },
    },
  });
  return made;
}

const records = chart('records', 5432, { 'example.org/data': 'restricted' });
const billing = chart('billing', 8080, { 'example.org/data': 'restricted' });
chart('website', 8080, {});

for (const restricted of [records, billing]) new DefaultDenyIngress(restricted, 'deny');
new AllowFrom(records, 'readers', {
  pods: PodSelector.labels({ app: 'records' }),
  from: [Peer.namespace('billing')],
  ports: [Port.tcp(5432)],
});

app.synth();
