import type { Engine } from '../../../engine';
import { DIRECTIONS, Policy } from '../../../model';
import { IpSet, TrafficSet } from '../../../sets';
import { openedBy, withController } from '../../pairs/ingress-routes';
import type { Study } from '../../session/study';
import { surely } from '../../pairs/pair-scan';
import { Combine, DiffPairs } from './edges';
import { policyChanges } from './policies';
import { everythingMayDiffer, Twin, twinGroups } from './sides';

/** A line of the compatible form: what passes between two ends in either state. */
export interface DiffLine {
  readonly type: 'changed' | 'added' | 'removed';
  readonly source: string;
  readonly destination: string;
  readonly before: string;
  readonly after: string;
  /** `workload A and B added`; empty where both states have both ends. */
  readonly workloads: string;
}

const CONTROLLER = '{ingress-controller}';
const TYPES: readonly DiffLine['type'][] = ['changed', 'added', 'removed'];
const certainly: Combine = (reaches) => ({ allowed: surely(reaches), unknown: TrafficSet.NONE });

/** The lines of the compatible form in their order: changed, added, removed; what comes through Ingress and Route behind all others. */
export function compatibleDiff(before: Study, after: Study): DiffLine[] {
  const studies: [Study, Study] = [before, after];
  const engines = studies.map((study) => withController(study).compatible()) as [Engine, Engine];
  const policies = studies.map((study) => study.policiesAsRead());
  const groups = twinGroups(studies, engines, policyChanges(policies[0], policies[1]));
  const pairs = new DiffPairs(engines, groups, certainly, everythingMayDiffer(studies));
  const lines: DiffLine[] = [];
  for (const { source, destination, before: was, after: is } of pairs.inside()) {
    for (const from of source.twins) {
      for (const to of destination.twins) if (from !== to) lines.push(...lineOf(from.label, to.label, was.allowed, is.allowed, [from, to]));
    }
  }
  const family = usesV6(policies.flat()) ? IpSet.ALL : IpSet.ALL_V4;
  for (const direction of DIRECTIONS) {
    for (const { group, addresses, before: was, after: is } of pairs.outside(direction, false)) {
      for (const range of addresses.intersect(family).toRanges()) {
        const outside = `${range}[External]`;
        for (const twin of group.twins) {
          const [source, destination] = direction === 'egress' ? [twin.label, outside] : [outside, twin.label];
          lines.push(...lineOf(source, destination, was.allowed, is.allowed, [twin]));
        }
      }
    }
  }
  return [...inOrder(lines), ...inOrder(fromController(studies, engines, groups.flatMap(({ twins }) => twins)))];
}

function fromController(studies: readonly [Study, Study], engines: readonly [Engine, Engine], twins: readonly Twin[]): DiffLine[] {
  const opened = studies.map(({ decoded }) => openedBy(decoded.cluster).traffic);
  return twins.flatMap((twin) => {
    const [was, is] = [twin.before, twin.after].map((identity, e) => {
      const traffic = identity && opened[e].get(twin.label);
      if (traffic === undefined) return TrafficSet.NONE;
      const { ofWorkload } = engines[e].classes;
      const controller = ofWorkload[studies[e].decoded.cluster.workloads.length];
      return traffic.intersect(surely(identity!.positions.map((position) => engines[e].reach(controller, ofWorkload[position]))));
    });
    return lineOf(CONTROLLER, twin.label, was, is, [twin]);
  });
}

function lineOf(source: string, destination: string, was: TrafficSet, is: TrafficSet, twins: readonly Twin[]): DiffLine[] {
  if (was.equals(is)) return [];
  const type = was.isEmpty() ? 'added' : is.isEmpty() ? 'removed' : 'changed';
  const only = twins.filter((twin) => (type === 'added' ? twin.before : twin.after) === undefined).map(({ label }) => label);
  const workloads = only.length === 0 ? '' : `workload ${only.join(' and ')} ${type}`;
  return [{ type, source, destination, before: was.toString(), after: is.toString(), workloads }];
}

function inOrder(lines: readonly DiffLine[]): DiffLine[] {
  const key = ({ source, destination }: DiffLine) => `${source}, destination: ${destination}`;
  const sorted = lines.map((line) => ({ line, key: key(line) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ line }) => line);
  return TYPES.flatMap((type) => sorted.filter((line) => line.type === type));
}

function usesV6(policies: readonly Policy[]): boolean {
  return policies.some(({ rules }) => rules.some(({ peers }) => peers?.some((peer) => peer.type === 'addresses' && !peer.addresses.v6.isEmpty())));
}
