import { workloadEnd } from '../framework/context';
import { calledPorts } from '../helpers/extensions';
import { INTERNET_V4, outsideOpen } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { nameOf } from '../helpers/text';

export const WEBHOOK_BLOCKED: LintRule = {
  id: 'webhook-blocked',
  severity: 'info',
  edge: true,
  summary: 'A port that is called webhook does not admit the API server.',
  why: 'a name is no proof, but operators often register their webhooks when they start; the API server calls them from an address that no pod selector matches; if the call fails, objects are refused, or they are stored without the check',
  *check(context) {
    // \`webhook-service-blocked\` reports webhooks that a configuration names
    const named = new Set([...calledPorts(context)].map(({ workload }) => workload));
    for (const c of context.classes()) {
      if (!context.isolated('ingress', c)) continue;
      for (const workload of context.workloads(c)) {
        if (named.has(workload)) continue;
        const port = workload.ports.find(({ name, protocol }) => protocol === 'TCP' && name !== undefined && name.includes('webhook'));
        if (port === undefined || outsideOpen(context, 'ingress', c, { protocol: 'TCP', port: port.port }) !== 'none') continue;
        const witness = context.witness(INTERNET_V4, c, 'TCP', port.port, 'denied');
        if (witness === undefined) continue;
        yield {
          message: `\`${nameOf(workload)}\` has a port called \`${port.name}\` (TCP ${port.port}) and admits no outside address; no configuration of the input calls it`,
          fix: 'if the API server calls it, allow ingress from the addresses of the API server, or from every source at that port; or use `WebhookIngress` in code',
          origin: context.isolating('ingress', c)[0].origin,
          path: ['spec', 'ingress'],
          witness: { ...witness, destination: workloadEnd(workload) },
        };
        break;
      }
    }
  },
};
