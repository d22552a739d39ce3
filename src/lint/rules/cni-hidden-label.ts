import { AGENTS } from '../../model';
import type { EndpointSelector } from '../../model';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { peerPath, subjectPath } from '../helpers/text';

export const CNI_HIDDEN_LABEL: LintRule = {
  id: 'cni-hidden-label',
  severity: 'error',
  edge: false,
  summary: 'A selector uses a pod label that the CNI does not see.',
  why: 'the agent does not compare some labels: a selector that requires one of them matches no pod',
  *check(context) {
    if (context.profile.hiddenLabels.length === 0) return;
    for (const policy of context.policies) {
      // `unseen-label` is about the agent's own language
      if (policy.language?.set === AGENTS) continue;
      for (const key of hiddenKeys(context, policy.subject)) {
        yield { message: `${context.profile.name} does not see the label \`${key}\``, fix: 'select by another label', origin: policy.origin, path: subjectPath(policy) };
      }
      for (const rule of policy.rules) {
        for (const peer of rule.peers ?? []) {
          for (const key of peer.type === 'endpoints' ? hiddenKeys(context, peer.endpoints) : []) {
            yield { message: `${context.profile.name} does not see the label \`${key}\``, fix: 'select by another label', origin: policy.origin, path: peerPath(rule, peer, 'podSelector') };
          }
        }
      }
    }
  },
};

function hiddenKeys({ profile }: LintContext, { pods }: EndpointSelector): string[] {
  const hides = (key: string) => profile.hiddenLabels.some((entry) => (entry.endsWith('*') ? key.startsWith(entry.slice(0, -1)) : key === entry));
  return pods.constraints.map(([key]) => key).filter(hides);
}
