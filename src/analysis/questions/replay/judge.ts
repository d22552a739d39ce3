import { causesOf, End, Engine, matches, outcomeAt } from '../../../engine';
import { Direction, DIRECTIONS, VerdictName } from '../../../model';
import { Verdict } from '../../../results/reachability';
import type { NeededFact } from '../../../results/needed-fact';
import type { DenyingSide } from '../../../results/replay';
import type { Packet, Protocol } from '../../../sets';
import { addressesOf } from '../../ends/address-meaning';
import { decidingRuleOf } from '../../ends/answer';
import type { NamedEnd } from '../../ends/named-end';
import { distinctNeeds, neededFacts, podNeed, undecidedBy } from '../../ends/needed-facts';
import { mayBePod } from '../../ends/no-pods';
import { whyPassedOn } from '../../ends/passed-on';
import { asPassedOn, isLetOutUntranslated, reachBetween, verdictOf } from '../../ends/reach-between';
import type { AnalysisSession } from '../../session/session';
import { isDual, TrafficEdge } from '../../traffic/traffic';
import { TrafficEnd, unsaidAddress } from '../../ends/traffic-end';
import { directionOf } from '../../ends/direction';
import { verdictOnBlock } from './judge-block';

/** How policies judge an edge of recorded traffic. */
export interface JudgedEdge {
  /** `notPoliced`: no policy applies to it. */
  readonly verdict: Verdict | 'notPoliced';
  readonly why: readonly string[];
  /** The facts that would settle what is unknown. */
  readonly needs: readonly NeededFact[];
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
    const open = [source, destination].flatMap((end) => notFound(end));
    if (open.length > 0) return unknown(open.map(({ why }) => why), open.flatMap(({ needs = [] }) => needs));
    // who may have an address is asked only where no pod is told: it takes a look at all pods
    const isTold = isPod(source) || isPod(destination);
    const maybe = isTold ? [] : [source, destination].filter((end) => mayBePod(end, this.session));
    if (!isTold && maybe.length === 0) return apart('neither end is a pod');
    if (!PROTOCOLS.includes(edge.protocol)) return unknown([`policies cover TCP, UDP and SCTP; ${edge.protocol} is the agent's choice`]);
    if (source.type === 'node' && source.own) return apart('a pod is always open to its own node');
    if (!isTold) return this.noneShown(maybe);
    const engine = this.session.engine(this.isDual && edge.family !== undefined ? { family: edge.family } : {});
    const cases: JudgedEdge[] = [];
    for (const from of alternatives(source)) for (const to of alternatives(destination)) cases.push(this.pair(engine, from, to, edge));
    const [first] = cases;
    if (cases.every(({ verdict }) => verdict === first.verdict)) {
      const because = { why: [...new Set(cases.flatMap(({ why }) => why))], needs: distinctNeeds(cases.flatMap(({ needs }) => needs)) };
      return nodeAware({ ...first, ...because }, source, destination);
    }
    const closed = cases.filter(({ verdict }) => verdict === Verdict.DENIED).length;
    const why = [`the record does not say which pods it was, and ${closed} of ${cases.length} pairs would be denied`, ...cases.flatMap((one) => one.why)];
    return unknown([...new Set(why)], distinctNeeds(cases.flatMap(({ needs }) => needs)));
  }

  /** Between ends of which the input shows neither as a pod, and some may be one: alike for every pod only where there is no policy. */
  private noneShown(maybe: readonly TrafficEnd[]): JudgedEdge {
    const { policies, cluster } = this.session.decoded;
    if (policies.length === 0) return { verdict: Verdict.ALLOWED, why: [], needs: [], denies: [] };
    const needs = maybe.flatMap((end) => (end.type === 'address' ? [podNeed(end.address, cluster.facts)] : []));
    return unknown(maybe.map(({ label }) => `the input does not tell which pod has \`${label}\`, if any`), distinctNeeds(needs));
  }

  private pair(engine: Engine, source: TrafficEnd, destination: TrafficEnd, edge: TrafficEdge): JudgedEdge {
    const packet = { protocol: edge.protocol as Protocol, port: edge.port };
    const [from, to] = [this.endOf(engine, source), this.endOf(engine, destination)];
    if (from === undefined || to === undefined) return this.block(engine, source, destination, packet);
    const [asked, answering] = [namedEnd(source, from), namedEnd(destination, to)];
    // two workloads are two pods, even of one class; what an address is to a pod depends on where the pod runs
    const reach = typeof from === 'number' && typeof to === 'number' ? engine.reach(from, to) : reachBetween(engine, asked, answering);
    const direct = verdictOf(reach, packet.protocol, packet.port);
    const verdict = this.passedOn(engine, asked, answering, edge, direct);
    if (verdict !== direct && edge.passedOnBy !== undefined) return unknown([whyPassedOn(edge.passedOnBy, edge.via ?? answering.label)]);
    if (verdict === 'allowed') return { verdict: Verdict.ALLOWED, why: [], needs: [], denies: [] };
    const sides = DIRECTIONS.map((direction) => ({ direction, subject: direction === 'egress' ? from : to, peer: direction === 'egress' ? to : from })).reverse();
    if (verdict === 'unknown') {
      const causes = sides.flatMap(({ direction, subject, peer }) =>
        (typeof subject === 'number' ? causesOf(engine, direction, subject, peer, engine.decisions(direction, subject, peer, packet.protocol, packet.port)) : []));
      const { reasons, needs } = undecidedBy(this.session, engine, asked, answering, packet);
      const all = [...causes.map(({ reason }) => reason), ...reasons];
      return unknown(all.length > 0 ? [...new Set(all)] : ['policies of equal priority disagree'], distinctNeeds([...neededFacts(causes, this.session.decoded.cluster.facts), ...needs]));
    }
    const untranslated = this.untranslated(engine, asked, answering, edge);
    if (untranslated !== undefined) return unknown([untranslated]);
    const denies: DenyingSide[] = [];
    for (const { direction, subject, peer } of sides) {
      if (typeof subject !== 'number' || mayPass(engine, direction, subject, peer, packet)) continue;
      const decisions = engine.decisions(direction, subject, peer, packet.protocol, packet.port);
      denies.push({ direction: directionOf(direction), rules: decisions.map((decision) => decidingRuleOf(direction, decision)) });
    }
    const name = this.undeclaredName(engine, source, destination, from, to);
    if (name !== undefined) {
      return { ...unknown([`a rule opens the port that \`${destination.label}\` calls \`${name}\`, and the record does not tell its number`]), denies };
    }
    return { verdict: Verdict.DENIED, why: [], needs: [], denies };
  }

  /** The verdict on a call that is passed on, by the one on what arrives. */
  private passedOn(engine: Engine, source: NamedEnd, end: NamedEnd, edge: TrafficEdge, direct: VerdictName): VerdictName {
    const { dialled, passedOnBy, protocol, port } = edge;
    if (passedOnBy === undefined) return direct;
    const called = { label: '', positions: [], ...(dialled && { dialled: dialled.address }) };
    const packet = { protocol: protocol as Protocol, port: dialled?.port ?? port };
    return asPassedOn(engine, source, called, { ...packet, targets: [{ end, port }], passedOnBy }, direct);
  }

  /** Why an agent may let a call through that no rule allows where it arrives. */
  private untranslated(engine: Engine, source: NamedEnd, destination: NamedEnd, { via, dialled, protocol, port }: TrafficEdge): string | undefined {
    if (dialled === undefined || via === undefined) return undefined;
    const called = { label: via, positions: [], dialled: dialled.address };
    const packet = { protocol: protocol as Protocol, port: dialled.port };
    const isOpen = isLetOutUntranslated(engine, source, called, { ...packet, targets: [{ end: destination, port }] });
    return isOpen ? `a block holds the address of the ${via}, and whether policies see a packet before it is translated depends on the CNI` : undefined;
  }

  /** Some address of many: decided where all of them are judged alike. */
  private block(engine: Engine, source: TrafficEnd, destination: TrafficEnd, packet: Packet): JudgedEdge {
    const isSource = source.type === 'block';
    const [pod, peer] = isSource ? [destination, source] : [source, destination];
    const subject = this.endOf(engine, pod);
    if (peer.type !== 'block' || typeof subject !== 'number') return unknown([`the record does not say what \`${peer.label}\` is`]);
    const direction = isSource ? 'ingress' : 'egress';
    const verdict = verdictOnBlock(engine, direction, subject, peer.addresses, addressesOf(this.session).inside, packet);
    if (verdict === undefined) return unknown([`the record does not say which ${unsaidAddress(peer.label)} it was, and the policies distinguish them`]);
    return { verdict, why: [], needs: [], denies: verdict === Verdict.DENIED ? [{ direction: directionOf(direction), rules: [] }] : [] };
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

/** Why an end is not known. Ends of the last two types are those that reading the record should have resolved. */
function notFound(end: TrafficEnd): { readonly why: string; readonly needs?: readonly NeededFact[] }[] {
  if (end.type === 'unmapped') return [end];
  return end.type === 'bare' || end.type === 'service' ? [{ why: `it is not known what \`${end.label}\` is` }] : [];
}

function unknown(why: readonly string[], needs: readonly NeededFact[] = []): JudgedEdge {
  return { verdict: Verdict.UNKNOWN, why, needs, denies: [] };
}

function apart(why: string): JudgedEdge {
  return { verdict: 'notPoliced', why: [why], needs: [], denies: [] };
}

function namedEnd(end: TrafficEnd, at: End): NamedEnd {
  return {
    label: end.label,
    positions: end.type === 'workload' ? [end.position] : [],
    ...(typeof at !== 'number' && { address: at }),
    ...(end.type === 'address' && end.holders !== undefined && { holders: end.holders }),
  };
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
