/**
 * Tier, NetworkPolicy, GlobalNetworkPolicy and sets of networks of Calico from the words of its documents and of what was recorded of Felix, packet by
 * packet, on raw manifests.
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
import { Block, addressesMatch, readRange } from './addresses';
import { Lookup, UNSEEN, isSelector, meaningOf } from './calico-selector';
import { End, Pod, addressesOf, declares } from './pods';
import { Seen, allSeen, readLabels } from './selectors';
import { namespaceOf } from './templates';
import { ALLOW, Circumstances, DENY, Direction, MAYBE, Match, NO, NONE, Outcomes, PASS, Packet, Raw, YES, absent, both, either, isObject, listOf } from './values';

interface World {
  readonly sets: readonly Raw[];
  readonly services: readonly Raw[];
  readonly namespaces: ReadonlyMap<string, Seen>;
}

export interface CalicoPolicy {
  readonly name: string;
  readonly namespace?: string;
  readonly tier: string;
  readonly order: number;
  readonly spec: Raw;
  readonly refused: boolean;
  readonly directions: readonly Direction[];
  readonly world: World;
}

export interface CalicoTier {
  readonly name: string;
  readonly order: number;
  readonly passes: boolean;
}

const VERSIONS = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'];
const FIXED: readonly CalicoTier[] = [
  { name: 'kube-admin', order: 1000, passes: true }, { name: 'default', order: 1_000_000, passes: false }, { name: 'kube-baseline', order: 10_000_000, passes: true },
];

export function isCalico({ apiVersion, kind }: Raw): boolean {
  return VERSIONS.includes(apiVersion) && ['NetworkPolicy', 'GlobalNetworkPolicy'].includes(kind);
}

/** Absent orders come last; names decide between equal ones. */
export function readTiers(objects: readonly Raw[]): CalicoTier[] {
  const own = objects.filter(({ apiVersion, kind }) => VERSIONS.includes(apiVersion) && kind === 'Tier')
    .map(({ metadata, spec }): CalicoTier => ({ name: metadata.name, order: spec?.order ?? Infinity, passes: spec?.defaultAction === 'Pass' }))
    .filter(({ name }) => FIXED.every((fixed) => fixed.name !== name));
  return [...FIXED, ...own].sort((a, b) => (a.order === b.order ? (a.name < b.name ? -1 : 1) : a.order < b.order ? -1 : 1));
}

function isTaken(spec: Raw): boolean {
  if (![spec.selector, spec.namespaceSelector].every(isSelector)) return false;
  return [...listOf(spec.ingress), ...listOf(spec.egress)].every((rule) => {
    const ends = [rule.source ?? {}, rule.destination ?? {}];
    const texts = ends.flatMap(({ selector, notSelector, namespaceSelector }) => [selector, notSelector, namespaceSelector]);
    const nets: string[] = ends.flatMap((end) => [...listOf(end.nets), ...listOf(end.notNets)]);
    const families = new Set([...nets.map((net) => net.includes(':')), ...(absent(rule.ipVersion) ? [] : [rule.ipVersion === 6])]);
    const hasPorts = ends.some((end) => listOf(end.ports).length + listOf(end.notPorts).length > 0);
    const cutsAll = ends.some((end) => listOf(end.notNets).some((net) => /\/0$/.test(net)));
    const isKnown = ['Allow', 'Deny', 'Pass', 'Log'].includes(rule.action);
    return isKnown && texts.every(isSelector) && families.size < 2 && !cutsAll && (!hasPorts || ['TCP', 'UDP', 'SCTP'].includes(rule.protocol));
  });
}

export function readCalico(objects: readonly Raw[], namespaces: ReadonlyMap<string, Seen>): CalicoPolicy[] {
  const tiers = readTiers(objects).map(({ name }) => name);
  const world: World = {
    sets: objects.filter(({ apiVersion, kind }) => VERSIONS.includes(apiVersion) && /^(Global)?NetworkSet$/.test(kind)),
    services: objects.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service'),
    namespaces,
  };
  return objects.filter(isCalico).map((object): CalicoPolicy => {
    const spec = isObject(object.spec) ? object.spec : {};
    const tier = spec.tier ?? 'default';
    const refused = !isObject(object.spec) || !isTaken(spec) || !tiers.includes(tier) || tier.startsWith('kube-');
    const written = listOf(spec.types).map((type) => type.toLowerCase());
    const [hasIngress, hasEgress] = [listOf(spec.ingress).length > 0, listOf(spec.egress).length > 0];
    const filled = written.length > 0 ? written : [...(hasIngress || !hasEgress ? ['ingress'] : []), ...(hasEgress ? ['egress'] : [])];
    return {
      name: object.metadata.name,
      namespace: object.kind === 'NetworkPolicy' ? namespaceOf(object) : undefined,
      tier,
      order: spec.order ?? Infinity,
      spec,
      refused,
      directions: refused ? ['ingress', 'egress'] : (['ingress', 'egress'] as const).filter((direction) => filled.includes(direction)),
      world,
    };
  });
}

