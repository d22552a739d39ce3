import type { Reach } from '../../../engine';
import type { Policy } from '../../../model';
import type { IpSet, TrafficSet } from '../../../sets';
import { dependsOnOthers, Endpoint, WhatIfPair } from '../../what-if/pair';
import type { DiffPair } from './edges';
import type { PolicyChange } from './policies';
import type { MatchedGroup, SessionPair } from './sides';

/** To try each of several changes is slow; after this many trials, all changes that apply to a pair are named. */
const MAX_TRIALS = 4000;

/** Changes that may have moved the verdict of a pair. */
interface Candidates {
  /** The ends of which the labels, ports or addresses changed, or the labels of their namespaces. */
  readonly changed: readonly MatchedGroup[];
  readonly policies: readonly PolicyChange[];
}

type Ends = readonly [source: Endpoint, destination: Endpoint];

/** Makes or undoes single changes, and judges the pair again. */
export class Trials {
  private count = 0;
  private readonly known = new Map<MatchedGroup, readonly (readonly Policy[])[]>();

  public constructor(private readonly sessions: SessionPair) {}

  /** Of several changes, those that alone, made or undone, move the verdict the way it moved; where none does, all of them. */
  public decisive(pair: DiffPair, all: Candidates): Candidates {
    if (all.changed.length + all.policies.length < 2 || this.count > MAX_TRIALS) return all;
    const ends = [endsOf(this.sessions, pair, 0), endsOf(this.sessions, pair, 1)];
    const [old, now] = this.sessions.map((session, e) => ends[e] && WhatIfPair.of(session, ...ends[e]));
    const [opened, closed] = [risen(pair.before, pair.after), risen(pair.after, pair.before)];
    const moves = (from?: Reach, to?: Reach) =>
      from !== undefined && to !== undefined && (!risen(from, to).intersect(opened).isEmpty() || !risen(to, from).intersect(closed).isEmpty());
    const policies = all.policies.filter((change) => {
      this.count++;
      return moves(old?.reach, old?.under(made(old.policies, change)).reach) || moves(now?.under(undone(now.policies, change)).reach, now?.reach);
    });
    const changed = all.changed.filter((group) => {
      this.count++;
      // one pair alone does not tell where other pods matter
      if (this.sessions.some(dependsOnOthers)) return true;
      const [then, otherwise] = ends.map((own, e) => own && this.exchanged(own, pair, group, e));
      return moves(old?.reach, then?.reach) || moves(otherwise?.reach, now?.reach);
    });
    return policies.length + changed.length > 0 ? { policies, changed } : all;
  }

  /** The pair in one state, with one group of workloads and their namespace as they are in the other state. */
  private exchanged(own: Ends, pair: DiffPair, group: MatchedGroup, e: number): WhatIfPair {
    const [session, other] = [this.sessions[e], this.sessions[1 - e]];
    const { cluster } = session.decoded;
    const { namespace, before, after } = group.members[0];
    const workload = other.decoded.cluster.workloads[(e === 0 ? after : before)!.positions[0]];
    const there = other.decoded.cluster.namespaces.get(namespace);
    const namespaces = there === undefined ? cluster.namespaces : new Map([...cluster.namespaces, [namespace, there]]);
    const groups = groupsOf(pair);
    const [source, destination] = own.map((end, i) => (groups[i] === group && 'workload' in end ? { ...end, workload } : end));
    const policies = new Set(groups.flatMap((one) => (one === undefined ? [] : this.about(one)[e])));
    return WhatIfPair.under(session.withCluster({ ...cluster, namespaces }), source, destination, [...policies]);
  }

  /** The policies of each state that may select a group as it is in either state. */
  private about(group: MatchedGroup): readonly (readonly Policy[])[] {
    let found = this.known.get(group);
    if (found === undefined) {
      const { namespace, before, after } = group.members[0];
      const states = [before, after].flatMap((identity, e) =>
        (identity === undefined ? [] : [this.sessions[e].decoded.cluster.workloads[identity.positions[0]]]));
      found = this.sessions.map(({ decoded }) => decoded.policies.filter(({ subject: { namespaces, pods } }) =>
        (!('name' in namespaces) || namespaces.name === namespace) && states.some((workload) => pods.match(workload) !== 'no')));
      this.known.set(group, found);
    }
    return found;
  }
}

/** The traffic that is more open than before: allowed and was not, or unknown and was denied. */
function risen(before: Reach, after: Reach): TrafficSet {
  return after.allowed.subtract(before.allowed).union(after.unknown.subtract(before.allowed).subtract(before.unknown));
}

/** The groups at the two ends; none where addresses are. */
function groupsOf(pair: DiffPair): readonly (MatchedGroup | undefined)[] {
  if (pair.type === 'inside') return [pair.source, pair.destination];
  return pair.direction === 'egress' ? [pair.group, undefined] : [undefined, pair.group];
}

/** One pair of ends in one state; none where the state lacks one of them. */
function endsOf(sessions: SessionPair, pair: DiffPair, e: number): Ends | undefined {
  const { ofWorkload } = sessions[e].engine().classes;
  const [source, destination] = groupsOf(pair).map((group): Endpoint | undefined => {
    if (group === undefined) return pair.type === 'outside' ? addressOf(pair.addresses) : undefined;
    const position = group.members[0][e === 0 ? 'before' : 'after']?.positions[0];
    return position === undefined ? undefined : { workload: sessions[e].decoded.cluster.workloads[position], classId: ofWorkload[position] };
  });
  return source && destination && [source, destination];
}

function addressOf({ v4, v6 }: IpSet): Endpoint {
  return v4.isEmpty() ? { address: { family: 6, value: v6.first(0) } } : { address: { family: 4, value: v4.first(0) } };
}

function made(policies: readonly Policy[], { before, after }: PolicyChange): Policy[] {
  return [...policies.filter((policy) => policy !== before), ...(after === undefined ? [] : [after])];
}

function undone(policies: readonly Policy[], { before, after }: PolicyChange): Policy[] {
  return [...policies.filter((policy) => policy !== after), ...(before === undefined ? [] : [before])];
}
