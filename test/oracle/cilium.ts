/**
 * CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy from the words of their documents and of what was recorded of the agent, on raw manifests.
 * Ends are identities: sets of labels with a source; who has one of a pod is never found by an address.
 * @see https://docs.cilium.io/en/stable/security/policy/language/
 */
import { isReadable, portOf, storesCilium, takesCilium } from './accepts-cilium';
import { inBlock, readRange } from './addresses';
import { End, Node, Pod, declares, isOwnNode } from './pods';
import { ofPair } from './remember';
import { Seen } from './selectors';
import { namespaceOf } from './templates';
import { isLeftOut } from './cilium-labels';
import { Direction, MAYBE, Match, NO, Packet, Raw, YES, absent, both, either, isObject, listOf } from './values';

/** What all rules of an input share. */
interface World {
  readonly groups: Raw[];
  readonly services: Raw[];
  readonly families: number;
}

interface Section {
  readonly raw: Raw;
  readonly policy: CiliumPolicy;
}

/** One rule of an object. */
export interface CiliumPolicy {
  readonly namespace?: string;
  readonly selector: Raw;
  readonly refused: boolean;
  readonly world: World;
  readonly denies: Readonly<Record<Direction, readonly Section[]>>;
  readonly allows: Readonly<Record<Direction, readonly Section[]>>;
  readonly isolates: readonly Direction[];
  readonly acts: readonly Direction[];
}

const KINDS = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];
const BOTH: readonly Direction[] = ['ingress', 'egress'];

export function isCilium({ apiVersion, kind }: Raw): boolean {
  return apiVersion === 'cilium.io/v2' && KINDS.includes(kind);
}

export function readCilium(object: Raw, objects: readonly Raw[]): CiliumPolicy[] {
  const namespace = object.kind === KINDS[0] ? namespaceOf(object) : undefined;
  const stored = storesCilium(object);
  const rules: Raw[] = [...(isObject(object.spec) ? [object.spec] : []), ...listOf(object.specs)];
  if (!stored || !takesCilium(object)) {
    const isKnown = ({ endpointSelector: own }: Raw) => isObject(own) && hasForm(own) && isReadable(own);
    const known = rules.length > 0 && rules.every((one) => isObject(one) && isKnown(one));
    const nothing = { ingress: [], egress: [] };
    const common = { namespace, refused: true, world: worldOf(objects), denies: nothing, allows: nothing, isolates: BOTH, acts: BOTH };
    return (known ? rules : [{ endpointSelector: {} }]).map((one) => ({ ...common, selector: one.endpointSelector }));
  }
  return rules.filter((one) => isObject(one.endpointSelector)).map((one) => {
    const acts = BOTH.filter((direction) => listOf(one[direction]).length + listOf(one[`${direction}Deny`]).length > 0);
    const sections = (suffix: string) => Object.fromEntries(BOTH.map((direction) =>
      [direction, listOf(one[direction + suffix]).map((raw): Section => ({ raw, get policy() { return policy; } }))]),
    ) as unknown as CiliumPolicy['denies'];
    const isolates = acts.filter((direction) => one.enableDefaultDeny?.[direction] !== false);
    const own = { namespace, selector: one.endpointSelector, refused: false, world: worldOf(objects) };
    const policy: CiliumPolicy = { ...own, denies: sections('Deny'), allows: sections(''), isolates, acts };
    return policy;
  });
}

/** The form that the API server wants, so that the selector means what it says. */
function hasForm(selector: Raw): boolean {
  return storesCilium({ apiVersion: 'cilium.io/v2', kind: KINDS[1], metadata: { name: 'x' }, spec: { endpointSelector: selector, ingress: [{}] } });
}

function worldOf(objects: readonly Raw[]): World {
  const shown = objects.filter(({ kind, status }) => kind === 'Pod' && !['Succeeded', 'Failed'].includes(status?.phase))
    .flatMap(({ status }) => [status?.podIP, ...listOf(status?.podIPs).map((item) => item?.ip)]).filter((ip) => !absent(ip));
  return {
    groups: objects.filter(({ kind }) => kind === 'CiliumCIDRGroup'),
    services: objects.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1'),
    families: new Set(shown.map((ip: string) => ip.includes(':'))).size,
  };
}

