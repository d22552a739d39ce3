import type { Backend, IngressRoute, Service, ServicePort, Workload } from '../../model';
import type { LintContext } from '../framework/context';

/** The Service that a backend names; `undefined` where the input does not show it. */
export function serviceOf({ cluster }: LintContext, { namespace }: IngressRoute, { service }: Backend): Service | undefined {
  return cluster.services.find((candidate) => candidate.namespace === namespace && candidate.name === service);
}

/** The ports of a Service that a backend selects. */
export function portsOf(service: Service, { port }: Backend): ServicePort[] {
  return service.ports.filter(({ port: number, name, targetPort }) => port === undefined || [number, name, targetPort].includes(port));
}

/** The label values of ingress controllers and gateways in a default installation. */
const CONTROLLERS = ['ingress-nginx', 'traefik', 'haproxy-ingress', 'kubernetes-ingress', 'contour', 'envoy', 'kong', 'nginx-ingress', 'istio-ingressgateway'];

export function isController({ labels }: Workload): boolean {
  return [labels['app.kubernetes.io/name'], labels.app, labels['ingresscontroller.operator.openshift.io/deployment-ingresscontroller'] && 'envoy'].some((name) => name !== undefined && CONTROLLERS.includes(name));
}
