import type { Engine, Reach } from '../../../engine';
import { Direction, DIRECTIONS } from '../../../model';
import { IpSet, TrafficSet } from '../../../sets';
import { directionOf } from '../../ends/direction';
import type { Identity, AnalysisSession } from '../../session/session';
import { isolationOf } from '../../pairs/isolation';
import { alike } from '../../pairs/pair-scan';
import { AddressSet } from '../../../results/address-set';
import type { ChangedEdges, IsolationChange, ReachabilityDiff } from '../../../results/diff';
import { EdgeChange, Isolation, OutsideEnd } from '../../../results/enums';
import type { Exposure } from '../../../results/exposure';
import { Traffic } from '../../../results/traffic';
import { Causes } from './causes';
import { dangerOf } from './danger';
import { Change, DiffPair, DiffPairs } from './edges';
import { exposureChanges } from './exposure-changes';
import { policyChanges } from './policies';
import { rolloutNotes } from './rollout';
import { agentsThatDiffer, everythingMayDiffer, isAffected, MatchedWorkload, MatchedGroup, matchedGroups, SessionPair } from './sides';

/** What is open in each state to pods and namespaces that do not exist; computed only where it is asked for. */
type ExposureLines = (session: AnalysisSession) => readonly Exposure[];

/** What differs between two states: every pair whose verdict differs, and why. */
export function diff(before: AnalysisSession, after: AnalysisSession, exposure?: ExposureLines): ReachabilityDiff {
  const sessions: [AnalysisSession, AnalysisSession] = [before, after];
  const engines: [Engine, Engine] = [before.engine(), after.engine()];
  const changes = policyChanges(before.decoded.policies, after.decoded.policies);
  const groups = matchedGroups(sessions, engines, changes);
  const pairs = new DiffPairs(engines, groups, alike, everythingMayDiffer(sessions), nodeAddresses(sessions));
  const causes = new Causes(sessions, changes);
  const pods = (label: string) => Math.max(...sessions.map((session) => podsOf(session, session.identities().get(label))));
  const edges: ChangedEdges[] = [];
  const add = (pair: DiffPair, ends: Ends) => edges.push(edgeOf(pair, ends, causes));
  for (const pair of pairs.inside()) {
    const [sources, destinations] = [pair.source.members, pair.destination.members];
    if (pair.source !== pair.destination) add(pair, { sources, destinations });
    else {
      if (sources.length > 1) add(pair, { sources, destinations });
      const several = sources.filter(({ label }) => pods(label) > 1);
      if (several.length > 0) add(pair, { sources: several, destinations: several, within: true });
    }
  }
  for (const direction of DIRECTIONS) {
    for (const pair of pairs.outside(direction, true)) {
      add(pair, direction === 'egress' ? { sources: pair.group.members } : { destinations: pair.group.members });
    }
  }
  edges.sort(mostDangerousFirst);
  const members = groups.flatMap((group) => group.members);
  const isolation = isolationChanges(sessions, groups);
  return {
    edges,
    isolation,
    addedWorkloads: members.filter((matched) => matched.before === undefined).map(({ label }) => label).sort(),
    removedWorkloads: members.filter((matched) => matched.after === undefined).map(({ label }) => label).sort(),
    policies: changes.changes.map((change) => causes.ofPolicy(change)).sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)),
    exposure: exposure === undefined ? [] : exposureChanges(sessions, exposure(before), exposure(after)),
    notes: rolloutNotes(edges, isolation, changes.changes),
  };
}

/** The workloads of an edge; what is missing is outside the cluster. */
interface Ends {
  readonly sources?: readonly MatchedWorkload[];
  readonly destinations?: readonly MatchedWorkload[];
  readonly within?: boolean;
}

