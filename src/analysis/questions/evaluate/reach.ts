import type { Reachability } from '../../../results/reachability';
import { Traffic } from '../../../results/traffic';
import { answer } from '../../ends/answer';
import type { NamedEnd } from '../../ends/ends';
import { packetOf } from '../../ends/packets';
import { reachBetween } from '../../ends/reach-between';
import type { AnalysisSession } from '../../session/session';

/** What passes from one end to the other, on all ports, and why something of it is not known. */
export function reach(session: AnalysisSession, source: NamedEnd, destination: NamedEnd): Reachability {
  const { allowed, unknown } = reachBetween(session.engine(), source, destination);
  const reasons = unknown.isEmpty() ? [] : answer(session, { source, destination, ...packetOf(unknown) }).reasons;
  return { source: source.label, destination: destination.label, allowed: Traffic._of(allowed), unknown: Traffic._of(unknown), reasons };
}
