import { withAssumedPods } from '../../../engine';
import type { LintRule } from '../../../lint';
import type { NotJudged } from '../../../results/check';
import type { AnalysisSession } from '../../session/session';

/** What the rules that run cannot judge; nothing where the input has workloads. */
export function notJudgedBy(rules: readonly LintRule[], { decoded: { cluster, policies } }: AnalysisSession): NotJudged | undefined {
  if (cluster.workloads.length > 0) return undefined;
  const assumed = withAssumedPods(cluster, policies);
  const open = new Set(policies.map(({ origin }) => origin).filter((origin) => assumed?.settledPolicies.has(origin) !== true));
  const isAsked = ({ edge, assumes }: LintRule) => !edge || (assumes !== undefined && assumed !== undefined && policies.length > 0);
  return { rules: rules.filter((rule) => !isAsked(rule)).map(({ id }) => id), policies: [...open].map(({ label }) => label).sort() };
}
