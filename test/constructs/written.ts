import { App, Chart, Testing, Yaml } from 'cdk8s';
import { buildCluster, external, OracleCluster, OracleEnd, Protocol, verdict } from '../oracle';
import { complaints } from './openapi';

/** The manifests of one chart, as `Testing.synth` gives them. */
export function written(build: (chart: Chart) => unknown, namespace: string | undefined = 'production'): any[] {
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  build(chart);
  return accepted(Testing.synth(chart));
}

/** The manifests of a whole app, chart by chart. */
export function writtenByApp(build: (app: App) => unknown): any[] {
  const app = Testing.app();
  build(app);
  return accepted(app.charts.flatMap((chart) => chart.toJson()));
}

/** What the tests look at is what a server would take. */
function accepted(manifests: any[]): any[] {
  const ours = manifests.filter(({ kind }) => kind === 'NetworkPolicy' || kind === 'Namespace');
  expect(complaints(ours)).toEqual([]);
  return manifests;
}

export function yamlOf(manifests: readonly any[]): string {
  return Yaml.stringify(...manifests);
}

export function policyOf(manifests: readonly any[], name: string): any {
  const found = manifests.filter((object) => object.kind === 'NetworkPolicy' && object.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} policies ${name}`);
  return found[0];
}

/** `team/web app=web tier=front` */
function pod(text: string): any {
  const [path, ...labels] = text.split(' ');
  const [namespace, name] = path.split('/');
  const ports = [{ name: 'metrics', containerPort: 9100, protocol: 'TCP' }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: Object.fromEntries(labels.map((label) => label.split('='))) },
    spec: { containers: [{ name: 'main', ports }] },
  };
}

/** The cluster of these tests: who is in it, whatever the policies say. */
const PODS: readonly string[] = [
  'production/frontend app=frontend',
  'production/api app=api-server',
  'production/database app=database',
  'other/frontend app=frontend',
  'other/api app=api-server',
  'kube-system/dns k8s-app=kube-dns',
  'kube-system/cache k8s-app=node-local-dns',
  'kube-system/other app=other',
  'openshift-dns/dns dns.operator.openshift.io/daemonset-dns=default',
  'monitoring/prometheus app=prometheus',
  'monitoring/grafana app=grafana',
  'ingress-nginx/controller app=ingress-nginx',
];

interface World {
  /** `world.asks('production/api', '10.0.0.1', 'TCP 443')` is a verdict. */
  asks(from: string, to: string, traffic: string): string;
  /** Whom of the cluster `from` reaches on the traffic. */
  reached(from: string, traffic: string): string[];
  /** Who of the cluster reaches `to` on the traffic. */
  reaching(to: string, traffic: string): string[];
}

/** What the naive judge, which knows nothing of this package, says about manifests. */
export function world(manifests: readonly any[], pods: readonly string[] = PODS): World {
  const cluster: OracleCluster = buildCluster([...manifests, ...pods.map(pod)]);
  const end = (text: string): OracleEnd => {
    const [namespace, name] = text.split('/');
    return name === undefined ? external(text) : cluster.find(namespace, name);
  };
  const asks = (from: string, to: string, traffic: string) => {
    const [protocol, port] = traffic.split(' ');
    return verdict(cluster, end(from), end(to), { protocol: protocol as Protocol, port: Number(port) });
  };
  const names = cluster.pods.map(({ namespace, name }) => `${namespace}/${name}`);
  return {
    asks,
    reached: (from, traffic) => names.filter((to) => to !== from && asks(from, to, traffic) === 'allowed'),
    reaching: (to, traffic) => names.filter((from) => to !== from && asks(from, to, traffic) === 'allowed'),
  };
}
