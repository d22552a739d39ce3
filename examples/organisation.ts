/**
 * Four namespaces of one organisation: two teams, production and staging. Nothing of one namespace reaches another.
 *
 * `npm run demo` writes the manifests to `dist/demo`.
 */
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { FenceApp, NamespaceFence, PodSelector, Port } from 'cdk8s-netfence';

const METRICS = 9100;

/** A workload of two ports: what it is for, and its metrics. */
function workload(chart: Chart, namespace: string, name: string, port: number): kplus.Deployment {
  return new kplus.Deployment(chart, name, {
    metadata: { name, namespace },
    podMetadata: { labels: { app: name } },
    replicas: 2,
    containers: [{
      name,
      image: `registry.example.com/${name}:1.0.0`,
      ports: [{ name: 'main', number: port }, { name: 'metrics', number: METRICS }],
    }],
  });
}

/** The shop, as it runs in production and in staging: front end, API, database, each reached by its one client only. */
function shop(app: App, namespace: string): void {
  const chart = new Chart(app, namespace);
  const frontend = workload(chart, namespace, 'frontend', 8080);
  const api = workload(chart, namespace, 'api-server', 8080);
  const database = workload(chart, namespace, 'database', 5432);

  const fence = new NamespaceFence(chart, namespace, { create: true, insideTraffic: false });
  fence.exposeThrough('shop', {
    pods: PodSelector.of(frontend),
    controllerNamespace: 'ingress-nginx',
    controller: PodSelector.labels({ 'app.kubernetes.io/name': 'ingress-nginx' }),
    ports: [Port.tcp(8080)],
    reason: 'customers reach the shop through the ingress controller',
  });
  fence.allowBetween('frontend-api', {
    from: PodSelector.of(frontend),
    to: PodSelector.of(api),
    ports: [Port.tcp(8080)],
    reason: 'the front end is the only client of the API',
  });
  fence.allowBetween('api-database', {
    from: PodSelector.of(api),
    to: PodSelector.of(database),
    ports: [Port.tcp(5432)],
    reason: 'the API is the only client of the database',
  });
  fence.metricsIngress('metrics', {
    pods: PodSelector.all(),
    collectorNamespace: 'monitoring',
    collector: PodSelector.labels({ 'app.kubernetes.io/name': 'prometheus' }),
    ports: [Port.tcp(METRICS)],
    reason: 'Prometheus scrapes every pod',
  });
}

/** A team: its pods reach each other and the DNS, and nobody else. */
function team(app: App, namespace: string, ...names: string[]): void {
  const chart = new Chart(app, namespace);
  for (const name of names) workload(chart, namespace, name, 8080);
  new NamespaceFence(chart, namespace, { create: true });
}

const app = new FenceApp();
shop(app, 'production');
shop(app, 'staging');
team(app, 'team-alpha', 'tracker', 'worker');
team(app, 'team-beta', 'notebook');
app.synth();

for (const chart of app.charts) {
  const policies = chart.toJson().filter((object) => object.kind === 'NetworkPolicy');
  console.log(`${chart.node.id}: fenced, ${policies.length} policies (${policies.map((policy) => policy.metadata.name).join(', ')})`);
}
