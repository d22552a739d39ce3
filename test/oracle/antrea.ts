/**
 * NetworkPolicy and ClusterNetworkPolicy of Antrea from the words of its documents, and of what was recorded where they are silent, on raw
 * manifests. Every rule is looked at by itself, in the order of tiers, priorities and positions.
 * @see https://antrea.io/docs/main/docs/antrea-network-policy/
 */
import { matchesNodes } from './admin';
import { addressesMatch, inBlock, readRange } from './addresses';
import { acceptsAntrea } from './accepts-antrea';
import { World, groupOf, inGroup, isIncomplete, isOff, picks, picksPod, podsToCome } from './antrea-groups';
import { End, Node, Pod, addressesOf, declares, isOwnNode } from './pods';
import { Seen, isSoundSelector } from './selectors';
import { namespaceOf } from './templates';
import { ALLOW, Circumstances, DENY, Direction, MAYBE, Match, NO, Outcomes, PASS, Packet, Raw, YES, absent, both, either, isObject, listOf } from './values';

const API = 'crd.antrea.io/v1beta1';
const TIERS: Readonly<Record<string, number>> = { emergency: 50, securityops: 100, networkops: 150, platform: 200, application: 250, baseline: 253 };
const ACTIONS: Readonly<Record<string, Outcomes>> = { Allow: ALLOW, Drop: DENY, Reject: DENY, Pass: PASS };

/** One rule, with the place at which it is asked. */
export interface AntreaRule {
  readonly raw: Raw;
  readonly direction: Direction;
  readonly action: Outcomes;
  readonly baseline: boolean;
  readonly place: readonly [tier: number, priority: number, position: number];
  readonly home: string | undefined;
  readonly appliedTo: readonly Raw[];
  /** Its policy, where all rules of it apply to a pod or none; otherwise nobody asks whether the others do. */
  readonly together: Raw | undefined;
  readonly world: World;
}

/** The rules of a policy, and where it may do what nobody can tell. */
export interface AntreaRead {
  readonly rules: readonly AntreaRule[];
  readonly unread: readonly { readonly isAbout: (pod: Pod) => boolean; readonly directions: readonly Direction[] }[];
}

export function isAntrea({ apiVersion, kind }: Raw): boolean {
  return apiVersion === API && (kind === 'NetworkPolicy' || kind === 'ClusterNetworkPolicy');
}

const BOTH: readonly Direction[] = ['ingress', 'egress'];

