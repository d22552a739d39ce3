import type { LintRule } from '../framework/rule';

export const CNI_ENFORCES_NOTHING: LintRule = {
  id: 'cni-enforces-nothing',
  severity: 'error',
  edge: false,
  summary: 'The CNI of the cluster enforces no policy.',
  why: 'the API server stores every policy, and reports no error when no agent enforces it',
  *check(context) {
    const { cni } = context;
    if (cni?.enforces.answer !== 'no') return;
    for (const policy of context.policies) {
      yield {
        message: `${cni.title} enforces no policy: every connection is allowed`,
        fix: `${cni.enforces.note ?? 'run an agent that enforces policies'}`,
        origin: policy.origin,
        path: [],
      };
    }
  },
};
