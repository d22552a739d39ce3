import type { Labels } from '../sets';

/** The names that ingress controllers and gateways have in their default installations. */
const NAMES = ['ingress-nginx', 'traefik', 'haproxy-ingress', 'kubernetes-ingress', 'contour', 'envoy', 'kong', 'nginx-ingress', 'istio-ingressgateway'];

const NAME_KEYS = ['app.kubernetes.io/name', 'app'];

/** Labels that only the controllers of OpenShift have. */
const CONTROLLER_KEYS = ['ingresscontroller.operator.openshift.io/deployment-ingresscontroller'];

/** Labels that only pods of gateways have: those of the Gateway API (GEP-1762), and of Envoy Gateway. */
const GATEWAY_KEYS = ['gateway.networking.k8s.io/gateway-name', 'gateway.envoyproxy.io/owning-gateway-name'];

/** Whether pods of these labels are those of an ingress controller. */
export function isIngressController(labels: Labels): boolean {
  return hasAny(labels, CONTROLLER_KEYS) || NAME_KEYS.some((key) => Object.hasOwn(labels, key) && NAMES.includes(labels[key]));
}

/** Whether pods of these labels let traffic in from outside for others: an ingress controller or a gateway. */
export function isEntranceController(labels: Labels): boolean {
  return isIngressController(labels) || hasAny(labels, GATEWAY_KEYS);
}

function hasAny(labels: Labels, keys: readonly string[]): boolean {
  return keys.some((key) => Object.hasOwn(labels, key));
}
