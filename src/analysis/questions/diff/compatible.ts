import type { End, Engine, Reach } from '../../../engine';
import { DIRECTIONS, Policy } from '../../../model';
import { Address, IpSet, TrafficSet } from '../../../sets';
import { openedBy, withController } from '../../pairs/ingress-routes';
import type { AnalysisSession } from '../../session/session';
import { definitelyAllowed } from '../../pairs/pair-scan';
import { AddressSet } from '../../../results/address-set';
import { type JudgedEnd, INGRESS_CONTROLLER } from '../../../results/connections';
import type { DiffLine } from '../../../results/diff-line';
import { Traffic } from '../../../results/traffic';
import { Combine, DiffPairs } from './edges';
import { policyChanges } from './policies';
import { everythingMayDiffer, MatchedWorkload, matchedGroups, SessionPair } from './sides';

const certainly: Combine = (reaches) => ({ allowed: definitelyAllowed(reaches), unknown: TrafficSet.NONE });

/** Who hears of pairs of which this form does not say what is certain. */
interface Listeners {
  /** A pair that differs in this form's reading alone, while no traffic definitely opened or closed, has no line. */
  readonly unclear?: () => void;
  /** A line shows traffic as opened or closed that is so in this form's reading alone. */
  readonly uncertain?: () => void;
}

/** The lines of the compatible form, in no order. */
export function compatibleDiff(before: AnalysisSession, after: AnalysisSession, { unclear, uncertain }: Listeners = {}): DiffLine[] {
  const sessions: [AnalysisSession, AnalysisSession] = [before, after];
  const engines = sessions.map((session) => withController(session).compatible()) as [Engine, Engine];
  const policies = sessions.map((session) => session.policiesAsRead());
  const groups = matchedGroups(sessions, engines, policyChanges(policies[0], policies[1]));
  const pairs = new DiffPairs(engines, groups, certainly, everythingMayDiffer(sessions));
  const lines: DiffLine[] = [];
  const known = new Known(sessions);
  const add = (found: readonly DiffLine[], source: Asked, destination: Asked) => {
    if (found.length === 0) return;
    const of = known.of(source, destination, found[0]);
    if (of === 'nothing') return unclear?.();
    if (of === 'part') uncertain?.();
    lines.push(...found);
  };
  for (const { source, destination, before: was, after: is } of pairs.inside()) {
    for (const from of source.members) {
      for (const to of destination.members) if (from !== to) add(lineOf(from.label, to.label, was.allowed, is.allowed, [from, to]), from, to);
    }
  }
  const family = usesV6(policies.flat()) ? IpSet.ALL : IpSet.ALL_V4;
  for (const direction of DIRECTIONS) {
    for (const { group, addresses, before: was, after: is } of pairs.outside(direction, false)) {
      const shown = addresses.intersect(family);
      const first = shown.first();
      for (const range of shown.parts()) {
        const outside = { addresses: AddressSet._of(range) };
        for (const matched of group.members) {
          const [source, destination] = direction === 'egress' ? [matched.label, outside] : [outside, matched.label];
          const [from, to] = direction === 'egress' ? [matched, first!] : [first!, matched];
          add(lineOf(source, destination, was.allowed, is.allowed, [matched]), from, to);
        }
      }
    }
  }
  return [...lines, ...fromController(sessions, engines, groups.flatMap(({ members }) => members))];
}

function fromController(sessions: SessionPair, engines: readonly [Engine, Engine], members: readonly MatchedWorkload[]): DiffLine[] {
  const opened = sessions.map(({ decoded }) => openedBy(decoded.cluster).traffic);
  return members.flatMap((matched) => {
    const [was, is] = [matched.before, matched.after].map((identity, e) => {
      const traffic = identity && opened[e].get(matched.label);
      if (traffic === undefined) return TrafficSet.NONE;
      const { ofWorkload } = engines[e].classes;
      const controller = ofWorkload[sessions[e].decoded.cluster.workloads.length];
      return traffic.intersect(definitelyAllowed(identity!.positions.map((position) => engines[e].reach(controller, ofWorkload[position]))));
    });
    return lineOf(INGRESS_CONTROLLER, matched.label, was, is, [matched]);
  });
}

type Asked = MatchedWorkload | Address;

/** What is known of pairs, in the full reading. */
class Known {
  private engines?: readonly [Engine, Engine];

  public constructor(private readonly sessions: SessionPair) {}

  /** How much of what a line shows as opened or closed is so; `nothing`: no traffic is definitely allowed in one state and denied in the other. */
  public of(source: Asked, destination: Asked, line: DiffLine): 'all' | 'part' | 'nothing' {
    this.engines ??= [this.sessions[0].engine(), this.sessions[1].engine()];
    const [was, is] = [this.state(0, source, destination), this.state(1, source, destination)];
    const denied = ({ allowed, unknown }: Reach) => TrafficSet.ALL.subtract(allowed).subtract(unknown);
    const isTurned = (from: Reach, to: Reach) => !from.allowed.intersect(denied(to)).isEmpty();
    if (was !== undefined && is !== undefined && !isTurned(was, is) && !isTurned(is, was)) return 'nothing';
    const [opened, closed] = [line.after._set.subtract(line.before._set), line.before._set.subtract(line.after._set)];
    // of a pair that one state does not have, there is nothing to know in it
    const stands = (state: Reach | undefined, passing: TrafficSet, stopped: TrafficSet) =>
      state === undefined || (passing.isSubsetOf(state.allowed) && stopped.isSubsetOf(denied(state)));
    return stands(was, closed, opened) && stands(is, opened, closed) ? 'all' : 'part';
  }

  /** What is known of a pair in one state; nothing where the state has no such pair. */
  private state(e: 0 | 1, source: Asked, destination: Asked): Reach | undefined {
    const isThere = [source, destination].every((asked) => 'family' in asked || (e === 0 ? asked.before : asked.after) !== undefined);
    return isThere ? this.between(e, source, destination) : undefined;
  }

  private between(e: 0 | 1, source: Asked, destination: Asked): Reach {
    const engine = this.engines![e];
    const ends = (asked: Asked): End[] => {
      if ('family' in asked) return [asked];
      const identity = e === 0 ? asked.before : asked.after;
      return [...new Set(identity!.positions.map((position) => engine.classes.ofWorkload[position]))];
    };
    const [from, to] = [ends(source), ends(destination)];
    const reaches = from.flatMap((s) => to.map((d) => engine.reach(s, d)));
    return { allowed: definitelyAllowed(reaches), unknown: TrafficSet.unionOf(reaches.map(({ unknown }) => unknown)) };
  }
}

function lineOf(source: JudgedEnd, destination: JudgedEnd, was: TrafficSet, is: TrafficSet, members: readonly MatchedWorkload[]): DiffLine[] {
  if (was.equals(is)) return [];
  const type = was.isEmpty() ? 'added' : is.isEmpty() ? 'removed' : 'changed';
  const only = members.filter((matched) => (type === 'added' ? matched.before : matched.after) === undefined).map(({ label }) => label);
  const workloads = only.length === 0 ? '' : `workload ${only.join(' and ')} ${type}`;
  return [{ type, source, destination, before: Traffic._of(was), after: Traffic._of(is), workloads }];
}

function usesV6(policies: readonly Policy[]): boolean {
  return policies.some(({ rules }) => rules.some(({ peers }) => peers?.some((peer) => peer.type === 'addresses' && !peer.addresses.v6.isEmpty())));
}
