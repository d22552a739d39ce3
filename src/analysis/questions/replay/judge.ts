import { End, Engine, matches, outcomeAt, Reach, reasonsOf } from '../../../engine';
import { Direction, DIRECTIONS } from '../../../model';
import { Verdict } from '../../../results/reachability';
import type { DenyingSide } from '../../../results/replay';
import type { Packet, Protocol } from '../../../sets';
import type { NamedEnd } from '../../ends/ends';
import { outsideReach } from '../../pairs/outside';
import { decidingRuleOf } from '../../ends/answer';
import { reachBetween } from '../../ends/reach-between';
import type { AnalysisSession } from '../../session/session';
import { isDual, TrafficEdge } from '../../traffic/traffic';
import type { TrafficEnd } from '../../ends/resolver';
import { directionOf } from '../../ends/direction';

/** How policies judge an edge of recorded traffic. */
export interface JudgedEdge {
  /** `notPoliced`: no policy applies to it. */
  readonly verdict: Verdict | 'notPoliced';
  readonly why: readonly string[];
  readonly denies: readonly DenyingSide[];
}

const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** Judges the edges of recorded traffic by the policies of one session. */
export class ReplayJudge {
  private readonly isDual: boolean;

  /** `which`: the number of the session among those that the traffic was read for. */
  public constructor(private readonly session: AnalysisSession, private readonly which: number) {
    this.isDual = isDual(session);
  }

  public judge(edge: TrafficEdge): JudgedEdge {
    const [source, destination] = [edge.source.ends[this.which], edge.destination.ends[this.which]];
    const unmapped = [source, destination].flatMap((end) => (end.type === 'unmapped' ? [end.why] : isOpen(end) ? [`it is not known what \`${end.label}\` is`] : []));
    if (unmapped.length > 0) return { verdict: Verdict.UNKNOWN, why: unmapped, denies: [] };
    if (!isPod(source) && !isPod(destination)) return { verdict: 'notPoliced', why: ['neither end is a pod'], denies: [] };
    if (!PROTOCOLS.includes(edge.protocol)) return { verdict: Verdict.UNKNOWN, why: [`policies cover TCP, UDP and SCTP; ${edge.protocol} is the agent's choice`], denies: [] };
    if (source.type === 'node' && source.own) return { verdict: 'notPoliced', why: ['a pod is always open to its own node'], denies: [] };
    const engine = this.session.engine(this.isDual && edge.family !== undefined ? { family: edge.family } : {});
    const cases: JudgedEdge[] = [];
    for (const from of alternatives(source)) for (const to of alternatives(destination)) cases.push(this.pair(engine, from, to, edge));
    const [first] = cases;
    if (cases.every(({ verdict }) => verdict === first.verdict)) return nodeAware(first, source, destination);
    const closed = cases.filter(({ verdict }) => verdict === Verdict.DENIED).length;
    return { verdict: Verdict.UNKNOWN, why: [`the record does not say which pods it was, and ${closed} of ${cases.length} pairs would be denied`, ...new Set(cases.flatMap(({ why }) => why))], denies: [] };
  }

  private pair(engine: Engine, source: TrafficEnd, destination: TrafficEnd, { protocol, port }: TrafficEdge): JudgedEdge {
    const packet = { protocol: protocol as Protocol, port };
    const [from, to] = [this.endOf(engine, source), this.endOf(engine, destination)];
    if (from === undefined || to === undefined) return this.block(engine, source, destination, packet);
    const { allowed, unknown } = this.reach(engine, source, destination, from, to);
    if (allowed.contains(packet.protocol, port)) return { verdict: Verdict.ALLOWED, why: [], denies: [] };
    const sides = DIRECTIONS.map((direction) => ({ direction, subject: direction === 'egress' ? from : to, peer: direction === 'egress' ? to : from })).reverse();
    if (unknown.contains(packet.protocol, port)) {
      const why = sides.flatMap(({ direction, subject, peer }) => (typeof subject === 'number' ? reasonsOf(engine, direction, subject, peer, engine.decisions(direction, subject, peer, packet.protocol, port)) : []));
      return { verdict: Verdict.UNKNOWN, why: why.length > 0 ? [...new Set(why)] : ['policies of equal priority disagree'], denies: [] };
    }
    const denies: DenyingSide[] = [];
    for (const { direction, subject, peer } of sides) {
      if (typeof subject !== 'number' || mayPass(engine, direction, subject, peer, packet)) continue;
      const decisions = engine.decisions(direction, subject, peer, packet.protocol, port);
      denies.push({ direction: directionOf(direction), rules: decisions.map((decision) => decidingRuleOf(direction, decision)) });
    }
    const name = this.undeclaredName(engine, source, destination, from, to);
    if (name !== undefined) {
      return { verdict: Verdict.UNKNOWN, why: [`a rule opens the port that \`${destination.label}\` calls \`${name}\`, and the record does not tell its number`], denies };
    }
    return { verdict: Verdict.DENIED, why: [], denies };
  }

