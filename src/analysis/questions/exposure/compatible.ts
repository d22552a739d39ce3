import { isSameStage, resolve, stagesOf } from '../../../engine';
import { namespaceLabels, namespaceNamed } from '../../../model';
import type { Direction, EndpointSelector, Namespace, Policy, Rule, Workload } from '../../../model';
import type { Traffic } from '../../../results/traffic';
import type { ExposureLine, ExposureList, NamedTraffic, UnprotectedWorkload } from '../../../results/exposure-list';
import { LabelSelector, TrafficSet } from '../../../sets';
import { positionsNamed } from '../../ends/ends';
import { choose, Focus } from '../list/focus';
import { Listing } from '../list/listing';
import type { Identity, AnalysisSession } from '../../session/session';
import { meansEntireCluster, selectsRepresentative, Representative, representativesOf } from './representatives';
import { EVERYTHING, isNothing, isSame, NOTHING, unresolved } from './traffic';

/** The exposure section of a list in the compatible forms: what is open to workloads that are not in the input, in that form's reading. */
export function exposureLines(session: AnalysisSession, focus: Focus = {}): ExposureList {
  const { cluster } = session.decoded;
  const identities = [...session.identities().values()];
  const chosen = choose(focus.workloads ?? [], identities, false, (name) => positionsNamed(session, name));
  const shown = identities.filter((_, i) => focus.workloads === undefined || focus.workloads.length === 0 || chosen.flags[i]);
  const judge = new Judge(session, representativesOf(session.policiesAsRead(), cluster));
  const lines: Record<Direction, ExposureLine[]> = { egress: [], ingress: [] };
  const unprotected: UnprotectedWorkload[] = [];
  const directions = (['egress', 'ingress'] as const).filter((direction) => focus.direction === undefined || focus.direction === direction);
  for (const identity of shown) {
    for (const direction of directions) {
      const { isProtected, entries } = judge.exposure(identity, direction);
      if (!isProtected) unprotected.push({ workload: identity.label, direction });
      lines[direction].push(...entries.map(({ peer, traffic }) => ({ workload: identity.label, peer, traffic })));
    }
  }
  addOutside(session, focus, lines);
  for (const direction of directions) lines[direction].sort(byEnds);
  return { egress: lines.egress, ingress: lines.ingress, unprotected };
}

function byEnds(a: ExposureLine, b: ExposureLine): number {
  if (a.workload !== b.workload) return a.workload < b.workload ? -1 : 1;
  return a.peer < b.peer ? -1 : a.peer > b.peer ? 1 : 0;
}

/** Repeats what the list says about addresses outside, for workloads that have a line in this section. */
function addOutside(session: AnalysisSession, focus: Focus, lines: Record<Direction, ExposureLine[]>): void {
  const exposed = { egress: new Set(lines.egress.map(({ workload }) => workload)), ingress: new Set(lines.ingress.map(({ workload }) => workload)) };
  for (const { source, destination, traffic } of new Listing(session, focus).edges()) {
    if (destination.type === 'outside' && exposed.egress.has(source.label)) lines.egress.push({ workload: source.label, peer: destination.label, traffic: unnamed(traffic) });
    if (source.type === 'outside' && exposed.ingress.has(destination.label)) lines.ingress.push({ workload: destination.label, peer: source.label, traffic: unnamed(traffic) });
  }
}

function unnamed({ _set: traffic }: Traffic): NamedTraffic {
  return { traffic, names: new Set() };
}

interface Entry {
  readonly peer: string;
  readonly traffic: NamedTraffic;
}

class Judge {
  private readonly namespaces: ReadonlyMap<string, Namespace>;
  private readonly policies: readonly Policy[];

  public constructor(private readonly session: AnalysisSession, private readonly representatives: readonly Representative[]) {
    this.namespaces = session.decoded.cluster.namespaces;
    this.policies = session.policiesAsRead();
  }