interface Asked {
  readonly source: string;
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const OF_NAMESPACE = 'io.cilium.k8s.namespace.labels.';
const CLUSTER = 'io.cilium.k8s.policy.cluster';
const ACCOUNT = 'io.cilium.k8s.policy.serviceaccount';
const isOfPods = ({ source }: Asked) => source === 'any' || source === 'k8s';

function asked(selector: Raw): Asked[] {
  const split = (text: string) => {
    const colon = text.indexOf(':');
    return colon < 0 ? { source: 'any', key: text } : { source: text.slice(0, colon), key: text.slice(colon + 1) };
  };
  return [
    ...Object.entries<Raw>(selector?.matchLabels ?? {}).filter(([, value]) => value !== null)
      .map(([key, value]) => ({ ...split(key), operator: 'In', values: [value] })),
    ...listOf(selector?.matchExpressions).map(({ key, operator, values }) => ({ ...split(key), operator, values: listOf(values) })),
  ];
}

/** The selector of a peer with what the agent adds to it. */
const completed = ofPair(({ policy }: Section, selector: Raw): Asked[] => {
  const written = asked(selector);
  if (written.some(({ source }) => source === 'reserved')) return written;
  const own = written.filter(isOfPods);
  const more: Asked[] = [];
  if (!own.some(({ key }) => key === NAMESPACE)) {
    const starting = asked(policy.selector).some(({ source, key }) => source === 'reserved' && key === 'init');
    if (policy.namespace === undefined && !starting) more.push({ source: 'k8s', key: NAMESPACE, operator: 'Exists', values: [] });
    if (policy.namespace !== undefined && !own.some(({ key }) => key.startsWith(OF_NAMESPACE))) {
      more.push({ source: 'k8s', key: NAMESPACE, operator: 'In', values: [policy.namespace] });
    }
  }
  if (!own.some(({ key }) => key === CLUSTER)) more.push({ source: 'k8s', key: CLUSTER, operator: 'In', values: ['default'] });
  return [...written, ...more];
});

/** What a label may be; among values that are not known, those that are asked for, and one that stands for the others. */
function possible(key: string, { known, hidden, more }: Seen, wanted: readonly string[]): (string | undefined)[] {
  const any = [...wanted, '(another)'];
  if (hidden.includes(key)) return any;
  if (Object.prototype.hasOwnProperty.call(known, key)) return [known[key]];
  return more ? [undefined, ...any] : [undefined];
}

function ofPod(pod: Pod, key: string, wanted: readonly string[]): (string | undefined)[] {
  if (key === NAMESPACE) return [pod.namespace];
  if (key.startsWith(OF_NAMESPACE)) return possible(key.slice(OF_NAMESPACE.length), pod.namespaceLabels, wanted);
  if (key === CLUSTER) return ['default'];
  if (key === ACCOUNT) return [pod.account];
  return isLeftOut(key) ? [undefined] : possible(key, pod.labels, wanted);
}

function meets(value: string | undefined, { operator, values }: Asked): boolean {
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  return operator === 'Exists' ? value !== undefined : value === undefined;
}

const selectsPod = ofPair((pod: Pod, all: readonly Asked[]): Match => {
  const elsewhere = all.filter((one) => !isOfPods(one));
  if (!elsewhere.every((one) => meets(undefined, one))) return NO;
  const keys = [...new Set(all.filter(isOfPods).map(({ key }) => key))];
  return keys.reduce<Match>((match, key) => {
    const those = all.filter((one) => isOfPods(one) && one.key === key);
    const met = ofPod(pod, key, those.flatMap(({ values }) => values)).map((value) => those.every((one) => meets(value, one)));
    return both(match, met.every(Boolean) ? YES : met.some(Boolean) ? MAYBE : NO);
  }, YES);
});

function selectsReserved(all: readonly Asked[], name: string): boolean {
  return all.every((one) => meets((one.source === 'reserved' || one.source === 'any') && one.key === name ? '' : undefined, one));
}

export function selectsSubject({ namespace, selector, refused }: CiliumPolicy, pod: Pod): Match {
  if (pod.hostNetwork && !refused) return NO;
  if (namespace !== undefined && pod.namespace !== namespace) return NO;
  const others = Object.entries(selector?.matchLabels ?? {}).filter(([key]) => key !== `k8s:${NAMESPACE}`);
  const replaced = namespace === undefined ? selector : { ...selector, matchLabels: Object.fromEntries(others) };
  return selectsPod(pod, asked(replaced));
}

/** Who the other end is, beside a pod: outside, the node of the pod, or another node. */
type Place = 'world' | 'host' | 'remote-node' | 'pod';

/** All that it may be. */
function placesOf(pod: Pod, other: End, nodes: readonly Node[]): Place[] {
  if (!other.external) return other.hostNetwork ? ['host', 'remote-node'] : ['pod'];
  const { address } = other;
  const isNode = nodes.some(({ addresses }) => addresses.some(({ family, value }) => family === address.family && value === address.value));
  if (!isNode) return ['world'];
  const own = isOwnNode(pod, other, nodes);
  return own === 'yes' ? ['host'] : own === 'no' ? ['remote-node'] : ['host', 'remote-node'];
}

/** Nothing says where the API server is: outside, or on some node. */
function apiServer(other: End): Match {
  return other.external || other.hostNetwork ? MAYBE : NO;
}

function matchesEntity(entity: string, other: End, at: Place): Match {
  switch (entity) {
    case 'all': return YES;
    case 'world':
    case 'host':
    case 'remote-node': return at === entity ? YES : NO;
    case 'cluster': return at === 'world' ? NO : YES;
    case 'kube-apiserver': return apiServer(other);
    default: return NO;
  }
}

function matchesSelector(section: Section, selector: Raw, other: End, at: Place): Match {
  const all = completed(section, selector);
  if (!other.external && !other.hostNetwork) return selectsPod(other, all);
  const { families } = section.policy.world;
  const hit = (name: string) => selectsReserved(all, name);
  const reserved = !hit(at) ? NO : at !== 'world' || families === 1 ? YES : families === 0 ? MAYBE : NO;
  return either(reserved, hit('kube-apiserver') ? apiServer(other) : NO);
}

function matchesCidr(cidr: string, except: readonly string[], other: End, at: Place): Match {
  if (!other.external || at !== 'world') return NO;
  return inBlock({ range: readRange(cidr)!, except: except.map((text) => readRange(text)!) }, other.address) ? YES : NO;
}

function matchesSet({ policy }: Section, item: Raw, other: End, at: Place): Match {
  const except = listOf(item.except);
  if (!absent(item.cidr)) return matchesCidr(item.cidr, except, other, at);
  const { groups } = policy.world;
  const found = absent(item.cidrGroupRef)
    ? groups.filter(({ metadata }) => asked(item.cidrGroupSelector).every((one) => meets(metadata.labels?.[one.key], one)))
    : groups.filter(({ metadata }) => metadata.name === item.cidrGroupRef);
  const blocks = found.flatMap(({ spec }) => listOf(spec.externalCIDRs));
  const inside = blocks.reduce<Match>((match, cidr) => either(match, matchesCidr(cidr, except, other, at)), NO);
  const more = absent(item.cidrGroupRef) || found.length === 0;
  return either(inside, more && at === 'world' ? MAYBE : NO);
}

function matchesService({ policy }: Section, { k8sService, k8sServiceSelector }: Raw, other: End): Match {
  const home = k8sService?.namespace ?? policy.namespace;
  const service = policy.world.services.find((one) => one.metadata.name === k8sService?.serviceName && namespaceOf(one) === home);
  if (!absent(k8sServiceSelector) || service === undefined) return MAYBE;
  if (other.external || other.hostNetwork || other.namespace !== home) return NO;
  return Object.entries(service.spec.selector).reduce<Match>((match, [key, value]) => {
    const met = possible(key, other.labels, [value as string]).map((one) => one === value);
    return both(match, met.every(Boolean) ? YES : met.some(Boolean) ? MAYBE : NO);
  }, YES);
}

export function matchesPeersOf(section: Section, direction: Direction, pod: Pod, other: End, nodes: readonly Node[]): Match {
  const { raw } = section;
  const prefix = direction === 'ingress' ? 'from' : 'to';
  const kinds = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'Groups', 'FQDNs', 'Services'].filter((kind) => Array.isArray(raw[prefix + kind]));
  if (kinds.some((kind) => raw[prefix + kind].length === 0)) return NO;
  if (kinds.length === 0) return listOf(raw.toPorts).length > 0 || listOf(raw.icmps).length > 0 ? YES : NO;
  const found = placesOf(pod, other, nodes).map((at) => kinds.reduce<Match>((match, kind) =>
    raw[prefix + kind].reduce((before: Match, item: Raw) => either(before, matchesItem(section, kind, item, other, at)), match), NO));
  return found.every((match) => match === found[0]) ? found[0] : MAYBE;
}