  /** Two workloads are two pods, even of one class; what an address is to a pod depends on where the pod runs. */
  private reach(engine: Engine, source: TrafficEnd, destination: TrafficEnd, from: End, to: End): Reach {
    if (typeof from === 'number' && typeof to === 'number') return engine.reach(from, to);
    const named = (end: TrafficEnd, at: End): NamedEnd => ({
      label: end.label, positions: end.type === 'workload' ? [end.position] : [], ...(typeof at !== 'number' && { address: at }),
    });
    return reachBetween(engine, named(source, from), named(destination, to));
  }

  /** Some address of many: decided where all of them are judged alike. */
  private block(engine: Engine, source: TrafficEnd, destination: TrafficEnd, { protocol, port }: Packet): JudgedEdge {
    const [pod, peer, direction] = source.type === 'block' ? [destination, source, 'ingress' as const] : [source, destination, 'egress' as const];
    const subject = this.endOf(engine, pod);
    if (peer.type !== 'block' || typeof subject !== 'number') return { verdict: 'notPoliced', why: ['neither end is a pod'], denies: [] };
    const found = new Set<Verdict>();
    for (const { addresses, reaches: [[{ allowed, unknown }]] } of outsideReach([engine], direction, [[subject]])) {
      if (addresses.intersect(peer.addresses).isEmpty()) continue;
      found.add(allowed.contains(protocol, port) ? Verdict.ALLOWED : unknown.contains(protocol, port) ? Verdict.UNKNOWN : Verdict.DENIED);
    }
    const [verdict = Verdict.UNKNOWN] = found;
    if (found.size > 1 || verdict === Verdict.UNKNOWN) return { verdict: Verdict.UNKNOWN, why: [`the record does not say which address of ${peer.label} it was, and the policies distinguish them`], denies: [] };
    return { verdict, why: [], denies: verdict === Verdict.DENIED ? [{ direction: directionOf(direction), rules: [] }] : [] };
  }

  private endOf(engine: Engine, end: TrafficEnd): End | undefined {
    if (end.type === 'workload') return engine.classes.ofWorkload[end.position];
    if (end.type === 'address' || end.type === 'node') return end.address;
    return undefined;
  }

  /** A port name of a rule that a workload of the record alone may declare. */
  private undeclaredName(engine: Engine, source: TrafficEnd, destination: TrafficEnd, from: End, to: End): string | undefined {
    if (destination.type !== 'workload' || !destination.foreign) return undefined;
    const sides = [
      ...(source.type === 'workload' && typeof from === 'number' ? [{ policies: engine.policies('egress', from), peer: to }] : []),
      ...(typeof to === 'number' ? [{ policies: engine.policies('ingress', to), peer: from }] : []),
    ];
    for (const { policies, peer } of sides) {
      for (const rule of policies.flatMap(({ rules }) => rules)) {
        const { action, traffic: { named } } = rule.rule;
        if (action === 'allow' && named.length > 0 && matches(rule, peer) !== 'no') return named[0].name;
      }
    }
    return undefined;
  }
}

/** Ends that reading the record should have resolved. */
function isOpen(end: TrafficEnd): boolean {
  return end.type === 'bare' || end.type === 'service';
}

function isPod(end: TrafficEnd): boolean {
  return end.type === 'workload' || end.type === 'choice';
}

function alternatives(end: TrafficEnd): readonly TrafficEnd[] {
  return end.type === 'choice' ? end.among : [end];
}

function mayPass(engine: Engine, direction: Direction, classId: number, peer: End, { protocol, port }: Packet): boolean {
  const number = engine.rowNumber(direction, classId);
  const outcome = typeof peer === 'number' ? engine.row(direction, number).at(peer) : outcomeAt(engine.outside(direction, number), peer);
  return engine.outcome(outcome).mayAllow.contains(protocol, port);
}

/** Agents differ about nodes: what a rule allows passes, the rest is undetermined. */
function nodeAware(judged: JudgedEdge, source: TrafficEnd, destination: TrafficEnd): JudgedEdge {
  if (judged.verdict !== Verdict.DENIED) return judged;
  if (source.type === 'node') {
    return { ...judged, verdict: Verdict.UNKNOWN, why: [`it came from ${source.label}: a pod on its network, or a client whose address was translated; by its address no rule lets it in`] };
  }
  if (destination.type === 'node') {
    return { ...judged, verdict: Verdict.UNKNOWN, why: [`${destination.label}: no rule lets it out, and agents differ on whether a pod reaches its own node anyway`] };
  }
  return judged;
}
