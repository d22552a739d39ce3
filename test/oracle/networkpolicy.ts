import { acceptsNetworkPolicy, isSubjectSelector } from './accepts-networkpolicy';
import { Block, addressesMatch, inBlock, readRange } from './addresses';
import { End, Pod, declares } from './pods';
import { selects } from './selectors';
import { namespaceOf } from './templates';
import { Circumstances, Direction, MAYBE, Match, NO, Packet, Raw, YES, absent, both, either, isObject, listOf } from './values';

interface RawPeer {
  readonly podSelector?: Raw;
  readonly namespaceSelector?: Raw;
  readonly block?: Block;
}

interface PortItem {
  readonly protocol: string;
  readonly port: number | string | undefined;
  readonly endPort: number | undefined;
}

interface NetworkRule {
  /** Empty: everyone. */
  readonly peers: readonly RawPeer[];
  /** Empty: everything. */
  readonly ports: readonly PortItem[];
}

export interface NetworkPolicy {
  readonly namespace: string;
  readonly podSelector: Raw;
  readonly refused: boolean;
  /** Those that it isolates; what a refused one would have done is anyone's guess, in both. */
  readonly directions: readonly Direction[];
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
}

function readPeer(raw: Raw): RawPeer {
  if (absent(raw.ipBlock)) return raw;
  const range = readRange(raw.ipBlock.cidr)!;
  return { block: { range, except: listOf(raw.ipBlock.except).map((text) => readRange(text)!) } };
}

function readRules(raw: Raw, peersField: 'from' | 'to'): NetworkRule[] {
  return listOf(raw).map((rule) => ({
    peers: listOf(rule?.[peersField]).map(readPeer),
    ports: listOf(rule?.ports).map((item) => ({
      protocol: item?.protocol ?? 'TCP',
      port: item?.port ?? undefined,
      endPort: item?.endPort ?? undefined,
    })),
  }));
}

/** `policyTypes` as the API server fills it in. */
function directionsOf(spec: Raw): Direction[] {
  const types = listOf(spec.policyTypes);
  if (types.length > 0) return (['ingress', 'egress'] as const).filter((direction) => types.some((type) => type.toLowerCase() === direction));
  return listOf(spec.egress).length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

export function readNetworkPolicy(object: Raw): NetworkPolicy {
  const refused = !acceptsNetworkPolicy(object);
  const spec = isObject(object.spec) ? object.spec : {};
  const selector = spec.podSelector;
  return {
    namespace: namespaceOf(object),
    podSelector: refused && !absent(selector) && !isSubjectSelector(selector) ? {} : selector,
    refused,
    directions: refused ? ['ingress', 'egress'] : directionsOf(spec),
    ingress: refused ? [] : readRules(spec.ingress, 'from'),
    egress: refused ? [] : readRules(spec.egress, 'to'),
  };
}

export function selectsPod(policy: NetworkPolicy, pod: Pod): Match {
  return pod.namespace === policy.namespace ? selects(policy.podSelector, pod.labels, false) : NO;
}

function matchesBlock(block: Block, other: End, { family, reading }: Circumstances): Match {
  if (other.external) return inBlock(block, other.address) ? YES : NO;
  const answer = reading.blocksMatchPods ?? 'maybe';
  if (answer === 'no') return NO;
  const match = addressesMatch(other.addresses, family, [block]);
  return answer === 'yes' ? match : both(match, MAYBE);
}

function matchesPeer(policy: NetworkPolicy, peer: RawPeer, other: End, circumstances: Circumstances): Match {
  if (peer.block) return matchesBlock(peer.block, other, circumstances);
  if (other.external) return NO;
  const inOwn = other.namespace === policy.namespace ? YES : NO;
  const namespace = absent(peer.namespaceSelector) ? inOwn : selects(peer.namespaceSelector, other.namespaceLabels, false);
  const match = both(namespace, selects(peer.podSelector, other.labels, false));
  return other.hostNetwork ? both(match, MAYBE) : match;
}

export function matchesPeers(policy: NetworkPolicy, rule: NetworkRule, other: End, circumstances: Circumstances): Match {
  if (rule.peers.length === 0) return YES;
  return rule.peers.reduce<Match>((match, peer) => either(match, matchesPeer(policy, peer, other, circumstances)), NO);
}

function matchesPort(item: PortItem, packet: Packet, destination: End): boolean {
  if (item.protocol !== packet.protocol) return false;
  if (item.port === undefined) return true;
  if (typeof item.port === 'number') return item.port <= packet.port && packet.port <= (item.endPort ?? item.port);
  return !destination.external && declares(destination, item.port, packet);
}

export function matchesPorts(rule: NetworkRule, packet: Packet, destination: End): boolean {
  return rule.ports.length === 0 || rule.ports.some((item) => matchesPort(item, packet, destination));
}
