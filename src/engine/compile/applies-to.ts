import { AGENTS } from '../../model';
import type { Direction, Policy } from '../../model';
import type { Enforcement } from '../../profiles';

/** Whether the policy isolates its subjects in this direction under this agent. */
export function isolates(policy: Policy, direction: Direction, profile: Enforcement): boolean {
  if (!policy.stage.isolating) return false;
  if (policy.isolates.includes(direction)) return true;
  return policy.acts === undefined && profile.policyTypes === 'ignored-where-rules-exist' && policy.rules.some((r) => r.direction === direction);
}

/** Whether a policy can decide about a direction of its subjects under this agent. */
export function appliesTo(policy: Policy, direction: Direction, profile: Enforcement): boolean {
  // proxies enforce it, whatever the network agent does
  if (policy.unreadEffect === 'may-deny') return policy.isolates.includes(direction);
  if (!profile.enforces || !reads(profile, policy) || isRefused(profile, policy) || !isReading(profile, policy)) return false;
  if (policy.unread !== undefined) return policy.isolates.includes(direction);
  if (policy.acts?.includes(direction) === true || isolates(policy, direction, profile)) return true;
  return !policy.stage.isolating && policy.rules.some((rule) => rule.direction === direction);
}

/** Whether an agent may read the kind of a policy: an agent that is known reads its own language only. */
export function reads({ languages }: Enforcement, { language }: Pick<Policy, 'language'>): boolean {
  return language?.set !== AGENTS || languages === undefined || languages.includes(language.name);
}

/** Whether an agent is known to refuse a policy, so that it has no effect. */
export function isRefused({ name, languages }: Enforcement, { refusedBy }: Pick<Policy, 'refusedBy'>): boolean {
  return refusedBy !== undefined && (refusedBy === name || languages?.includes(refusedBy) === true);
}

/** Whether a policy is the reading of its object that counts under the agent. */
function isReading({ languages, readsAsDocumented }: Enforcement, { reading }: Policy): boolean {
  return reading === undefined || reading.measured === (readsAsDocumented !== true && languages?.includes(reading.agent) === true);
}