function edgeOf(pair: DiffPair, { sources, destinations, within = false }: Ends, causes: Causes): ChangedEdges {
  const { before, after } = pair;
  const [was, is] = [deniedBy(before), deniedBy(after)];
  const traffic = {
    opened: after.allowed.intersect(was),
    closed: before.allowed.intersect(is),
    possiblyOpened: after.unknown.intersect(was).union(after.allowed.intersect(before.unknown)),
    possiblyClosed: before.allowed.intersect(after.unknown).union(before.unknown.intersect(is)),
  };
  const members = [...sources ?? [], ...destinations ?? []];
  const one = members.filter((matched) => matched.before === undefined || matched.after === undefined);
  const danger = dangerOf(pair, traffic.opened.union(traffic.possiblyOpened));
  return {
    kind: kindOf(pair, traffic),
    sources: sources?.map(({ label }) => label) ?? [],
    destinations: destinations?.map(({ label }) => label) ?? [],
    withinWorkloads: within,
    outside: sources === undefined ? OutsideEnd.SOURCE : destinations === undefined ? OutsideEnd.DESTINATION : OutsideEnd.NEITHER,
    ...(pair.type === 'outside' && { addresses: AddressSet._of(pair.addresses) }),
    before: Traffic._of(before.allowed),
    after: Traffic._of(after.allowed),
    beforeUnknown: Traffic._of(before.unknown),
    afterUnknown: Traffic._of(after.unknown),
    opened: Traffic._of(traffic.opened),
    closed: Traffic._of(traffic.closed),
    possiblyOpened: Traffic._of(traffic.possiblyOpened),
    possiblyClosed: Traffic._of(traffic.possiblyClosed),
    workloads: [...new Set(one.map((matched) => `workload ${matched.label} ${matched.after === undefined ? 'removed' : 'added'}`))],
    causes: causes.of(pair),
    danger,
  };
}

function deniedBy({ allowed, unknown }: Reach): TrafficSet {
  return TrafficSet.ALL.subtract(allowed).subtract(unknown);
}

type ChangedTraffic = Readonly<Record<'opened' | 'closed' | 'possiblyOpened' | 'possiblyClosed', TrafficSet>>;

function kindOf({ before, after }: Change, { opened, closed, possiblyOpened, possiblyClosed }: ChangedTraffic): EdgeChange {
  if (opened.isEmpty() && closed.isEmpty()) return EdgeChange.UNCLEAR;
  const passes = ({ allowed, unknown }: Reach) => !allowed.isEmpty() || !unknown.isEmpty();
  if (!passes(before)) return EdgeChange.OPENED;
  if (!passes(after)) return EdgeChange.CLOSED;
  if (closed.isEmpty() && possiblyClosed.isEmpty()) return EdgeChange.WIDENED;
  return opened.isEmpty() && possiblyOpened.isEmpty() ? EdgeChange.NARROWED : EdgeChange.CHANGED;
}

function nodeAddresses(sessions: readonly AnalysisSession[]): IpSet {
  const addresses = sessions.flatMap(({ decoded }) => decoded.cluster.nodes.flatMap((node) => node.addresses));
  return IpSet.addresses(addresses);
}

function mostDangerousFirst(a: ChangedEdges, b: ChangedEdges): number {
  const key = ({ kind, sources, destinations, outside, addresses }: ChangedEdges) => {
    const at = addresses?._set.key;
    return `${kind} ${outside === OutsideEnd.SOURCE ? at : sources.join()} ${outside === OutsideEnd.DESTINATION ? at : destinations.join()}`;
  };
  return b.danger - a.danger || (key(a) < key(b) ? -1 : 1);
}

function podsOf({ decoded }: AnalysisSession, identity: Identity | undefined): number {
  return (identity?.positions ?? []).reduce((sum, position) => sum + Math.max(decoded.cluster.workloads[position].replicas, 1), 0);
}

function isolationChanges(sessions: SessionPair, groups: readonly MatchedGroup[]): IsolationChange[] {
  const found: IsolationChange[] = [];
  const isolated = sessions.map((session) => isolationIn(session));
  const mayDiffer = agentsThatDiffer(sessions).size > 0;
  for (const direction of DIRECTIONS) {
    for (const { label, before, after } of groups.filter((group) => mayDiffer || isAffected(group, direction)).flatMap(({ members }) => members)) {
      if (before === undefined || after === undefined) continue;
      const [was, is] = [isolated[0](direction, before), isolated[1](direction, after)];
      if (was !== is) found.push({ workload: label, direction: directionOf(direction), isolated: is === Isolation.ISOLATED, before: was, after: is });
    }
  }
  return found.sort((a, b) => (a.workload < b.workload ? -1 : a.workload > b.workload ? 1 : 0));
}

function isolationIn(session: AnalysisSession): (direction: Direction, identity: Identity) => Isolation {
  const engine = session.engine();
  return (direction, { positions }) => isolationOf(engine, direction, positions.map((position) => engine.classes.ofWorkload[position]));
}
