import type { RuleEvidence } from '../../../results/advice';
import { Traffic } from '../../../results/traffic';
import { evidenceText } from '../../../text/evidence';
import { isEverywhere } from './entrances';
import { Grant, namesOf } from './grants';

/** What was seen of the traffic that a rule opens. */
export function evidenceOf({ kind, sides, direction, traffic, peers }: Grant): RuleEvidence {
  const isEntrance = peers.some((peer) => peer.type === 'addresses' && peer.blocks!.some(({ cidr }) => isEverywhere(cidr)));
  const edges = [...new Set(sides.map(({ candidate }) => candidate.edge))];
  const times = edges.flatMap(({ first, last }) => [first, last]).filter((time) => !Number.isNaN(time));
  const at = (time: number) => new Date(time).toISOString();
  return {
    // the resolver is one for all, whichever pod of it was asked
    ends: kind === 'dns' ? [] : isEntrance ? ['many addresses outside'] : sorted(sides.map(({ peer }) => peer.label)),
    isSource: direction === 'ingress',
    traffic: Traffic._of(traffic),
    records: edges.reduce((sum, { outcomes }) => sum + Object.values(outcomes).reduce((all, count) => all + count, 0), 0),
    replies: edges.reduce((sum, edge) => sum + edge.replies, 0),
    ...(times.length > 0 && { first: at(times.reduce((a, b) => Math.min(a, b))), last: at(times.reduce((a, b) => Math.max(a, b))) }),
    services: sorted(edges.flatMap(({ via }) => (via === undefined ? [] : [via]))),
    names: isEntrance ? [] : sorted(sides.flatMap(({ candidate, peer }) => (peer.type === 'address' ? namesOf(candidate, direction) : []))),
  };
}

/** The same as the reason that a policy gives. */
export function reasonOf(grant: Grant): string {
  return evidenceText(evidenceOf(grant));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