function matchesItem(section: Section, kind: string, item: Raw, other: End, at: Place): Match {
  switch (kind) {
    case 'Endpoints': return matchesSelector(section, item, other, at);
    case 'CIDR': return matchesCidr(item, [], other, at);
    case 'CIDRSet': return matchesSet(section, item, other, at);
    case 'Entities': return matchesEntity(item, other, at);
    case 'Services': return matchesService(section, item, other);
    default: return at === 'world' ? MAYBE : NO;
  }
}

function matchesPort({ port, endPort, protocol }: Raw, packet: Packet, destination: End): boolean {
  if (!absent(protocol) && protocol !== 'ANY' && protocol !== packet.protocol) return false;
  const read = portOf(port);
  if (typeof read === 'string') return !destination.external && declares(destination, read, packet);
  return read === 0 || (read! <= packet.port && packet.port <= Math.max(read!, endPort ?? 0));
}

/** Whether rules about requests decide about the rest. */
function isRestricted({ rules, serverNames, listener, terminatingTLS, originatingTLS }: Raw): boolean {
  const dns = listOf(rules?.dns);
  const names = dns.length > 0 && !dns.some(({ matchPattern }) => /^\*\*?$/.test(matchPattern));
  return names || listOf(rules?.http).length > 0 || listOf(serverNames).length > 0
    || [listener, terminatingTLS, originatingTLS].some((own) => !absent(own));
}

