import { portsOf, serviceOf } from '../helpers/ingress-routes';
import type { LintRule } from '../framework/rule';

export const ENTRANCE_BACKEND_MISSING: LintRule = {
  id: 'entrance-backend-missing',
  severity: 'warning',
  edge: false,
  summary: 'An Ingress or Route leads to a Service or port that is not there.',
  why: 'requests end in an error whatever the policies allow',
  *check(context) {
    const withServices = new Set(context.cluster.services.map(({ namespace }) => namespace));
    for (const entrance of context.cluster.ingressRoutes) {
      for (const backend of entrance.backends) {
        const service = serviceOf(context, entrance, backend);
        // where the input shows no Service of the namespace, they are kept elsewhere
        if (service === undefined && !withServices.has(entrance.namespace)) continue;
        if (service !== undefined && (portsOf(service, backend).length > 0 || service.ports.length === 0)) continue;
        yield {
          message: service === undefined ? `there is no Service \`${backend.service}\` in namespace \`${entrance.namespace}\`` : `Service \`${backend.service}\` has no port \`${backend.port}\``,
          fix: 'correct the backend',
          origin: entrance.origin,
          path: ['spec'],
        };
      }
    }
  },
};
