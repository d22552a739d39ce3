import { allowingEncoderOf, decode } from '../../../dialects';
import { isolates } from '../../../engine';
import type { Direction, PolicyLanguage, Workload } from '../../../model';
import { blockOf, TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { labelsFor } from '../../what-if/labels';
import type { OpenedSide, PeerEnd } from './opened-side';

/** What policies of an agent's own language isolate at one end. */
interface Isolated {
  readonly workload: Workload;
  readonly peer: PeerEnd;
  readonly traffic: TrafficSet;
  readonly language: PolicyLanguage | undefined;
}

/**
 * The end opened by one more policy in the language of those that isolate it; `undefined` where the language has no encoder, or no labels tell its
 * pods. Where these are not all isolated, the policy allows without isolating.
 */
export function ownSideOf(session: AnalysisSession, direction: Direction, { workload, peer, traffic, language }: Isolated): Pick<OpenedSide, 'pods' | 'own' | 'added'> | undefined {
  const encoder = allowingEncoderOf(language);
  const pods = labelsFor(workload, session.decoded.cluster.workloads, () => true);
  if (encoder === undefined || pods === undefined) return undefined;
  const engine = session.engine();
  const isIsolated = (position: number) => engine.policies(direction, engine.classes.ofWorkload[position]).some(({ policy, applies }) =>
    applies === 'definite' && policy.unread === undefined && isolates(policy, direction, engine.profile));
  const rule = {
    direction,
    subject: { namespace: workload.namespace, labels: pods.labels },
    peer: 'address' in peer ? { block: blockOf(peer.address) } : { namespace: peer.namespace, labels: peer.meant.labels },
    traffic,
    isolates: pods.positions.every(isIsolated),
  };
  const [added] = decode([{ value: encoder.encode({ name: 'new', ...rule }) }]).policies;
  return { pods, own: { encoder, rule }, added };
}