/** The items of `toPorts` that are about a packet. */
function itemsFor({ raw }: Section, packet: Packet, destination: End): Raw[] {
  return listOf(raw.toPorts).filter(({ ports }) => listOf(ports).some((port) => matchesPort(port, packet, destination)));
}

/** Whether a rule is about a packet: MAYBE where rules about requests decide about the rest. */
export function matchesPortsOf(section: Section, packet: Packet, destination: End): Match {
  const { toPorts, icmps } = section.raw;
  if (listOf(toPorts).length === 0) return listOf(icmps).length > 0 ? NO : asksForProof(section) ? MAYBE : YES;
  if (asksForProof(section)) return itemsFor(section, packet, destination).length > 0 ? MAYBE : NO;
  return itemsFor(section, packet, destination).reduce<Match>((match, item) => either(match, isRestricted(item) ? MAYBE : YES), NO);
}

/** Whether both ends must prove who they are. */
function asksForProof({ raw }: Section): boolean {
  return ['required', 'test-always-fail'].includes(raw.authentication?.mode);
}

/** Whether some part of a rule lets only some requests through, whatever its other parts do. */
export function restrictsRequests(section: Section, packet: Packet, destination: End): boolean {
  if (asksForProof(section)) return matchesPortsOf(section, packet, destination) !== NO;
  return itemsFor(section, packet, destination).some(isRestricted);
}
