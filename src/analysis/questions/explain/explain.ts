import { causesOf, UnknownCause } from '../../../engine';
import { Direction, DIRECTIONS, VerdictName } from '../../../model';
import { fail } from '../../../errors';
import { Packet, PortSet, TrafficSet } from '../../../sets';
import { packetOf } from '../../ends/packets';
import { decidingRuleOf, SEVERAL_PODS } from '../../ends/answer';
import { Verdict } from '../../../results/reachability';
import type { AnalysisSession } from '../../session/session';
import type { EndExplanation, ExplainedCase, Explanation, ProposedChange, TrafficExplanation } from '../../../results/explanation';
import { Endpoint, endpointsOf, WhatIfPair } from '../../what-if/pair';
import { ExplanationNote, ExplanationNoteKind } from '../../../results/explanation-note';
import { Traffic } from '../../../results/traffic';
import { directionOf } from '../../ends/direction';
import type { Forward, NamedEnd, Target } from '../../ends/named-end';
import { distinctNeeds, neededFacts, undecidedBy } from '../../ends/needed-facts';
import { carriedTargets } from '../../ends/carried';
import { refuseAddresses } from '../../ends/no-pods';
import { whyPassedOn } from '../../ends/passed-on';
import { forwardVerdict, isLetOutUntranslated } from '../../ends/reach-between';
import { nothingGets, UnshownAnswer, unshownAnswer } from '../../ends/unshown';
import { quote } from '../../../text/quote';
import { closedBy, Deletion, openedBy } from './deletions';
import { notesOn } from './notes';
import { Opening, openingOf } from './opening';
import { Part, partsOf } from './parts';
import { nameOfChange, typescriptOf, yamlTextOf } from './snippets';

/** Whether traffic with this verdict is explained. */
type IsWanted = (verdict: VerdictName) => boolean;

/**
 * Why traffic between two ends passes or does not: all of it, or one packet. `isWanted`: the verdicts that are explained, where
 * the ends are asked about themselves and not about what they pass on. @default - all
 */
export function explain(session: AnalysisSession, source: NamedEnd, destination: NamedEnd, packet?: Packet, isWanted?: IsWanted): Explanation {
  refuseAddresses(source, destination);
  const asked = packet ?? destination.packet;
  const cases = casesOf(session, source, destination, asked, isWanted);
  return { source: source.label, destination: destination.label, cases };
}

/** Calls to a Service are explained where they arrive; without a port, those to each of its ports. */
function casesOf(
  session: AnalysisSession, source: NamedEnd, destination: NamedEnd, packet: Packet | undefined, isWanted: IsWanted | undefined,
): ExplainedCase[] {
  const { forwards, dialled } = destination;
  const unshown = unshownAnswer(session, source, destination, packet);
  if (unshown !== undefined) return [{ parts: [unshownPart(unshown, packet)] }];
  const isNode = dialled === undefined && destination.positions.length === 0;
  if (forwards === undefined || (packet === undefined && isNode)) return directCases(session, source, destination, packet, isWanted);
  const asked = packet === undefined ? forwards : forwards.filter(({ protocol, port }) => protocol === packet.protocol && port === packet.port);
  const arrivals = asked.flatMap((forward) => forward.targets.map((target) => ({ forward, target })));
  if (arrivals.length > 0) {
    return arrivals.flatMap(({ forward, target }) => forwardedCases(session, source, destination, forward, target));
  }
  if (dialled === undefined) {
    if (packet === undefined || isNode) return directCases(session, source, { ...destination, forwards: undefined }, packet);
    const ports = forwards.map(({ protocol, port }) => `\`${protocol} ${port}\``);
    return fail('bad-port', `no port ${packet.protocol} ${packet.port} at \`${destination.label}\``, `write one of ${ports.join(', ')}`);
  }
  const { label } = destination;
  return unservedCases(directCases(session, source, { label, positions: [], address: dialled }, packet), destination, packet);
}

