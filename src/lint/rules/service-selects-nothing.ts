import { LabelSelector } from '../../sets';
import { nearest } from '../../text/nearest';
import type { LintRule } from '../framework/rule';
import { mayBeNotShown } from '../helpers/not-shown';

export const SERVICE_SELECTS_NOTHING: LintRule = {
  id: 'service-selects-nothing',
  severity: 'warning',
  edge: false,
  summary: 'A Service selects no pod.',
  why: 'a Service without pods has no endpoints: connections fail, whatever the policies allow',
  *check(context) {
    for (const service of context.cluster.services) {
      const workloads = context.cluster.workloads.filter(({ namespace }) => namespace === service.namespace);
      if (service.selector === undefined || workloads.length === 0) continue;
      const selector = LabelSelector.labels(service.selector);
      if (workloads.some((workload) => selector.match(workload) !== 'no')) continue;
      if (mayBeNotShown(context.cluster, { namespaces: { name: service.namespace }, pods: selector })) continue;
      const near = Object.entries(service.selector).flatMap(([key, value]) => {
        const found = nearest(value, new Set(workloads.flatMap(({ labels }) => labels[key] ?? [])));
        return found === undefined ? [] : [`${key}: ${found}`];
      });
      yield {
        message: `Service \`${service.namespace}/${service.name}\` selects no pod`,
        fix: near.length === 0 ? 'correct the selector, or remove the Service' : `did you mean \`${near[0]}\`?`,
        origin: service.origin,
        path: ['spec', 'selector'],
      };
    }
  },
};
