import { workloadEnd } from '../framework/context';
import { calledPorts } from '../helpers/extensions';
import { INTERNET_V4, outsideOpen } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { nameOf } from '../helpers/text';

export const WEBHOOK_SERVICE_BLOCKED: LintRule = {
  id: 'webhook-service-blocked',
  severity: 'warning',
  edge: true,
  summary: 'The API server is told to call a Service whose pods do not admit it.',
  why: 'the API server calls from an address that no pod selector matches; while it cannot, objects are refused or pass unchecked, or a group of the API is not there',
  *check(context) {
    const told = new Set<object>();
    for (const { extension, call, workload, port } of calledPorts(context)) {
      const of = context.classOf(workload);
      if (told.has(call) || !context.isolated('ingress', of)) continue;
      if (outsideOpen(context, 'ingress', of, { protocol: 'TCP', port }) !== 'none') continue;
      const witness = context.witness(INTERNET_V4, of, 'TCP', port, 'denied');
      if (witness === undefined) continue;
      told.add(call);
      const what = call.name === undefined ? 'it names' : `webhook \`${call.name}\` names`;
      yield {
        message: `${what} Service \`${call.namespace}/${call.service}\`, and \`${nameOf(workload)}\` behind it admits no address outside the pods at TCP ${port}`,
        fix: 'allow ingress from the addresses of the API server, or from everyone at that port; or `WebhookIngress` in code',
        origin: extension.origin,
        path: call.path,
        witness: { ...witness, destination: workloadEnd(workload) },
      };
    }
  },
};
