/** Judges an invariant on small worlds of strangers by listing them all: shares nothing with `src` but the file form of an invariant. */
import { readAddress, readRange } from '../oracle/addresses';
import { selects } from '../oracle/selectors';
import { speaks } from '../oracle/pods';
import { MAYBE } from '../oracle/values';
import { buildCluster, external, judgePair, OracleCluster, OracleEnd, OraclePod, Packet, Reading } from '../oracle';
import { NAMES, NAMESPACE_VALUES, OUTSIDE, POD_LABELS, PORTS, ProofCase } from './proof-cases';
import { Random } from './generate/random';

type Json = any;

/** What a world shows of an invariant. */
interface Shown {
  readonly violated?: string;
  /** A pair that nobody knows about. */
  readonly maybe?: string;
  readonly pairs: number;
}

const FRESH = 'never-heard-of';

function choices(values: readonly string[]): (string | undefined)[] {
  return [undefined, ...values, 'zz'];
}

/** Each set of port names. */
export const EACH_NAME = [['http'], ['dns'], ['http', 'dns']];

/**
 * Every pod that could be created, and the namespaces for it; kinds of one new namespace are worlds apart, so each has a world of its own.
 * `namings`: what pods call their ports, those that name none left out.
 */
export function strangerWorlds(item: ProofCase, namings: readonly (readonly string[])[] = [['http', 'dns']]): Json[][] {
  const existing = item.objects.filter((object) => object.kind === 'Namespace').map((object) => object.metadata.name as string);
  const named = JSON.stringify([item.objects, item.invariant]).includes('"port":"') || JSON.stringify(item.objects).includes('namedPort');
  const missing = NAMES.filter((name) => !existing.includes(name));
  const pod = (namespace: string, app: string | undefined, tier: string | undefined, names: readonly string[]): Json => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name: `s-${app ?? 'none'}-${tier ?? 'none'}-${names.length === 0 ? 'unnamed' : names.join('-')}`,
      labels: { ...(app !== undefined && { app }), ...(tier !== undefined && { tier }) },
    },
    spec: { containers: [{ name: 'main', ...(names.length > 0 && { ports: declared(names) }) }] },
  });
  const podsOf = (namespace: string): Json[] => choices(POD_LABELS.app).flatMap((app) => choices(POD_LABELS.tier).flatMap((tier) =>
    (named ? [[], ...namings] : [[]]).map((names) => pod(namespace, app, tier, names))));
  const space = (name: string, env: string | undefined): Json[] => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...(env !== undefined && { env }) } } },
    ...podsOf(name),
  ];
  const common = [...existing.flatMap(podsOf), ...choices(NAMESPACE_VALUES).flatMap((env) => space(`${FRESH}-${env ?? 'none'}`, env))];
  const worlds = missing.length === 0 ? [[]] : choices(NAMESPACE_VALUES).map((env) => missing.flatMap((name) => space(name, env)));
  return worlds.map((world) => [...common, ...world]);
}

/** A pod may call as many of its ports as it likes by one name, so long as they stand in different containers; here, all that matter. */
function declared(names: readonly string[]): Json[] {
  return names.flatMap((name) => PORTS.flatMap((containerPort) => ['TCP', 'UDP', 'SCTP'].map((protocol) => ({ name, containerPort, protocol }))));
}

type Member = (end: OracleEnd) => boolean;

function isolated(pod: OraclePod, direction: 'ingress' | 'egress'): boolean {
  return pod[direction].network.length > 0 || pod[direction].unread;
}

function selectorOf(value: Json): Json {
  return value?.matchLabels || value?.matchExpressions ? value : { matchLabels: value ?? {} };
}

function memberOf(spec: Json): Member {
  if (spec === undefined) return () => true;
  if (Array.isArray(spec)) {
    const any = spec.map(memberOf);
    return (end) => any.some((member) => member(end));
  }
  if (spec.outside) {
    const inside = memberOf(spec.outside);
    return (end) => !inside(end);
  }
  if (spec.addresses) {
    const ranges = spec.addresses.map((text: string) => readRange(text) ?? readRange(`${text}/${text.includes(':') ? 128 : 32}`)!);
    const within = ({ family, value }: Json) => ranges.some((range: Json) => family === range.family && range.first <= value && value <= range.last);
    // a block is about addresses outside; one address is the pod that has it
    const isOne = spec.addresses.every((text: string) => !text.includes('/'));
    return (end) => (end.external ? within(end.address) : isOne && !end.hostNetwork && end.addresses.some(within));
  }
  const [namespaces, pods] = [spec.namespaces, spec.pods].map(selectorOf);
  return (end) => !end.external
    && (spec.namespace === undefined || end.namespace === spec.namespace)
    && (spec.namespaces === undefined || selects(namespaces, end.namespaceLabels, false) > MAYBE)
    && selects(pods, end.labels, false) > MAYBE
    && (spec.isolated === undefined || isolated(end, spec.isolated));
}

