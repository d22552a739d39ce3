import { CONTROLLER_LABELS } from '../../model';
import type { EndpointSelector, FieldPath, Origin } from '../../model';
import type { LintRule, Report } from '../framework/rule';
import { peerPath, subjectPath } from '../helpers/text';

/** Labels that change with a rollout, a release or a run; the name and the number of a pod stay what they are. */
const UNSTABLE: ReadonlySet<string> = new Set([
  ...CONTROLLER_LABELS.filter(({ differsBy }) => differsBy !== 'pod').map(({ key }) => key),
  'app.kubernetes.io/version', 'helm.sh/chart', 'chart', 'version',
]);

export const UNSTABLE_LABEL: LintRule = {
  id: 'unstable-label',
  severity: 'warning',
  edge: false,
  summary: 'A selector depends on a label that changes with a rollout or a release.',
  why: 'the next rollout, release or run has another value, and the policy or the rule then matches no pod',
  *check({ policies }) {
    for (const policy of policies) {
      const { subject, rules, origin } = policy;
      if (isUnstable(subject)) yield* reports(subject, origin, subjectPath(policy));
      for (const rule of rules) {
        for (const peer of rule.peers ?? []) {
          if (peer.type === 'endpoints' && isUnstable(peer.endpoints)) yield* reports(peer.endpoints, origin, peerPath(rule, peer, 'podSelector'));
        }
      }
    }
  },
};

/** Hardly any selector is: there may be millions. */
function isUnstable({ pods: { constraints } }: EndpointSelector): boolean {
  for (const [key] of constraints) if (UNSTABLE.has(key)) return true;
  return false;
}

/** About keys of which a selector asks for certain values: that there is one at all (`Exists`) changes with nothing. */
function reports({ pods }: EndpointSelector, origin: Origin, path: FieldPath): Report[] {
  return pods.constraints.filter(([key, { allowsAbsent, cofinite }]) => UNSTABLE.has(key) && !allowsAbsent && !cofinite).map(([key]): Report => ({
    message: `\`${key}\` changes with a rollout, a release or a run`,
    fix: 'select by a label that does not change, such as `app.kubernetes.io/name` or `app`',
    origin,
    path,
  }));
}
