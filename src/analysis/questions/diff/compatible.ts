import type { Engine } from '../../../engine';
import { DIRECTIONS, Policy } from '../../../model';
import { IpSet, TrafficSet } from '../../../sets';
import { openedBy, withController } from '../../pairs/ingress-routes';
import type { AnalysisSession } from '../../session/session';
import { definitelyAllowed } from '../../pairs/pair-scan';
import type { DiffLine } from '../../../results/diff-line';
import { Traffic } from '../../../results/traffic';
import { Combine, DiffPairs } from './edges';
import { policyChanges } from './policies';
import { everythingMayDiffer, MatchedWorkload, matchedGroups, SessionPair } from './sides';

const CONTROLLER = '{ingress-controller}';
const TYPES: readonly DiffLine['type'][] = ['changed', 'added', 'removed'];
const certainly: Combine = (reaches) => ({ allowed: definitelyAllowed(reaches), unknown: TrafficSet.NONE });

/** The lines of the compatible form in their order: changed, added, removed; what comes through Ingress and Route behind all others. */
export function compatibleDiff(before: AnalysisSession, after: AnalysisSession): DiffLine[] {
  const sessions: [AnalysisSession, AnalysisSession] = [before, after];
  const engines = sessions.map((session) => withController(session).compatible()) as [Engine, Engine];
  const policies = sessions.map((session) => session.policiesAsRead());
  const groups = matchedGroups(sessions, engines, policyChanges(policies[0], policies[1]));
  const pairs = new DiffPairs(engines, groups, certainly, everythingMayDiffer(sessions));
  const lines: DiffLine[] = [];
  for (const { source, destination, before: was, after: is } of pairs.inside()) {
    for (const from of source.members) {
      for (const to of destination.members) if (from !== to) lines.push(...lineOf(from.label, to.label, was.allowed, is.allowed, [from, to]));
    }
  }
  const family = usesV6(policies.flat()) ? IpSet.ALL : IpSet.ALL_V4;
  for (const direction of DIRECTIONS) {
    for (const { group, addresses, before: was, after: is } of pairs.outside(direction, false)) {
      for (const range of addresses.intersect(family).toRanges()) {
        const outside = `${range}[External]`;
        for (const matched of group.members) {
          const [source, destination] = direction === 'egress' ? [matched.label, outside] : [outside, matched.label];
          lines.push(...lineOf(source, destination, was.allowed, is.allowed, [matched]));
        }
      }
    }
  }
  return [...inOrder(lines), ...inOrder(fromController(sessions, engines, groups.flatMap(({ members }) => members)))];
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
    return lineOf(CONTROLLER, matched.label, was, is, [matched]);
  });
}

function lineOf(source: string, destination: string, was: TrafficSet, is: TrafficSet, members: readonly MatchedWorkload[]): DiffLine[] {
  if (was.equals(is)) return [];
  const type = was.isEmpty() ? 'added' : is.isEmpty() ? 'removed' : 'changed';
  const only = members.filter((matched) => (type === 'added' ? matched.before : matched.after) === undefined).map(({ label }) => label);
  const workloads = only.length === 0 ? '' : `workload ${only.join(' and ')} ${type}`;
  return [{ type, source, destination, before: Traffic._of(was), after: Traffic._of(is), workloads }];
}

function inOrder(lines: readonly DiffLine[]): DiffLine[] {
  const key = ({ source, destination }: DiffLine) => `${source}, destination: ${destination}`;
  const sorted = lines.map((line) => ({ line, key: key(line) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ line }) => line);
  return TYPES.flatMap((type) => sorted.filter((line) => line.type === type));
}

function usesV6(policies: readonly Policy[]): boolean {
  return policies.some(({ rules }) => rules.some(({ peers }) => peers?.some((peer) => peer.type === 'addresses' && !peer.addresses.v6.isEmpty())));
}
