import { App, Chart } from 'cdk8s';
import { AllowBetween, NamespaceFence, PodSelector, Port } from 'cdk8s-netfence';

/** The fences of two namespaces that other pipelines deploy to, and the one edge between them. */
export function fences(app: App): void {
  const web = new Chart(app, 'web', { namespace: 'web' });
  new NamespaceFence(web, 'web').exposeThrough('shop', {
    pods: PodSelector.labels({ app: 'frontend' }),
    controllerNamespace: 'ingress-nginx',
    ports: [Port.tcp(8080)],
    reason: 'customers reach the shop through the ingress controller',
  });

  const orders = new Chart(app, 'orders', { namespace: 'orders' });
  new NamespaceFence(orders, 'orders');
  new AllowBetween(orders, 'shop-orders', {
    from: PodSelector.labels({ app: 'frontend' }),
    fromNamespace: 'web',
    to: PodSelector.labels({ app: 'api' }),
    ports: [Port.tcp(8080)],
    reason: 'the shop places orders',
  });
}