/** What is sent to a port that a Service does not serve is denied where the source does not let it out, else unknown. */
function unservedCases(cases: readonly ExplainedCase[], destination: NamedEnd, packet: Packet | undefined): ExplainedCase[] {
  return cases.map((one) => ({
    ...one,
    parts: one.parts.map((part) => (part.verdict === Verdict.DENIED ? part : {
      ...part,
      verdict: Verdict.UNKNOWN,
      reasons: [nothingGets(destination, packet), ...part.reasons],
      ingress: { verdict: Verdict.UNKNOWN, rules: [] },
    })),
  }));
}

/** Nothing can be said of rules where one end is not shown. */
function unshownPart({ verdict, egress, ingress, why }: UnshownAnswer, packet: Packet | undefined): TrafficExplanation {
  return {
    traffic: Traffic._of(packet === undefined ? TrafficSet.ALL : TrafficSet.of(packet.protocol, PortSet.single(packet.port))),
    verdict,
    reasons: verdict === Verdict.UNKNOWN ? [why] : [],
    needs: [],
    egress: { verdict: egress, rules: [] },
    ingress: { verdict: ingress, rules: [] },
    closedByEgress: [],
    closedByIngress: [],
    openedBy: [],
    notes: [],
  };
}

function forwardedCases(session: AnalysisSession, source: NamedEnd, destination: NamedEnd, forward: Forward, { end, port }: Target): ExplainedCase[] {
  const { service, protocol } = forward;
  const notes: ExplanationNote[] = forward.port === port ? []
    : [{ kind: ExplanationNoteKind.SERVICE_PORT, service: service.replace(/^Service /, ''), port: forward.port, targetPort: port }];
  const untranslated = isLetOutUntranslated(session.engine(), source, destination, forward)
    ? [`a block holds the address of the ${service}, and whether policies see a packet before it is translated depends on the CNI`] : [];
  const [carried] = carriedTargets(session.engine(), source, destination, [{ end, port }]);
  const passedOn = forward.passedOnBy !== undefined && carried !== undefined ? whyPassedOn(forward.passedOnBy, service) : undefined;
  const isOpen = passedOn !== undefined && forwardVerdict(session.engine(), source, destination, { ...forward, targets: [{ end, port }] }) === 'unknown';
  return directCases(session, source, carried?.end ?? end, { protocol, port }).map((one) => ({
    ...one,
    destinationPods: one.destinationPods ?? `\`${end.label}\``,
    parts: one.parts.map((part) => ({
      ...part,
      ...(part.verdict === Verdict.DENIED && untranslated.length > 0 && { verdict: Verdict.UNKNOWN, reasons: untranslated }),
      ...(isOpen && part.verdict !== Verdict.UNKNOWN && { verdict: Verdict.UNKNOWN, reasons: [passedOn] }),
      ...(carried === undefined && NOT_CARRIED),
      notes: [...(carried === undefined ? [NO_COMMON_FAMILY] : []), ...notes, ...part.notes.filter(({ kind }) => kind !== NO_COMMON_FAMILY.kind)],
    })),
  }));
}

function directCases(
  session: AnalysisSession, source: NamedEnd, destination: NamedEnd, packet: Packet | undefined, isWanted: IsWanted = () => true,
): ExplainedCase[] {
  if (session.engine().isOnePod(source, destination) === 'definite') return [];
  const cases: ExplainedCase[] = [];
  const [sources, destinations] = [endpointsOf(session, source, destination), endpointsOf(session, destination, source)];
  for (const from of sources) {
    for (const to of destinations) {
      cases.push({
        ...(sources.length > 1 && { sourcePods: podsOf(from) }),
        ...(destinations.length > 1 && { destinationPods: podsOf(to) }),
        parts: explainCase(session, WhatIfPair.of(session, from, to), packet, isWanted).map((part) => withNeeds(session, source, destination, part)),
      });
    }
  }
  return cases;
}

/** What an unknown answer depends on where one end is an address. */
function withNeeds(session: AnalysisSession, source: NamedEnd, destination: NamedEnd, part: TrafficExplanation): TrafficExplanation {
  if (part.verdict !== Verdict.UNKNOWN) return part;
  const undecided = undecidedBy(session, session.engine(), source, destination, packetOf(part.traffic._set));
  const why = [...new Set([...part.reasons, ...undecided.reasons])];
  return {
    ...part,
    reasons: why.length > 0 ? why : ['policies of equal priority disagree'],
    needs: distinctNeeds([...part.needs, ...undecided.needs]),
  };
}

