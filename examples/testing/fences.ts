import { App, Chart } from 'cdk8s';
import { AllowBetween, NamespaceFence, PodSelector, Port } from 'cdk8s-netfence';

/** The fences of two namespaces, and the one edge between them. */
export function fences(app: App): App {
  const web = new Chart(app, 'web', { namespace: 'web' });
  new NamespaceFence(web, 'web');

  const orders = new Chart(app, 'orders', { namespace: 'orders' });
  new NamespaceFence(orders, 'orders', { insideTraffic: false });
  new AllowBetween(orders, 'shop-orders', {
    from: PodSelector.labels({ app: 'frontend' }),
    fromNamespace: 'web',
    to: PodSelector.labels({ app: 'api' }),
    ports: [Port.tcp(8080)],
    reason: 'the shop places orders',
  });
  new AllowBetween(orders, 'api-database', {
    from: PodSelector.labels({ app: 'api' }),
    to: PodSelector.labels({ app: 'database' }),
    ports: [Port.tcp(5432)],
    reason: 'orders are kept in the database',
  });
  return app;
}