/** Whether it says anything in a direction of a tier that ends with `Pass`: it has a rule about our protocols that does more than to log. */
export function decidesIn({ spec }: CalicoPolicy, direction: Direction): boolean {
  return listOf(spec[direction]).some((rule) => rule.action !== 'Log' && PROTOCOLS.some((protocol) => isProtocol(rule, protocol)));
}

const has = (labels: Readonly<Record<string, string>>, key: string) => Object.prototype.hasOwnProperty.call(labels, key);

function seen({ known, hidden, more }: Seen, key: string): string | undefined | typeof UNSEEN {
  if (hidden.includes(key)) return UNSEEN;
  return has(known, key) ? known[key] : more ? UNSEEN : undefined;
}

/** A pod, or a set of networks, with its labels and those of its namespace. */
interface Labelled {
  readonly namespace?: string;
  readonly labels: Seen;
  readonly namespaceLabels: Seen;
  readonly account?: string;
}

function ofNamespace(thing: Labelled): Lookup {
  return (key) => (/^(projectcalico\.org\/name|kubernetes\.io\/metadata\.name)$/.test(key) ? thing.namespace : seen(thing.namespaceLabels, key));
}

function ofThing(thing: Labelled): Lookup {
  return (key) => {
    if (key === 'projectcalico.org/namespace') return thing.namespace;
    if (key === 'projectcalico.org/orchestrator') return thing.account === undefined ? undefined : 'k8s';
    if (key === 'projectcalico.org/serviceaccount') return thing.account;
    return key.startsWith('pcns.') ? ofNamespace(thing)(key.slice(5)) : seen(thing.labels, key);
  };
}

function selects(text: Raw, thing: Labelled): Match {
  return meaningOf(text)(ofThing(thing), thing.namespace === undefined);
}

function inNamespaces(text: Raw, thing: Labelled): Match {
  // `all()` is about namespaces: what is in none is not meant
  if (text.trim() === 'all()') return thing.namespace === undefined ? NO : YES;
  return meaningOf(text)(ofNamespace(thing), thing.namespace === undefined);
}

export function selectsCalico({ namespace, spec, refused }: CalicoPolicy, pod: Pod): Match {
  if (pod.hostNetwork) return NO;
  if (namespace !== undefined && pod.namespace !== namespace) return NO;
  if (refused && ![spec.selector, spec.namespaceSelector].every(isSelector)) return YES;
  const own = spec.selector ? selects(spec.selector, pod) : YES;
  return namespace !== undefined || !spec.namespaceSelector ? own : both(own, inNamespaces(spec.namespaceSelector, pod));
}

function blocks(nets: readonly string[]): Block[] {
  return nets.map((net) => ({ range: readRange(net.includes('/') ? net : `${net}/${net.includes(':') ? 128 : 32}`)!, except: [] }));
}

/** Who is meant by labels: pods by theirs, and whoever has an address of a set of networks that is selected. */
function byLabels(world: World, other: End, circumstances: Circumstances, selected: (thing: Labelled) => Match): Match {
  const pod = other.external || other.hostNetwork ? NO : selected(other);
  return world.sets.reduce<Match>((match, { kind, metadata, spec }) => {
    const namespace = kind === 'NetworkSet' ? metadata.namespace : undefined;
    const labels = allSeen(readLabels(metadata.labels));
    const undeclared = { known: {}, hidden: [], more: true };
    const namespaceLabels = namespace === undefined ? allSeen({}) : world.namespaces.get(namespace) ?? undeclared;
    const thing: Labelled = { namespace, labels, namespaceLabels };
    const meant = selected(thing);
    return meant === NO ? match : either(match, both(meant, addressesMatch(addressesOf(other), circumstances.family, blocks(listOf(spec?.nets)))));
  }, pod);
}

function serviceOf({ services }: Raw, { namespace, world }: CalicoPolicy): { service?: Raw; home?: string } {
  const home = services.namespace ?? namespace;
  return { home, service: world.services.find((one) => one.metadata.name === services.name && namespaceOf(one) === home) };
}

function matchesService(end: Raw, policy: CalicoPolicy, other: End): Match {
  const { service, home } = serviceOf(end, policy);
  if (service === undefined) return MAYBE;
  if (other.external || other.hostNetwork || other.namespace !== home) return NO;
  return Object.entries(service.spec.selector).reduce<Match>((match, [key, value]) => {
    const own = seen(other.labels, key);
    return both(match, own === UNSEEN ? MAYBE : own === value ? YES : NO);
  }, YES);
}

