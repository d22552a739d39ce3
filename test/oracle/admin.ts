import { acceptsAdmin, acceptsCluster, isAdminSubject, isClusterSubject, isOfStandardOnly } from './accepts-admin';
import { Block, addressesMatch, blockOf, readRange } from './addresses';
import { End, Node, Pod, addressesOf, declares } from './pods';
import { selects } from './selectors';
import { ALLOW, Circumstances, DENY, Direction, MAYBE, Match, NO, Outcomes, PASS, Packet, Raw, YES, absent, both, either, isObject, listOf } from './values';

interface PortItem {
  /** Absent for a named port: the container's own counts. */
  readonly protocol?: string;
  readonly first: number;
  readonly last: number;
  readonly name?: string;
}

interface AdminPeer {
  readonly raw: Raw;
  readonly networks: readonly Block[];
}

export interface AdminRule {
  readonly action: Outcomes;
  /** Names of domains are for rules that allow: what they do in another rule is written nowhere. */
  readonly isOddWithNames: boolean;
  readonly peers: readonly AdminPeer[];
  /** Empty: everything. */
  readonly ports: readonly PortItem[];
}

/** AdminNetworkPolicy or BaselineAdminNetworkPolicy (v1alpha1), or ClusterNetworkPolicy (v1alpha2). */
export interface AdminPolicy {
  readonly version: 'v1alpha1' | 'v1alpha2';
  readonly baseline: boolean;
  readonly priority: number;
  readonly subject: Raw;
  readonly refused: boolean;
  /** The directions that have rules; both for a refused one. */
  readonly directions: readonly Direction[];
  readonly ingress: readonly AdminRule[];
  readonly egress: readonly AdminRule[];
}

function readPort(raw: Raw): PortItem {
  if (!absent(raw.namedPort)) return { name: raw.namedPort, first: 0, last: 0 };
  if (!absent(raw.portNumber)) return { protocol: raw.portNumber.protocol ?? 'TCP', first: raw.portNumber.port, last: raw.portNumber.port };
  return { protocol: raw.portRange.protocol ?? 'TCP', first: raw.portRange.start, last: raw.portRange.end };
}

const ACTIONS: Readonly<Record<string, Outcomes>> = { Allow: ALLOW, Accept: ALLOW, Deny: DENY, Pass: PASS };

function readProtocol(raw: Raw): PortItem {
  if (!absent(raw.destinationNamedPort)) return { name: raw.destinationNamedPort, first: 0, last: 0 };
  const protocol = ['tcp', 'udp', 'sctp'].find((one) => !absent(raw[one]))!;
  const { number, range } = raw[protocol].destinationPort;
  return { protocol: protocol.toUpperCase(), first: number ?? range.start, last: number ?? range.end };
}

function readRules(rules: Raw, peersField: 'from' | 'to'): AdminRule[] {
  return listOf(rules).map((rule) => ({
    action: ACTIONS[rule.action],
    isOddWithNames: ACTIONS[rule.action] !== ALLOW,
    peers: listOf(rule[peersField]).map((raw) => ({ raw, networks: listOf(raw.networks).map((text) => ({ range: readRange(text)!, except: [] })) })),
    ports: [...listOf(rule.ports).map(readPort), ...listOf(rule.protocols).map(readProtocol)],
  }));
}

export function readAdmin(object: Raw): AdminPolicy {
  const isCluster = object.kind === 'ClusterNetworkPolicy';
  // one that only some definitions take is refused in some clusters
  const refused = isCluster ? !acceptsCluster(object) || isOfStandardOnly(object) : !acceptsAdmin(object);
  const spec = isObject(object.spec) ? object.spec : {};
  const isSubjectRead = !absent(spec.subject) && (isCluster ? isClusterSubject : isAdminSubject)(spec.subject);
  return {
    version: isCluster ? 'v1alpha2' : 'v1alpha1',
    baseline: isCluster ? spec.tier === 'Baseline' : object.kind === 'BaselineAdminNetworkPolicy',
    priority: spec.priority ?? 0,
    subject: refused && !isSubjectRead ? { namespaces: {} } : spec.subject,
    refused,
    directions: (['ingress', 'egress'] as const).filter((direction) => refused || listOf(spec[direction]).length > 0),
    ingress: refused ? [] : readRules(spec.ingress, 'from'),
    egress: refused ? [] : readRules(spec.egress, 'to'),
  };
}

