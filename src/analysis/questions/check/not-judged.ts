import type { AssumedPods } from '../../../engine';
import type { LintRule } from '../../../lint';
import type { Policy } from '../../../model';
import type { NotJudged } from '../../../results/check';
import type { AnalysisSession } from '../../session/session';

/** What the rules that run cannot judge: nothing where the input has pods of the namespaces of all policies. */
export function notJudgedBy(rules: readonly LintRule[], { decoded }: AnalysisSession, assumed: AssumedPods | undefined): NotJudged | undefined {
  const { cluster: { workloads }, policies } = decoded;
  if (workloads.length > 0) {
    const populated = new Set(workloads.map(({ namespace }) => namespace));
    const open = policies.filter(({ subject: { namespaces } }) => 'name' in namespaces && !populated.has(namespaces.name));
    return open.length === 0 ? undefined : { rules: [], policies: labelsOf(open) };
  }
  const isAsked = ({ edge, assumes }: LintRule) => !edge || (assumes !== undefined && assumed !== undefined && policies.length > 0);
  return {
    rules: rules.filter((rule) => !isAsked(rule)).map(({ id }) => id),
    policies: labelsOf(policies.filter(({ origin }) => assumed?.settledPolicies.has(origin) !== true)),
  };
}

function labelsOf(policies: readonly Policy[]): string[] {
  return [...new Set(policies.map(({ origin }) => origin.label))].sort();
}
