import type { RuleEvidence } from '../../../results/advice';
import { Traffic } from '../../../results/traffic';
import { reasonText } from '../../../text/evidence';
import type { Grant } from './grant';
import { namesOf } from './grants';

/** What was seen of the traffic that a rule opens. */
export function evidenceOf({ kind, pods, sides, direction, traffic, entrance }: Grant): RuleEvidence {
  const edges = [...new Set(sides.map(({ candidate }) => candidate.edge))];
  const times = edges.flatMap(({ first, last }) => [first, last]).filter((time) => !Number.isNaN(time));
  const at = (time: number) => new Date(time).toISOString();
  // the resolver of a fence is one for all, whichever pod of it was asked
  const isForAll = kind === 'dns' && pods.isEverything();
  const visitors = entrance === undefined ? undefined : [`many addresses outside${entrance === '' ? '' : ` through ${entrance}`}`];
  return {
    sources: isForAll ? [] : visitors ?? sorted(sides.map(({ candidate }) => candidate.source.label)),
    destinations: kind === 'dns' ? [] : sorted(sides.map(({ candidate }) => candidate.destination.label)),
    traffic: Traffic._of(traffic),
    records: edges.reduce((sum, { outcomes }) => sum + Object.values(outcomes).reduce((all, count) => all + count, 0), 0),
    replies: edges.reduce((sum, edge) => sum + edge.replies, 0),
    ...(times.length > 0 && { first: at(times.reduce((a, b) => Math.min(a, b))), last: at(times.reduce((a, b) => Math.max(a, b))) }),
    services: sorted(edges.flatMap(({ via }) => (via === undefined ? [] : [via]))),
    names: visitors !== undefined ? [] : sorted(sides.flatMap(({ candidate, peer }) => (peer.type === 'address' ? namesOf(candidate, direction) : []))),
  };
}

/** The same as the reason that a policy gives. */
export function reasonOf(grant: Grant): string {
  return reasonText(evidenceOf(grant));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
