import { workloadEnd } from '../framework/context';
import { calledPorts } from '../helpers/extensions';
import { INTERNET_V4, outsideOpen } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { nameOf } from '../helpers/text';

export const WEBHOOK_SERVICE_BLOCKED: LintRule = {
  id: 'webhook-service-blocked',
  severity: 'warning',
  edge: true,
  summary: 'A configuration makes the API server call a Service whose pods do not admit it.',
  why: 'the API server calls from an address that no pod selector matches; if the call fails, objects are refused or stored without the check, or an API group is not available',
  *check(context) {
    const reported = new Set<object>();
    for (const { extension, call, workload, port } of calledPorts(context)) {
      const classId = context.classOf(workload);
      if (reported.has(call) || !context.isolated('ingress', classId)) continue;
      if (outsideOpen(context, 'ingress', classId, { protocol: 'TCP', port }) !== 'none') continue;
      const witness = context.witness(INTERNET_V4, classId, 'TCP', port, 'denied');
      if (witness === undefined) continue;
      reported.add(call);
      const what = call.name === undefined ? 'it names' : `webhook \`${call.name}\` names`;
      yield {
        message: `${what} Service \`${call.namespace}/${call.service}\`, and \`${nameOf(workload)}\` behind it admits no outside address at TCP ${port}`,
        fix: 'allow ingress from the addresses of the API server, or from every source at that port; or use `WebhookIngress` in code',
        origin: extension.origin,
        path: call.path,
        witness: { ...witness, destination: workloadEnd(workload) },
      };
    }
  },
};