function podsOf(endpoint: Endpoint): string {
  if ('address' in endpoint) return '';
  const labels = Object.entries(endpoint.workload.labels).map(([key, value]) => `${key}=${value}`);
  const { pod } = endpoint.workload;
  return `pods${pod === undefined ? '' : ` like ${pod}`} with ${labels.length === 0 ? 'no labels' : labels.join(', ')}`;
}

function explainCase(session: AnalysisSession, whatIf: WhatIfPair, packet: Packet | undefined, isWanted: IsWanted): TrafficExplanation[] {
  if (packet !== undefined) {
    const one = TrafficSet.of(packet.protocol, PortSet.single(packet.port));
    return [explainPart(session, whatIf, { traffic: one, packet }, one)];
  }
  const parts = partsOf(whatIf);
  const asked = wanted(whatIf, parts);
  return parts.filter((part) => isWanted(whatIf.verdict(part.packet))).map((part) => explainPart(session, whatIf, part, asked.get(part)));
}

/** The denied traffic that is most likely wanted: the ports that the destination declares, or everything where it declares none. */
function wanted(whatIf: WhatIfPair, parts: readonly Part[]): Map<Part, TrafficSet> {
  const denied = parts.filter(({ packet }) => whatIf.verdict(packet) === 'denied');
  const declared = 'workload' in whatIf.destination ? whatIf.destination.workload.ports : [];
  const ports = TrafficSet.unionOf(declared.map(({ protocol, port }) => TrafficSet.of(protocol, PortSet.single(port))));
  const found = new Map(denied.map((part) => [part, part.traffic.intersect(ports)] as const).filter(([, traffic]) => !traffic.isEmpty()));
  const someOpen = parts.some(({ packet }) => whatIf.verdict(packet) === 'allowed');
  return found.size > 0 || someOpen ? found : new Map(denied.map((part) => [part, part.traffic]));
}

function explainPart(session: AnalysisSession, whatIf: WhatIfPair, { traffic, packet }: Part, asked: TrafficSet | undefined): TrafficExplanation {
  const verdict = whatIf.verdict(packet);
  const closing = (direction: Direction) => (verdict === 'denied' ? [] : closedBy(whatIf, direction, packet) ?? []);
  const [closedByEgress, closedByIngress] = [closing('egress'), closing('ingress')];
  const causes = verdict === 'unknown' ? causesAtBothEnds(whatIf, packet) : [];
  return {
    traffic: Traffic._of(traffic),
    verdict: verdictOf(verdict),
    reasons: verdict === 'unknown' ? reasons(whatIf, causes) : [],
    needs: neededFacts(causes, session.decoded.cluster.facts),
    egress: endOf(whatIf, 'egress', packet),
    ingress: endOf(whatIf, 'ingress', packet),
    closedByEgress: described(closedByEgress),
    closedByIngress: described(closedByIngress),
    // of what is unknown, facts come first: which rules are in the way depends on them
    openedBy: verdict === 'denied' ? described(openedBy(whatIf, packet) ?? []) : [],
    ...(verdict === 'denied' && asked !== undefined && whatIf.sharesFamily && changeOf(session, whatIf, asked)),
    notes: [...notesOnAddresses(whatIf), ...notesOn(session, whatIf, packet), ...lastRules(closedByEgress)],
  };
}

function verdictOf(verdict: VerdictName): Verdict {
  return verdict === 'allowed' ? Verdict.ALLOWED : verdict === 'denied' ? Verdict.DENIED : Verdict.UNKNOWN;
}

function endOf(whatIf: WhatIfPair, direction: Direction, packet: Packet): EndExplanation {
  return {
    verdict: verdictOf(whatIf.verdictAt(direction, packet)),
    rules: whatIf.decisions(direction, packet).map((decision) => decidingRuleOf(direction, decision)),
  };
}

function causesAtBothEnds(whatIf: WhatIfPair, packet: Packet): UnknownCause[] {
  return DIRECTIONS.flatMap((direction) => {
    const { engine, subject, peer } = whatIf.view(direction);
    return typeof subject === 'number' ? causesOf(engine, direction, subject, peer, whatIf.decisions(direction, packet)) : [];
  });
}

