import { isRefused, reads } from '../../engine';
import { groupBy } from '../../sets';
import type { Policy, Problem } from '../../model';
import type { Enforcement } from '../../profiles';
import { listed } from '../../text/lists';

/** The most kinds that the line names. */
const MAX_KINDS = 10;

/** The problems under an agent: those of policies that it does not read are one line, and what it refuses is understood: nothing of it applies. */
export function ofAgent(given: readonly Problem[], policies: readonly Policy[], profile: Enforcement): readonly Problem[] {
  const problems = given.map((problem) => (isRefused(profile, problem) ? { ...problem, severity: 'warning' as const } : problem));
  const others = policies.filter((policy) => !reads(profile, policy));
  if (others.length === 0) return problems;
  return [...problems.filter(({ language }) => reads(profile, { language })), otherAgents(others, profile)];
}

function otherAgents(policies: readonly Policy[], { name }: Enforcement): Problem {
  const kinds = [...groupBy(policies, ({ origin, language }) => `${origin.label.split(' ')[0]} of ${language!.name}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  const counted = kinds.map(([kind, ofKind]) => `${ofKind.length} ${kind}`);
  const position = policies[0].origin.document?.position([]);
  return {
    code: 'other-agent',
    severity: 'warning',
    message: `${listed(counted, MAX_KINDS, 'kinds')}: ${name} does not read them, so they have no effect`,
    ...(position && { position }),
  };
}