export function readAntrea(object: Raw, objects: readonly Raw[], pods: readonly Pod[]): AntreaRead {
  const ofKind = (...kinds: string[]) => objects.filter(({ apiVersion, kind }) => apiVersion === API && kinds.includes(kind));
  const world: World = { groups: ofKind('Group', 'ClusterGroup'), services: objects.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service') };
  const home = object.kind === 'NetworkPolicy' ? namespaceOf(object) : undefined;
  const tier = tierOf(object.spec?.tier, ofKind('Tier'));
  if (tier === undefined || !acceptsAntrea(object)) {
    return { rules: [], unread: [{ isAbout: (pod) => isOfRefused(object.spec, home, pod), directions: BOTH }] };
  }
  const isAbout = (pod: Pod) => !pod.hostNetwork && (home === undefined || home === pod.namespace);
  const { spec } = object;
  const entriesOf = (rule: Raw) => (listOf(spec.appliedTo).length > 0 ? listOf(spec.appliedTo) : listOf(rule.appliedTo));
  const isRival = (one: Raw) => one !== object && isAntrea(one) && acceptsAntrea(one) && tierOf(one.spec.tier, ofKind('Tier')) === tier && one.spec.priority === spec.priority;
  const hasAlike = BOTH.some((direction) => listOf(spec[direction]).some(isAboutAlike));
  const isJoint = listOf(spec.appliedTo).length > 0 && !objects.some(isRival) && !hasAlike;
  const rules = BOTH.flatMap((direction) => listOf(spec[direction]).map((raw, position): AntreaRule => ({
    raw,
    direction,
    home,
    world,
    action: ACTIONS[raw.action],
    baseline: tier === TIERS.baseline,
    place: [tier, spec.priority, position],
    appliedTo: entriesOf(raw),
    together: isJoint ? object : undefined,
  })));
  const off = home === undefined ? NO : either(isOff(rules, home, pods), both(MAYBE, isOff(rules, home, podsToCome(rules, objects, pods))));
  if (off === YES) return { rules: [], unread: [] };
  if (off === MAYBE) return { rules: [], unread: [{ isAbout, directions: BOTH }] };
  const open = rules.filter((rule) => rule.appliedTo.some(({ group }) => group && isIncomplete(group, rule)));
  return { rules, unread: open.map(({ direction }) => ({ isAbout, directions: [direction] })) };
}

/** A refused policy may be about the pods that it selects; where that cannot be read, one of the cluster may be about nodes, too. */
function isOfRefused(spec: Raw, home: string | undefined, pod: Pod): boolean {
  const entries = listOf(spec?.appliedTo);
  const keys = home === undefined ? ['podSelector', 'namespaceSelector'] : ['podSelector'];
  const isSelected = (entry: Raw) => isObject(entry) && !absent(entry.podSelector) && Object.keys(entry).every((key) => keys.includes(key));
  if (entries.length > 0 && entries.every(isSelected)) return entries.some((entry) => picksPod(entry, home, pod) !== NO);
  return home === undefined || (home === pod.namespace && !pod.hostNetwork);
}

function vanishes({ namespaces }: Raw): boolean {
  return !absent(namespaces) && absent(namespaces.match) && listOf(namespaces.sameLabels).length === 0;
}

/** Whether a rule means other namespaces for each namespace of its pods. */
function isAboutAlike({ from, to }: Raw): boolean {
  return [...listOf(from), ...listOf(to)].some((peer) => !absent(peer.namespaces) && !vanishes(peer));
}

function tierOf(name: Raw, tiers: readonly Raw[]): number | undefined {
  const written = name || 'application';
  const old = ['Emergency', 'SecurityOps', 'NetworkOps', 'Platform', 'Application', 'Baseline'].includes(written);
  return TIERS[old ? written.toLowerCase() : written] ?? tiers.find(({ metadata }) => metadata.name === written)?.spec.priority;
}

/** Whether a rule is applied to a pod. */
export function isAppliedTo(rule: AntreaRule, pod: Pod): Match {
  if (pod.hostNetwork || isIdle(rule, pod)) return NO;
  return rule.appliedTo.reduce<Match>((match, entry) => either(match, isInEntry(entry, rule, pod)), NO);
}

/** Whether a rule says nothing about a pod: it is about none of our protocols, or about labels that the namespace lacks. */
function isIdle({ raw, direction }: AntreaRule, { namespaceLabels: { known, more } }: Pod): boolean {
  if (listOf(raw.ports).length === 0 && listOf(raw.protocols).length > 0) return true;
  const peers = listOf(raw[direction === 'ingress' ? 'from' : 'to']);
  const lacks = ({ namespaces }: Raw) => !more && listOf(namespaces?.sameLabels).some((key) => !Object.prototype.hasOwnProperty.call(known, key));
  return peers.length > 0 && peers.every(lacks);
}

function isInEntry(entry: Raw, rule: AntreaRule, pod: Pod): Match {
  if (entry.group) return inGroup(entry.group, rule, pod);
  if (!absent(entry.serviceAccount)) return isOfAccount(entry.serviceAccount, pod);
  const isEmpty = absent(entry.podSelector) && absent(entry.namespaceSelector);
  if (isEmpty) return rule.home === pod.namespace && absent(entry.externalEntitySelector) ? YES : NO;
  return picksPod(entry, rule.home, pod);
}

function isOfAccount({ name, namespace }: Raw, pod: Pod): Match {
  return !pod.hostNetwork && pod.namespace === namespace && pod.account === name ? YES : NO;
}

/** How a peer was found: names of ports are looked up at pods that are found by their labels. */
interface Found {
  readonly match: Match;
  readonly byLabels: boolean;
}

const label = (match: Match): Found => ({ match, byLabels: true });
const address = (match: Match): Found => ({ match, byLabels: false });

function inBlocks(blocks: readonly Raw[], other: End, { family }: Circumstances): Match {
  const read = blocks.map(({ cidr, except }) => ({ range: readRange(cidr)!, except: listOf(except).map((text) => readRange(text)!) }));
  if (other.external) return read.some((block) => inBlock(block, other.address)) ? YES : NO;
  return addressesMatch(addressesOf(other), family, read);
}

function isMulticast({ cidr }: Raw): boolean {
  const range = readRange(cidr)!;
  return range.family === 4 ? range.first >= 0xe0000000n && range.last <= 0xefffffffn : range.first >> 120n === 0xffn;
}

function matchesEntities(other: End, nodes: readonly Node[]): Match {
  if (!other.external) return NO;
  const own = other.address;
  return nodes.some(({ addresses }) => addresses.some(({ family, value }) => family === own.family && value === own.value)) ? NO : MAYBE;
}

/** Namespaces are alike by being the same one, or by the values of some labels. */
function isAlike({ match, sameLabels }: Raw, pod: Pod, other: Pod): Match {
  if (match === 'Self') return pod.namespace === other.namespace ? YES : NO;
  return listOf(sameLabels).reduce<Match>((found, key) => {
    const has = (known: object) => Object.prototype.hasOwnProperty.call(known, key);
    const seen = ({ known, more }: Seen) => ({ value: has(known) ? known[key] : undefined, more });
    const [mine, theirs] = [seen(pod.namespaceLabels), seen(other.namespaceLabels)];
    if (mine.value !== undefined && theirs.value !== undefined) return both(found, mine.value === theirs.value ? YES : NO);
    return both(found, (mine.value !== undefined || mine.more) && (theirs.value !== undefined || theirs.more) ? MAYBE : NO);
  }, YES);
}

/** A namespace whose labels are not all known may be like any other. */
function isOpen({ sameLabels }: Raw, { namespaceLabels: { known, more } }: Pod): boolean {
  return more && listOf(sameLabels).some((key) => !Object.prototype.hasOwnProperty.call(known, key));
}

function findPeer(peer: Raw, rule: AntreaRule, pod: Pod, other: End, nodes: readonly Node[], circumstances: Circumstances): readonly Found[] {
  if (!absent(peer.namespaces)) {
    if (isOpen(peer.namespaces, pod)) return [label(MAYBE)];
    return [label(other.external || other.hostNetwork ? NO : both(isAlike(peer.namespaces, pod, other), picks(peer.podSelector, other.labels)))];
  }
  if (!absent(peer.ipBlock)) return [address(both(inBlocks([peer.ipBlock], other, circumstances), isMulticast(peer.ipBlock) ? MAYBE : YES))];
  if (peer.group) return inGroupPeer(peer.group, rule, other, nodes, circumstances);
  if (peer.fqdn) return [address(MAYBE)];
  if (!absent(peer.serviceAccount)) return [label(other.external ? NO : isOfAccount(peer.serviceAccount, other))];
  if (!absent(peer.nodeSelector)) return [address(picksNodes(peer.nodeSelector, other, nodes, circumstances))];
  const entities = absent(peer.externalEntitySelector) ? [] : [address(matchesEntities(other, nodes))];
  const isEmpty = absent(peer.podSelector) && absent(peer.namespaceSelector);
  if (isEmpty && (rule.home === undefined || entities.length > 0)) return entities;
  return [label(other.external ? NO : picksPod(peer, rule.home, other)), ...entities];
}

function picksNodes(selector: Raw, other: End, nodes: readonly Node[], circumstances: Circumstances): Match {
  return isSoundSelector(selector) ? matchesNodes(selector, other, nodes, circumstances) : matchesNodes({ matchLabels: { '': 'nothing' } }, other, [], circumstances);
}

function inGroupPeer(name: string, rule: AntreaRule, other: End, nodes: readonly Node[], circumstances: Circumstances): readonly Found[] {
  const group = groupOf(name, rule);
  if (group === undefined) return [address(MAYBE)];
  const spec = group.spec ?? {};
  if (listOf(spec.childGroups).length > 0) return listOf(spec.childGroups).flatMap((child) => inGroupPeer(child, rule, other, nodes, circumstances));
  const ofBlock = (block: Raw) => address(both(inBlocks([block], other, circumstances), isMulticast(block) ? MAYBE : YES));
  if (listOf(spec.ipBlocks).length > 0) return listOf(spec.ipBlocks).map(ofBlock);
  if (!absent(spec.nodeSelector)) return [address(picksNodes(spec.nodeSelector, other, nodes, circumstances))];
  const entities = absent(spec.externalEntitySelector) ? [] : [address(matchesEntities(other, nodes))];
  const more = isIncomplete(name, rule) ? [address(MAYBE)] : [];
  return [label(other.external ? NO : inGroup(name, rule, other)), ...entities, ...more];
}

function blocksOf({ ipBlock, group }: Raw, rule: AntreaRule): Raw[] {
  if (!absent(ipBlock)) return [ipBlock];
  const spec = group ? groupOf(group, rule)?.spec ?? {} : {};
  return listOf(spec.childGroups).length > 0 ? listOf(spec.childGroups).flatMap((child) => blocksOf({ group: child }, rule)) : listOf(spec.ipBlocks);
}

/** The peers that a rule means, of one pair. */
export function findPeers(rule: AntreaRule, pod: Pod, other: End, nodes: readonly Node[], circumstances: Circumstances): readonly Found[] {
  const { raw, direction } = rule;
  if (Array.isArray(raw.toServices)) return [];
  const peers = listOf(raw[direction === 'ingress' ? 'from' : 'to']);
  const left = peers.filter((peer) => !vanishes(peer));
  const isEveryone = peers.length === 0 || (left.length < peers.length && left.every(({ namespaces }) => !absent(namespaces)));
  if (isEveryone && left.length === 0) return [{ match: YES, byLabels: !other.external && !other.hostNetwork }];
  const blocks = left.flatMap((peer) => blocksOf(peer, rule)).filter((block) => !isMulticast(block));
  // a pod of both families may have one address in each of two blocks
  const together = blocks.length > 1 ? [address(inBlocks(blocks, other, circumstances))] : [];
  const found = [...left.flatMap((peer) => findPeer(peer, rule, pod, other, nodes, circumstances)), ...together];
  return isEveryone ? [...found, { match: YES, byLabels: !other.external && !other.hostNetwork }] : found;
}

const isOdd = ({ port, endPort, sourcePort, sourceEndPort }: Raw) => [port, endPort, sourcePort, sourceEndPort].some((number) => typeof number === 'number' && (number < 1 || number > 65535));

function matchesPort(item: Raw, packet: Packet, destination: End): Match {
  const { protocol = 'TCP', port, endPort, sourcePort, sourceEndPort } = item;
  if ((protocol ?? 'TCP') !== packet.protocol) return NO;
  const isAnySource = absent(sourcePort) || (sourcePort === 1 && sourceEndPort === 65535 && typeof port !== 'string');
  if (typeof port === 'string') return !destination.external && declares(destination, port, packet) ? (isAnySource ? YES : MAYBE) : NO;
  if (isOdd(item)) return MAYBE;
  const isMeant = absent(port) || (port <= packet.port && packet.port <= (endPort ?? port));
  return isMeant ? (isAnySource ? YES : MAYBE) : NO;
}

/** Whether a rule is about a packet, of which the peers are looked up already. */
export function matchesRule({ raw, direction }: AntreaRule, found: readonly Found[], packet: Packet, destination: End): Match {
  const items = listOf(raw.ports);
  if (items.length === 0) return found.reduce<Match>((match, one) => either(match, one.match), NO);
  const hasNames = direction === 'egress' && items.some(({ port }) => typeof port === 'string');
  const peers = listOf(raw[direction === 'ingress' ? 'from' : 'to']);
  return found.reduce<Match>((match, one) => items.reduce<Match>((best, item) => {
    const port = matchesPort(item, packet, destination);
    if (!hasNames || one.byLabels) return either(best, both(one.match, port));
    // without peers, a name is looked up at pods only; beside addresses, nobody knows what the rule means
    const isEveryone = peers.length === 0;
    return either(best, both(one.match, isEveryone ? (typeof item.port === 'string' ? NO : port) : both(port, MAYBE)));
  }, match), NO);
}

/** The node of a pod reaches it, whatever rules say. */
export function isExempt(pod: Pod, direction: Direction, other: End, nodes: readonly Node[]): Match {
  if (direction === 'egress') return NO;
  const own = isOwnNode(pod, other, nodes);
  return own === 'yes' ? YES : own === 'maybe' ? MAYBE : NO;
}