  public exposure(identity: Identity, direction: Direction): { isProtected: boolean; entries: Entry[] } {
    const engine = this.session.compatible();
    const [position] = identity.positions;
    const workload = this.session.decoded.cluster.workloads[position];
    const selecting = engine.policies(direction, engine.classes.ofWorkload[position]).map(({ policy }) => policy);
    if (selecting.length === 0) return { isProtected: false, entries: [{ peer: 'entire-cluster', traffic: EVERYTHING }] };
    const traffic = (rule: Rule): NamedTraffic => (direction === 'egress' ? unresolved(rule) : { traffic: rule.traffic.fixed.union(resolve(rule.traffic.named, workload.ports)), names: new Set() });
    const everywhere = decide(selecting, direction, meansEntireCluster, traffic);
    const entries: Entry[] = isNothing(everywhere) ? [] : [{ peer: 'entire-cluster', traffic: everywhere }];
    for (const representative of this.representatives) {
      const met = (rule: Rule) => meansEntireCluster(rule) || rule.peers!.some((peer) => peer.type === 'endpoints' && selectsRepresentative(peer.endpoints, representative));
      const both = intersect(decide(selecting, direction, met, traffic), this.peerSide(representative, workload, direction));
      if (isSame(both, everywhere) || (isNothing(both) && isNothing(everywhere))) continue;
      entries.push({ peer: representative.label, traffic: both });
    }
    return { isProtected: true, entries };
  }

  /** Only admin policies have representatives for subjects. */
  private peerSide(representative: Representative, workload: Workload, direction: Direction): NamedTraffic {
    const opposite = direction === 'egress' ? 'ingress' : 'egress';
    const selecting = this.policies.filter((policy) => !policy.stage.isolating && selectsRepresentative(policy.subject, representative));
    const met = (rule: Rule) => rule.peers === undefined || rule.peers.some((peer) => peer.type === 'endpoints' && this.selects(peer.endpoints, workload));
    return decide(selecting, opposite, met, ({ traffic }) => ({ traffic: opposite === 'egress' ? traffic.fixed.union(resolve(traffic.named, workload.ports)) : traffic.fixed, names: new Set() }));
  }

  private selects(selector: EndpointSelector, workload: Workload): boolean {
    const { labels } = namespaceNamed(this.namespaces, workload.namespace);
    return namespaceLabels(selector.namespaces).matches(labels) && (selector.pods ?? LabelSelector.EVERYTHING).matches(workload.labels);
  }
}

function intersect(a: NamedTraffic, b: NamedTraffic): NamedTraffic {
  const traffic = a.traffic.intersect(b.traffic);
  return { traffic, names: b.traffic.isAll() ? a.names : new Set([...a.names].filter((name) => !traffic.isEmpty() || b.names.has(name))) };
}

/** The stages one after the other, rules that `met` alone. */
function decide(
  policies: readonly Policy[],
  direction: Direction,
  met: (rule: Rule) => boolean,
  trafficOf: (rule: Rule) => NamedTraffic,
): NamedTraffic {
  let open = TrafficSet.ALL;
  let allowed = NOTHING;
  for (const stage of stagesOf(policies, (policy) => policy.stage)) {
    const ofStage = policies.filter((policy) => isSameStage(policy.stage, stage)).sort((a, b) => a.order - b.order);
    let passed = TrafficSet.NONE;
    for (const rule of ofStage.flatMap((policy) => policy.rules)) {
      if (rule.direction !== direction || !met(rule)) continue;
      const { traffic, names } = trafficOf(rule);
      const decided = traffic.intersect(open);
      if (rule.action === 'allow') allowed = { traffic: allowed.traffic.union(decided), names: open.isEmpty() ? allowed.names : new Set([...allowed.names, ...names]) };
      if (rule.action === 'pass') passed = passed.union(decided);
      open = open.subtract(decided);
    }
    if (stage.isolating && ofStage.some(({ isolates }) => isolates.includes(direction))) return allowed;
    open = open.union(passed);
  }
  return { traffic: allowed.traffic.union(open), names: allowed.names };
}
