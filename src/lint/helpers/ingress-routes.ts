import type { Backend, IngressRoute, Service, ServicePort, Workload } from '../../model';
import { isIngressController } from '../../profiles/entrance-controllers';
import type { LintContext } from '../framework/context';

/** The Service that a backend names; `undefined` where the input does not show it. */
export function serviceOf({ cluster }: LintContext, { namespace }: IngressRoute, { service }: Backend): Service | undefined {
  return cluster.services.find((candidate) => candidate.namespace === namespace && candidate.name === service);
}

/** The ports of a Service that a backend selects. */
export function portsOf(service: Service, { port }: Backend): ServicePort[] {
  return service.ports.filter(({ port: number, name, targetPort }) => port === undefined || [number, name, targetPort].includes(port));
}

export function isController({ labels }: Workload): boolean {
  return isIngressController(labels);
}
