import { portsOf, serviceOf } from '../helpers/ingress-routes';
import type { LintRule } from '../framework/rule';

export const ENTRANCE_BACKEND_MISSING: LintRule = {
  id: 'entrance-backend-missing',
  severity: 'warning',
  edge: false,
  summary: 'An Ingress or Route names a Service or a port that does not exist.',
  why: 'requests fail, whatever the policies allow',
  *check(context) {
    const withServices = new Set(context.cluster.services.map(({ namespace }) => namespace));
    for (const route of context.cluster.ingressRoutes) {
      for (const backend of route.backends) {
        const service = serviceOf(context, route, backend);
        // without any Service of the namespace in the input, the Services are probably kept elsewhere
        if (service === undefined && !withServices.has(route.namespace)) continue;
        if (service !== undefined && (portsOf(service, backend).length > 0 || service.ports.length === 0)) continue;
        yield {
          message: service === undefined ? `there is no Service \`${backend.service}\` in namespace \`${route.namespace}\`` : `Service \`${backend.service}\` has no port \`${backend.port}\``,
          fix: 'correct the backend',
          origin: route.origin,
          path: ['spec'],
        };
      }
    }
  },
};