function reasons(whatIf: WhatIfPair, causes: readonly UnknownCause[]): string[] {
  const found = causes.map(({ reason }) => reason);
  const ends = [whatIf.source, whatIf.destination];
  if (ends.some((end) => 'address' in end && whatIf.session.engine().isNodeAddress(end.address))) found.push(OWN_NODE);
  if (whatIf.mayBeOnePod) found.push(SEVERAL_PODS);
  return [...new Set(found)].sort();
}

/** Without `policyTypes`, a policy isolates egress only as long as it has an egress rule. */
function lastRules(deletions: readonly Deletion[]): ExplanationNote[] {
  const gone = new Set(deletions.flatMap(({ decision: { rule } }) => rule?.origin ?? []));
  const emptied = new Set(deletions.map(({ decision: { policy } }) => policy).filter(({ stage, rules }) =>
    stage.isolating && rules.every(({ direction, origin }) => direction !== 'egress' || gone.has(origin))));
  const labels = new Set([...emptied].map(({ origin }) => origin.label));
  return [...labels].map((policy) => ({ kind: ExplanationNoteKind.LAST_EGRESS_RULE, policy }));
}

const OWN_NODE = 'the address is a node\'s: the own node always reaches a pod, '
  + 'and whether a pod under isolation reaches its own node depends on the CNI';

/** What a call through a Service is where its address, the source and the target share no address family. */
const NOT_CARRIED = { verdict: Verdict.DENIED, reasons: [], needs: [], closedByEgress: [], closedByIngress: [], change: undefined };

const NO_COMMON_FAMILY: ExplanationNote = { kind: ExplanationNoteKind.NO_COMMON_FAMILY };

function notesOnAddresses({ sharesFamily, isFromOwnNode }: WhatIfPair): ExplanationNote[] {
  return [...(sharesFamily ? [] : [NO_COMMON_FAMILY]), ...(isFromOwnNode ? [FROM_OWN_NODE] : [])];
}

const FROM_OWN_NODE: ExplanationNote = { kind: ExplanationNoteKind.OWN_NODE };

function described(deletions: readonly Deletion[]): TrafficExplanation['openedBy'] {
  return deletions.map(({ direction, decision }) => decidingRuleOf(direction, decision));
}

function adminRemarks({ sides }: Opening): string[] {
  const kinds = new Set(sides.flatMap(({ admin }) => admin?.encoder.kind ?? []));
  return [...kinds].map((kind) => `only who administers the cluster can apply ${kind}; one that comes first wins over all NetworkPolicies, too`);
}

function tierRemarks({ sides }: Opening): string[] {
  const tiers = new Set(sides.flatMap(({ tiered }) => tiered?.rule.tier ?? []));
  return [...tiers].map((tier) => (
    `what it allows in the tier ${quote(tier)}, no later policy denies; who may write policies of the tier is for the cluster to say`));
}

function changeOf(session: AnalysisSession, whatIf: WhatIfPair, traffic: TrafficSet): { change: ProposedChange } | undefined {
  const opening = openingOf(session, whatIf, traffic, packetOf(traffic));
  if (opening === undefined) return undefined;
  const name = nameOfChange(whatIf.source, whatIf.destination);
  const blocks = opening.sides.some(({ peer }) => 'address' in peer) && session.profile.blocksMatchPods !== 'no';
  return {
    change: {
      traffic: Traffic._of(traffic),
      sides: opening.sides.map(({ direction }) => directionOf(direction)),
      typescript: typescriptOf(opening, name),
      yaml: yamlTextOf(opening, name, session),
      opens: opening.opens.map((edge) => ({ ...edge, traffic: Traffic._of(edge.traffic) })),
      mayOpen: opening.mayOpen.map((edge) => ({ ...edge, traffic: Traffic._of(edge.traffic) })),
      remarks: [
        ...(blocks ? ['where the CNI takes a block for pods, too, it also means pods that hold an address in it'] : []),
        ...adminRemarks(opening),
        ...tierRemarks(opening),
      ],
    },
  };
}
