import { stateFacts } from '../../dialects';
import type { Decoded } from '../../dialects';
import type { Problem } from '../../model';
import { Enforcement, enforcementOf, isSpecification, SPEC } from '../../profiles';
import { contradictionsOf } from '../facts/contradictions';
import { mergeFacts, modelFacts, StatedFacts } from '../facts/stated';
import { ofAgent } from './other-agents';
import { cniNamed } from './profile-named';
import { AnalysisSession } from './session';

/** The profile of the network plugin that the facts name. */
export function profileOf({ cni }: StatedFacts): Enforcement {
  return cni === undefined ? SPEC : enforcementOf(cniNamed(cni.value));
}

/** The same session with further facts; those that it has are weaker, or stronger where `isWeaker`. */
export function withFacts(session: AnalysisSession, more: StatedFacts, { isWeaker = false } = {}): AnalysisSession {
  if (Object.keys(more).length === 0) return session;
  const facts = isWeaker ? mergeFacts(session.facts, more) : mergeFacts(more, session.facts);
  const { decoded, problems, profile } = session;
  const others = problems.filter(({ code }) => code !== 'fact-contradicted' && code !== 'other-agent');
  const changed = session.restated(stating(decoded, facts), problemsWith(others, facts, decoded), facts);
  return isSpecification(profile) ? changed.withProfile(profileOf(facts)) : changed;
}

/** What was decoded, with facts. */
function stating(decoded: Decoded, stated: StatedFacts): Decoded {
  const facts = modelFacts(stated);
  return facts === undefined ? decoded : { ...decoded, cluster: stateFacts(decoded.cluster, facts) };
}

/** The problems of an input with facts. */
export function problemsWith(problems: readonly Problem[], facts: StatedFacts, { cluster, policies }: Decoded): readonly Problem[] {
  return Object.keys(facts).length === 0 ? problems : [...ofAgent(problems, policies, profileOf(facts)), ...contradictionsOf(facts, cluster)];
}
