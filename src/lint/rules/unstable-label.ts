import { CONTROLLER_LABELS } from '../../model';
import type { EndpointSelector } from '../../model';
import type { LintRule, Report } from '../framework/rule';
import { peerPath, subjectPath } from '../helpers/text';

/** Labels that change with a rollout, a release or a run; the name and the number of a pod stay what they are. */
const UNSTABLE: ReadonlySet<string> = new Set([...CONTROLLER_LABELS.filter(({ differsBy }) => differsBy !== 'pod').map(({ key }) => key), 'app.kubernetes.io/version', 'helm.sh/chart', 'chart', 'version']);

export const UNSTABLE_LABEL: LintRule = {
  id: 'unstable-label',
  severity: 'warning',
  edge: false,
  summary: 'A selector depends on a label that changes with a rollout or a release.',
  why: 'the next rollout, release or run has another value, and the policy or the rule then matches no pod',
  *check(context) {
    for (const policy of context.policies) {
      const report = (key: string, path: Report['path']): Report => ({
        message: `\`${key}\` changes with a rollout, a release or a run`,
        fix: 'select by a label that does not change, such as `app.kubernetes.io/name` or `app`',
        origin: policy.origin,
        path,
      });
      for (const key of unstableKeys(policy.subject)) yield report(key, subjectPath(policy));
      for (const rule of policy.rules) {
        for (const peer of rule.peers ?? []) {
          if (peer.type === 'endpoints') for (const key of unstableKeys(peer.endpoints)) yield report(key, peerPath(rule, peer, 'podSelector'));
        }
      }
    }
  },
};

/** The keys of which a selector asks for certain values: that there is one at all (`Exists`) changes with nothing. */
function unstableKeys({ pods }: EndpointSelector): string[] {
  return pods.constraints.filter(([key, { allowsAbsent, cofinite }]) => UNSTABLE.has(key) && !allowsAbsent && !cofinite).map(([key]) => key);
}