type Speaks = (packet: Packet) => boolean;

function trafficOf(texts: readonly string[] | undefined): Speaks {
  if (texts === undefined) return () => true;
  const ranges = texts.map((text) => {
    const [name, range = '1-65535'] = text.split(' ');
    const [first, last = first] = range.split('-');
    return { name, first: Number(first), last: Number(last) };
  });
  return ({ protocol, port }) => ranges.some(({ name, first, last }) => name === protocol && first <= port && port <= last);
}

/** Ports at which answers may change, with both neighbours of each. */
function packets(): Packet[] {
  const ports = new Set(PORTS.flatMap((port) => [port - 1, port, port + 1]));
  return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => [...ports].map((port) => ({ protocol, port })));
}

export const PACKETS = packets();

export function readingOf({ blocksMeanPods }: ProofCase): Reading {
  return { blocksMatchPods: blocksMeanPods === 'no' ? 'no' : 'maybe' };
}

/** Whether the invariant is about a packet from one end to the other. */
export function speaksOf(invariant: Json): (source: OracleEnd, destination: OracleEnd) => Speaks | undefined {
  const body = invariant.never ?? invariant.always;
  const [from, to, traffic] = [memberOf(body.from), memberOf(body.to), trafficOf(body.traffic)];
  const exceptions = (invariant.except ?? []).map((item: Json) =>
    ({ from: memberOf(item.from), to: memberOf(item.to), traffic: trafficOf(item.traffic) }));
  return (source, destination) => {
    if (!from(source) || !to(destination)) return undefined;
    const own = exceptions.filter((item: Json) => item.from(source) && item.to(destination));
    return (packet) => traffic(packet) && !own.some((item: Json) => item.traffic(packet));
  };
}

function inIsolation(invariant: Json, cluster: OracleCluster): Shown {
  const member = memberOf(invariant.isolated.pods);
  for (const pod of cluster.pods.filter(member)) {
    for (const direction of invariant.isolated.directions) {
      if (pod.hostNetwork || pod[direction as 'ingress'].unread) return { maybe: pod.name, pairs: 1 };
      if (pod[direction as 'ingress'].network.length === 0) return { violated: `${pod.namespace}/${pod.name} ${direction}`, pairs: 1 };
    }
  }
  return { pairs: cluster.pods.length };
}

interface Ends {
  readonly sources: OracleEnd[];
  readonly destinations: OracleEnd[];
}

/** The ends that an invariant means, by its demand alone. */
export function endsOfCase({ invariant }: ProofCase, cluster: OracleCluster, further: readonly string[] = []): Ends {
  const ends: OracleEnd[] = [...cluster.pods, ...new Set([...OUTSIDE, ...further])].map((end) => (typeof end === 'string' ? external(end) : end));
  if (invariant.isolated) return { sources: cluster.pods.filter(memberOf(invariant.isolated.pods)), destinations: [] };
  const body = invariant.never ?? invariant.always;
  return { sources: ends.filter(memberOf(body.from)), destinations: ends.filter(memberOf(body.to)) };
}

/** Whether no packet can be of a family of both: nothing passes, and that breaks nothing. */
export function areApart(source: OracleEnd, destination: OracleEnd): boolean {
  return !([4, 6] as const).some((family) => speaks(source, family) && speaks(destination, family));
}