/** Pods on the host network are neither subject nor peer of these kinds: the API says so. */
function selectsEndpoint(selection: Raw, pod: Pod): Match {
  if (pod.hostNetwork) return NO;
  if (!absent(selection.namespaces)) return selects(selection.namespaces, pod.namespaceLabels, true);
  return both(selects(selection.pods.namespaceSelector, pod.namespaceLabels, true), selects(selection.pods.podSelector, pod.labels, true));
}

export function isSubject(policy: AdminPolicy, pod: Pod): Match {
  return selectsEndpoint(policy.subject, pod);
}

/**
 * Nodes by their addresses. There may be nodes that the input does not show, so any address that it gives to no node may be a node's; a pod on
 * the host network answers at its node's addresses: one that is a known node's tells which node it is on, and without one it may be any.
 */
export function matchesNodes(selector: Raw, other: End, nodes: readonly Node[], { family, reading }: Circumstances): Match {
  if (!other.external && !other.hostNetwork) return NO;
  if (other.external && !isShown(other, nodes)) return (reading.otherNodes ?? 'maybe') === 'maybe' ? MAYBE : NO;
  const blocks = (some: readonly Node[]) => some.flatMap((node) => node.addresses).map(blockOf);
  const own = addressesOf(other);
  const selected = nodes.filter((node) => selects(selector, node.labels, true) !== NO);
  if (other.external) return addressesMatch(own, family, blocks(selected));
  const isOneOf = (some: readonly Node[]) => own.length > 0 && addressesMatch(own, undefined, blocks(some)) !== NO;
  if (isOneOf(selected)) return YES;
  return isOneOf(nodes) ? NO : MAYBE;
}

function isShown(other: End, nodes: readonly Node[]): boolean {
  const own = addressesOf(other);
  return nodes.some(({ addresses }) => addresses.some(({ family, value }) => own.some((one) => one.family === family && one.value === value)));
}

function matchesPeer({ isOddWithNames }: AdminRule, peer: AdminPeer, other: End, nodes: readonly Node[], { family, reading }: Circumstances): Match {
  const { raw, networks } = peer;
  if (!absent(raw.networks)) {
    return addressesMatch(addressesOf(other), family, networks);
  }
  if (!absent(raw.nodes)) return matchesNodes(raw.nodes, other, nodes, { family, reading });
  if (!absent(raw.domainNames)) return isOddWithNames || (reading.domainNames ?? 'maybe') === 'maybe' ? MAYBE : NO;
  return other.external ? NO : selectsEndpoint(raw, other);
}

export function matchesAdminPeers(rule: AdminRule, other: End, nodes: readonly Node[], circumstances: Circumstances): Match {
  return rule.peers.reduce<Match>((match, peer) => either(match, matchesPeer(rule, peer, other, nodes, circumstances)), NO);
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

function matchesPort(item: PortItem, packet: Packet, destination: End): Match {
  if (item.name !== undefined) {
    if (destination.external || item.name === '') return NO;
    return declares(destination, item.name, packet) ? YES : NO;
  }
  if (packet.port < item.first || packet.port > item.last) return NO;
  if (item.protocol === packet.protocol) return YES;
  return PROTOCOLS.includes(item.protocol!) ? NO : MAYBE;
}

export function matchesAdminPorts(rule: AdminRule, packet: Packet, destination: End): Match {
  if (rule.ports.length === 0) return YES;
  return rule.ports.reduce<Match>((match, item) => either(match, matchesPort(item, packet, destination)), NO);
}