/** Everything that is written of one end must hold of it. */
function matchesEnd(end: Raw, policy: CalicoPolicy, who: End, circumstances: Circumstances): Match {
  const { namespace, world } = policy;
  const { selector, notSelector, namespaceSelector, serviceAccounts, nets, notNets, services } = end;
  const names = listOf(serviceAccounts?.names);
  const parts: Match[] = [];
  if (selector || namespaceSelector || names.length > 0 || (notSelector && namespace !== undefined)) {
    parts.push(byLabels(world, who, circumstances, (thing) => {
      const inside = namespaceSelector ? inNamespaces(namespaceSelector, thing) : namespace === undefined || thing.namespace === namespace ? YES : NO;
      const account = names.length === 0 || (thing.account !== undefined && names.includes(thing.account)) ? YES : NO;
      return [inside, account, selector ? selects(selector, thing) : YES].reduce(both);
    }));
  }
  const is = (texts: string[]) => addressesMatch(addressesOf(who), circumstances.family, blocks(texts));
  if (listOf(nets).length > 0) parts.push(is(nets));
  if (listOf(notNets).length > 0) parts.push((2 - is(notNets)) as Match);
  if (notSelector) parts.push((2 - byLabels(world, who, circumstances, (thing) => selects(notSelector, thing))) as Match);
  if (!absent(services)) parts.push(matchesService(end, policy, who));
  return parts.reduce(both, YES);
}

/** A rule that names addresses is about their family. */
function familyOf(rule: Raw): 4 | 6 | undefined {
  const ends = [rule.source ?? {}, rule.destination ?? {}];
  const nets: string[] = ends.flatMap((end) => [...listOf(end.nets), ...listOf(end.notNets)]);
  return rule.ipVersion ?? (nets.length === 0 ? undefined : nets[0].includes(':') ? 6 : 4);
}

function matchesFamily(rule: Raw, other: End, { family }: Circumstances): Match {
  const version = familyOf(rule);
  if (version === undefined) return YES;
  return addressesMatch(addressesOf(other), family, blocks([version === 6 ? '::/0' : '0.0.0.0/0']));
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const NUMBERS: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, SCTP: 132 };

function isProtocol(rule: Raw, protocol: string): boolean {
  const is = (written: Raw) => String(written).toUpperCase() === protocol || Number(written) === NUMBERS[protocol];
  if (!absent(rule.icmp) || !absent(rule.notICMP)) return false;
  return (absent(rule.protocol) || is(rule.protocol)) && (absent(rule.notProtocol) || !is(rule.notProtocol));
}

function isPort(port: Raw, packet: Packet, destination: End): boolean {
  const text = String(port);
  if (!/^[0-9:]+$/.test(text)) return !destination.external && declares(destination, text, packet);
  const [first, last = first] = text.split(':').map(Number);
  return first <= packet.port && packet.port <= last;
}

function matchesPorts(rule: Raw, policy: CalicoPolicy, packet: Packet, destination: End): boolean {
  if (!isProtocol(rule, packet.protocol)) return false;
  const { ports, notPorts, services } = rule.destination ?? {};
  if (!absent(services)) {
    const { service } = serviceOf({ services }, policy);
    const leads = ({ protocol = 'TCP', port, targetPort = port }: Raw) => protocol === packet.protocol && isPort(targetPort, packet, destination);
    return service === undefined || listOf(service.spec.ports).some(leads);
  }
  if (listOf(ports).length > 0 && !ports.some((port: Raw) => isPort(port, packet, destination))) return false;
  return !listOf(notPorts).some((port) => isPort(port, packet, destination));
}

interface CalicoView {
  readonly pod: Pod;
  readonly direction: Direction;
  readonly other: End;
  readonly destination: End;
  readonly circumstances: Circumstances;
}

const ACTIONS: Readonly<Record<string, Outcomes>> = { Allow: ALLOW, Deny: DENY, Pass: PASS };

/** Rules top down, the first match counts; a rule of which only a part is meant leaves the way open. */
export function firstOfCalico(policy: CalicoPolicy, { pod, direction, other, destination, circumstances }: CalicoView): (packet: Packet) => Outcomes {
  const rules = listOf(policy.spec[direction]).filter(({ action }) => action !== 'Log').map((rule: Raw) => {
    // of which of its addresses a pod of both families sends to an end of one, only rules that name addresses know
    const ofOwn = { ...circumstances, family: familyOf(rule) ?? circumstances.asked };
    const [own, their] = direction === 'ingress' ? [rule.destination, rule.source] : [rule.source, rule.destination];
    const ends = both(matchesEnd(own ?? {}, policy, pod, ofOwn), matchesEnd(their ?? {}, policy, other, circumstances));
    const isWhole = absent(rule.http) && listOf(rule.source?.ports).length + listOf(rule.source?.notPorts).length === 0;
    return { rule, match: [ends, matchesFamily(rule, other, circumstances), isWhole ? YES : MAYBE].reduce(both) };
  }).filter(({ match }) => match !== NO);
  return (packet) => {
    let outcomes = 0;
    for (const { rule, match } of rules) {
      if (!matchesPorts(rule, policy, packet, destination)) continue;
      outcomes |= ACTIONS[rule.action];
      if (match === YES) return outcomes;
    }
    return outcomes | NONE;
  };
}

