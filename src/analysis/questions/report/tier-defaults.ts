import { isSameStage, reads, stagesOf } from '../../../engine';
import type { TierDefault } from '../../../results/report-register';
import type { AnalysisSession } from '../../session/session';

/** The tiers whose policies are read, the first one that is asked first, each with what becomes of traffic about which no rule of it says something. */
export function tierDefaults({ decoded, profile }: AnalysisSession): TierDefault[] {
  const policies = decoded.policies.filter((policy) => policy.unread === undefined && reads(profile, policy));
  return stagesOf(policies, ({ stage }) => stage).map((stage): TierDefault => ({
    tier: stage.title,
    policies: policies.filter((policy) => isSameStage(policy.stage, stage)).length,
    action: stage.isolating ? 'deny' : stage.isBaseline === true ? 'allow' : 'pass',
  }));
}
