import type { Workload } from '../../model';
import { workloadEnd } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { nameOf } from '../helpers/text';

export const METRICS_BLOCKED: LintRule = {
  id: 'metrics-blocked',
  severity: 'warning',
  edge: true,
  summary: 'The Prometheus of the input cannot reach a metrics port.',
  why: 'Prometheus collects no metrics from this port, so alerts that need them never fire',
  *check(context) {
    const { ofWorkload } = context.engine.classes;
    const scrapers = context.cluster.workloads.flatMap((workload, i) => (isScraper(workload) && !workload.hostNetwork ? [ofWorkload[i]] : []));
    if (scrapers.length === 0) return;
    for (const c of context.classes()) {
      if (!context.isolated('ingress', c)) continue;
      for (const workload of context.workloads(c)) {
        const port = isScraper(workload) ? undefined : workload.ports.find(({ name, protocol }) => protocol === 'TCP' && name !== undefined && /metrics|prom/.test(name));
        if (port === undefined || scrapers.some((scraper) => context.verdict(scraper, c, 'TCP', port.port) !== 'denied')) continue;
        const witness = context.witness(scrapers[0], c, 'TCP', port.port, 'denied');
        if (witness === undefined) continue;
        yield {
          message: `\`${nameOf(workload)}\` offers metrics at TCP ${port.port}, and no Prometheus of the input can reach them`,
          fix: 'allow ingress from the pods of Prometheus at that port; or use `MetricsIngress` in code',
          origin: context.isolating('ingress', c)[0].origin,
          path: ['spec', 'ingress'],
          witness: { ...witness, destination: workloadEnd(workload) },
        };
        break;
      }
    }
  },
};

function isScraper({ labels }: Workload): boolean {
  return [labels['app.kubernetes.io/name'], labels.app, labels['k8s-app']].some((name) => name === 'prometheus' || name === 'prometheus-server' || name === 'vmagent');
}
