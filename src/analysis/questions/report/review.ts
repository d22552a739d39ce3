import { RULES } from '../../../lint';
import type { ReachabilityDiff } from '../../../results/diff';
import type { CheckFinding } from '../../../results/check';
import type { ReportReview, ReviewFinding } from '../../../results/report';
import type { AnalysisSession } from '../../session/session';
import { runCheck } from '../check/check';
import type { CheckConfig } from '../check/config';
import { isExpired } from '../check/ignores';
import { statedIgnores } from '../check/suppress';

/** The rules whose findings are about policies and rules without effect. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'admin-rule-never-reached', 'baseline-rule-hidden', 'cni-enforces-nothing', 'dead-rule', 'inert-rules', 'named-port-to-addresses', 'named-port-unresolved',
  'peer-matches-nothing', 'port-nobody-listens-on', 'selects-nothing', 'shadowed-rule', 'system-namespace-label', 'unworn-namespace-label',
]);

/** What a review looks at: rules without effect, what is accepted, and what changed. */
export function reviewOf(session: AnalysisSession, config: CheckConfig, today: string, changes: ReachabilityDiff | undefined): ReportReview {
  const { findings } = runCheck(session, { config, today });
  const known = [...RULES.map(({ id }) => id), ...(config.own ?? []).map(({ id }) => id)];
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings: findings.filter(({ rule }) => WITHOUT_EFFECT.has(rule)).map((finding) => shown(finding)),
    otherFindings: findings.filter(({ rule }) => !WITHOUT_EFFECT.has(rule)).map((finding) => shown(finding)),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    ignores: statedIgnores({ config, today }, known, session.source).map(({ rules, reason, until, where, object }) => ({
      rules,
      reason,
      ...(until !== undefined && { until }),
      isExpired: until !== undefined && isExpired({ rules, reason, until, where }, today),
      where: object === undefined ? where : `${where}, ${object}`,
    })),
    ...(changes && { changes }),
  };
}

function shown({ rule, severity, subject, message, fix, place }: CheckFinding): ReviewFinding {
  return { rule, severity, subject, message, fix, ...(place && { file: place.file, line: place.line }) };
}