/** Looks for a pair that breaks the invariant; of more than `most` pairs, at some by chance. */
export function judgeWorld(item: ProofCase, strangers: readonly Json[], most: number, random: Random): Shown {
  const { invariant } = item;
  const cluster = buildCluster([...item.objects, ...strangers]);
  if (invariant.isolated) return inIsolation(invariant, cluster);
  const about = speaksOf(invariant);
  const reading = readingOf(item);
  const pairs: [OracleEnd, OracleEnd][] = [];
  const existing = new Set(item.objects.filter((object) => object.kind !== 'Namespace').map((object) => object.metadata.name));
  const { sources, destinations } = endsOfCase(item, cluster);
  for (const source of sources) {
    for (const destination of destinations) {
      if (source.external && destination.external) continue;
      // The pods of one template are not one pod to itself; the oracle shows a template once.
      if (source === destination || areApart(source, destination)) continue;
      pairs.push([source, destination]);
    }
  }
  const isExisting = (end: OracleEnd) => !end.external && existing.has(end.name);
  const between = pairs.filter(([s, d]) => isExisting(s) && isExisting(d));
  const chosen = pairs.length <= most ? pairs : [...between, ...random.times(most, () => random.pick(pairs))];
  const bad = invariant.never ? 'allowed' : 'denied';
  let maybe: string | undefined;
  for (const [source, destination] of chosen) {
    const isMeant = about(source, destination)!;
    const judge = judgePair(cluster, source, destination, undefined, reading);
    for (const packet of PACKETS) {
      if (!isMeant(packet)) continue;
      const verdict = judge(packet);
      if (verdict !== bad && (verdict !== 'unknown' || maybe !== undefined)) continue;
      const text = `${nameOf(source)} -> ${nameOf(destination)} ${packet.protocol} ${packet.port} ${verdict}`;
      if (verdict === bad) return { violated: text, pairs: chosen.length };
      maybe = text;
    }
  }
  return { pairs: chosen.length, ...(maybe !== undefined && { maybe }) };
}

function nameOf(end: OracleEnd): string {
  return end.external ? `${end.address.value}` : `${end.namespace}/${end.name}`;
}

/** A counterexample as a proof words it. */
interface Said {
  readonly source: string;
  readonly destination?: string;
  readonly packet?: string;
  readonly sentence: string;
  readonly traffic: { readonly _set: { contains(protocol: Packet['protocol'], port: number): boolean } };
}

/**
 * What is wrong with what is said of a counterexample, once its manifest stands beside the input: that it breaks the invariant, its verb, and
 * its traffic. `isDefinite`: whether it is said to break it.
 */
export function faultOf(item: ProofCase, made: readonly Json[], said: Said, isDefinite: boolean): string | undefined {
  const cluster = buildCluster([...item.objects, ...made]);
  const end = (label: string): OracleEnd => {
    if (readAddress(label)) return external(label);
    const [, namespace, own] = /^(.*)\/(.*)\[.*\]$/.exec(label)!;
    return cluster.find(namespace, own);
  };
  const source = end(said.source);
  if (item.invariant.isolated) {
    const { directions, pods } = item.invariant.isolated;
    if (!memberOf(pods)(source)) return 'the pod is not meant';
    return directions.some((direction: 'ingress') => (source as OraclePod)[direction].network.length === 0) ? undefined : 'the pod is isolated';
  }
  const destination = end(said.destination!);
  const [protocol, port] = said.packet!.split(' ');
  const packet = { protocol, port: Number(port) } as Packet;
  const isOpen = !isDefinite && [source, destination].some((one) => isMembershipOpen(item, one));
  const isMeant = isOpen ? () => true : speaksOf(item.invariant)(source, destination);
  if (isMeant?.(packet) !== true) return 'the invariant does not speak of it';
  // Two pods of one template, where both ends bear its name.
  const other = source === destination ? { ...(destination as OraclePod) } : destination;
  const judge = judgePair(cluster, source, other, undefined, readingOf(item));
  const bad = item.invariant.never ? 'allowed' : 'denied';
  const isBad = (verdict: string) => verdict === bad || (!isDefinite && verdict === 'unknown');
  const verb = / (passes|does not pass|possibly passes), which must (never|always) pass$/.exec(said.sentence);
  const verdict = judge(packet);
  if (!isBad(verdict) || verb?.[1] !== VERBS[verdict] || verb[2] !== (item.invariant.never ? 'never' : 'always')) return `the oracle says ${verdict}`;
  if (isOpen) return undefined;
  const differing = [packet, ...PACKETS].find((one) => (isMeant(one) && isBad(judge(one))) !== said.traffic._set.contains(one.protocol, one.port));
  return differing && `of all traffic, the oracle says ${judge(differing)} of ${differing.protocol} ${differing.port}`;
}

/** Whether it is not known if the invariant means an end: whether that is isolated depends on what the input does not say. */
function isMembershipOpen({ invariant }: ProofCase, end: OracleEnd): boolean {
  return !end.external && (end.hostNetwork || end.ingress.unread || end.egress.unread) && JSON.stringify(invariant).includes('"isolated"');
}

const VERBS: Readonly<Record<string, string>> = { allowed: 'passes', denied: 'does not pass', unknown: 'possibly passes' };
