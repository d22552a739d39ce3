import type { AddressHolder, Engine, UnknownCause, UnstatedFact } from '../../engine';
import type { Facts } from '../../model';
import { FactKind } from '../../results/enums';
import type { NeededFact } from '../../results/needed-fact';
import { Address, formatAddress, Packet } from '../../sets';
import type { AnalysisSession } from '../session/session';
import type { NamedEnd } from './named-end';
import { verdictOf } from './reach-between';

/** Why the answer about a packet depends on who has an address, and what would settle it. */
interface Undecided {
  readonly reasons: readonly string[];
  readonly needs: readonly NeededFact[];
}

const NOTHING: Undecided = { reasons: [], needs: [] };

/** What an answer depends on where one end is an address of which nothing states who has it. */
export function undecidedBy(session: AnalysisSession, engine: Engine, source: NamedEnd, destination: NamedEnd, packet: Packet): Undecided {
  const asked = source.address === undefined ? destination : source;
  const { address, holders } = asked;
  if (address === undefined) return NOTHING;
  const { facts, workloads } = session.decoded.cluster;
  if (holders === undefined) {
    const pods = asked === source ? destination : source;
    const placed = pods.positions.every((position) => workloads[position]?.node !== undefined);
    if (placed || !engine.isNodeAddress(address)) return NOTHING;
    return { reasons: [], needs: [{ kind: FactKind.POD_NODE, subject: formatAddress(address) }] };
  }
  const verdicts = new Map<AddressHolder, Set<string>>();
  for (const { holder, reach } of engine.betweenHolders(source, destination)) {
    if (holder !== undefined) verdicts.set(holder, (verdicts.get(holder) ?? new Set()).add(verdictOf(reach, packet.protocol, packet.port)));
  }
  const outside = verdicts.get('outside');
  const text = (set: ReadonlySet<string> | undefined) => [...set ?? []].sort().join();
  if (outside !== undefined && (outside.size > 1 || outside.has('unknown'))) return NOTHING;
  const others = holders.filter((holder) => holder !== 'outside' && text(verdicts.get(holder)) !== text(outside));
  if (others.length === 0) return NOTHING;
  const needs = others.map((holder) => ({ kind: kindOf(holder, address, facts), subject: formatAddress(address) }));
  return { reasons: [reasonOf(address, others, text(outside))], needs: distinctNeeds(needs) };
}

const WORDS: Readonly<Record<AddressHolder, string>> = {
  'outside': 'an address outside', 'pod': 'a pod', 'node': 'a node', 'own-node': 'the own node of the pod', 'service': 'a Service',
};

function reasonOf(address: Address, holders: readonly AddressHolder[], outside: string): string {
  const words = holders.map((holder) => WORDS[holder]);
  const others = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
  const compared = outside === '' ? '' : `; outside the cluster the verdict would be ${outside}`;
  return `the input does not tell whether \`${formatAddress(address)}\` is the address of ${others}${compared}`;
}

/** What to state: the object that has the address where its range is stated, else the range. */
function kindOf(holder: AddressHolder, address: Address, { podRanges, serviceRanges, nodeRanges }: Partial<Facts> = {}): FactKind {
  if (holder === 'pod') return podRanges?.contains(address) === true ? FactKind.POD : FactKind.POD_RANGES;
  if (holder === 'service') return serviceRanges?.contains(address) === true ? FactKind.SERVICE : FactKind.SERVICE_RANGES;
  return nodeRanges?.contains(address) === true ? FactKind.NODE : FactKind.NODE_RANGES;
}

/** What to state about an address that may be a pod's. */
export function podNeed(address: Address, facts?: Facts): NeededFact {
  return { kind: kindOf('pod', address, facts), subject: formatAddress(address) };
}

/** Each once, in their order. */
export function distinctNeeds(needs: readonly NeededFact[]): NeededFact[] {
  return [...new Map(needs.map((need) => [`${need.kind} ${need.subject}`, need])).values()];
}

const KINDS: Readonly<Record<UnstatedFact['what'], FactKind>> = {
  'namespace-labels': FactKind.NAMESPACE,
  'pod-labels': FactKind.POD_LABEL,
  'pod-address': FactKind.POD_RANGES,
  'node-addresses': FactKind.NODE_RANGES,
  'api-server': FactKind.API_SERVER,
  'agent': FactKind.AGENT,
};

/** The facts that would settle what the engine does not know, beside those that are stated. */
export function neededFacts(causes: readonly UnknownCause[], { podRanges, nodeRanges }: Partial<Facts> = {}): NeededFact[] {
  return distinctNeeds(causes.flatMap(({ fact }): NeededFact[] => {
    if (fact === undefined || (fact.what === 'pod-address' && podRanges !== undefined)) return [];
    const { what, subject } = fact;
    if (what !== 'node-addresses') return [{ kind: KINDS[what], subject }];
    return [nodeRanges === undefined ? { kind: FactKind.NODE_RANGES, subject: '' } : { kind: FactKind.NODE, subject }];
  }));
}
