/** Records traffic of a generated cluster, replays it, and compares each verdict with that of the naive oracle. */
import { readObjects } from '../../src/analysis/session/read';
import { edgesOf } from '../../src/results/outcomes';
import { replay } from '../../src/analysis/questions/replay/replay';
import { ReplayJudge } from '../../src/analysis/questions/replay/judge';
import { isDual, readTraffic, TrafficEdge } from '../../src/analysis/traffic/traffic';
import { workloadLabel } from '../../src/analysis/session/session';
import { buildCluster, external, judgePair, OracleEnd, OraclePod } from '../oracle';
import { coverageFaults } from './coverage-judge';
import { Connection, FlowEnd, Form, linesOf } from './flow-lines';
import { Case, generateMixed } from './generate';
import { Random } from './generate/random';

/* eslint-disable @typescript-eslint/no-explicit-any */
interface Judged {
  readonly flows: number;
  readonly verdicts: Record<string, number>;
  readonly wrong: string[];
}

interface Asked extends Connection {
  readonly from: OracleEnd;
  readonly to: readonly { readonly end: OracleEnd; readonly port: number }[];
  readonly family: 4 | 6;
}

const PER_CASE = 40;

export async function judgeFlows(seed: number, index: number): Promise<Judged> {
  const random = new Random(seed ^ 0x5f10, index);
  const item = generateMixed(seed, index);
  const objects = [...item.objects, ...services(item.objects, random)];
  const oracle = buildCluster(item.objects);
  const form = random.pick<Form>(['hubble', 'hubble', 'hubble', 'csv', 'json', 'aws']);
  const asked = connectionsOf(objects, oracle.pods, item, form, random);
  const lost = lostOf(asked, form, random);
  const text = linesOf(form, [...asked, ...lost], random);
  const session = readObjects(objects);
  const traffic = await readTraffic(['-'], [session], { stdin: text });
  const dual = isDual(session);
  const judge = new ReplayJudge(traffic.sessions[0], 0);
  const wrong = [...traffic.recording.problems.keys()].map((what) => `not understood: ${what}`);
  const verdicts: Record<string, number> = { allowed: 0, denied: 0, unknown: 0 };
  const find = edgeFinder(traffic.edges, session);
  const wanted = new Set<TrafficEdge>();
  const ofUnknown = new Set<TrafficEdge>();
  for (const { from, to, protocol, family } of asked) {
    for (const { end, port } of to) {
      const expected = judgePair(oracle, from, end, dual ? family : undefined)({ protocol: protocol as 'TCP', port });
      verdicts[expected]++;
      const name = `${form}: ${describe(from)} => ${describe(end)} : ${protocol} ${port}${dual ? ` over IPv${family}` : ''}`;
      const edge = find(from, end, protocol, port, dual ? family : undefined);
      if (edge === undefined) {
        wrong.push(`${name} is no edge`);
        continue;
      }
      wanted.add(edge);
      const { verdict } = judge.judge(edge);
      // who has a private address is not stated, whatever the recorder calls it
      const mayBeUnknown = [from, end].some((one) => one.external && PRIVATE.test(textOf(one.address as any)));
      if (mayBeUnknown) ofUnknown.add(edge);
      if (verdict !== expected && !(mayBeUnknown && verdict === 'unknown')) wrong.push(`${name}: the oracle says ${expected}, the replay ${verdict}`);
    }
  }
  const isLost = ({ source, destination }: TrafficEdge) =>
    lost.some(({ source: { ip } }) => [source, destination].some(({ ends: [end] }) => end.label.includes(ip)));
  for (const edge of traffic.edges) if (!wanted.has(edge) && !isLost(edge)) wrong.push(`${form}: an edge that nobody asked for: ${edge.source.ends[0].label} => ${edge.destination.ends[0].label} : ${edge.protocol} ${edge.port}`);
  const result = replay(traffic, { changes: 0 });
  const isPod = (end: OracleEnd): end is OraclePod => !end.external;
  wrong.push(...coverageFaults(result, session, oracle, item.ports, {
    lines: text.split('\n').filter((line) => line !== '').length - (form === 'csv' ? 1 : 0),
    edges: wanted.size - ofUnknown.size,
    unmapped: ofUnknown.size + lost.length,
    pods: [...asked.flatMap(({ from, to }) => [from, ...to.map(({ end }) => end)]), ...lost.map(({ to }) => to)].filter(isPod),
    connections: asked.flatMap(({ from, to, protocol }) => to.flatMap(({ end, port }) =>
      (isPod(from) && isPod(end) ? [{ from, to: end, protocol: protocol as 'TCP', port }] : []))),
  }).map((fault) => `${form}: ${fault}`));
  for (const { status, verdict, recorded } of edgesOf(result)) {
    const isWrong = (status === 'denied') !== (verdict === 'denied' && recorded !== 'denied') || (status === 'opened') !== (verdict === 'allowed' && recorded === 'denied');
    if (isWrong) wrong.push(`${form}: ${recorded}, now ${verdict}, is called ${status}`);
  }
  return { flows: text.trim().split('\n').length, verdicts, wrong };
}

/** Calls of ends that the input does not have, each from another one. */
function lostOf(asked: readonly Asked[], form: Form, random: Random): (Connection & { readonly to: OracleEnd })[] {
  const direct = asked.filter(({ service, destination, family }) => service === undefined && !destination.outside && family === 4);
  return random.times(direct.length === 0 ? 0 : random.between(0, 4), (i) => {
    const { destination, to: [{ end }] } = random.pick(direct);
    const ip = `10.253.7.${i + 1}`;
    return { source: { ip, outside: form !== 'hubble' }, destination, protocol: 'TCP', port: 443, passed: true, to: end };
  });
}

/** Services with selectors that some pods wear; their ports lead to numbers and names. */
function services(objects: readonly any[], random: Random): any[] {
  const pods = objects.filter(({ kind, metadata }) => kind === 'Pod' && Object.values(metadata.labels ?? {}).some((value) => value !== null));
  return random.times(pods.length === 0 ? 0 : random.between(0, 3), (i) => {
    const { namespace = 'default', labels } = random.pick(pods).metadata;
    const [[key, value]] = random.sample(Object.entries(labels).filter(([, text]) => text !== null), 1);
    const targetPort = random.pick<number | string>([80, 8080, 'http', 'dns']);
    return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name: `s${i}` }, spec: { selector: { [key]: value }, clusterIP: `10.96.0.${i + 1}`, ports: [{ port: 8000, targetPort, protocol: 'TCP' }] } };
  });
}

const SUFFIX: Readonly<Record<string, string>> = { Deployment: '-6d5bcf7c9d-x2k4p', StatefulSet: '-0', CronJob: '-29389440-7xk2d' };

/** An end as a recorder sees it; `undefined` where it could not be told from another. */
function endOf(end: OracleEnd, family: 4 | 6, number: number, form: Form): FlowEnd | undefined {
  if (end.external) throw new Error('an address is no pod');
  if (end.hostNetwork) return undefined;
  const own = end.addresses.find((address) => (address.family === 4) === (family === 4));
  if (own === undefined && (end.addresses.length > 0 || form === 'aws')) return undefined;
  const world = form === 'hubble' && own !== undefined && number % 7 === 0;
  const ip = own === undefined ? (family === 4 ? `10.99.0.${number}` : `fd99::${number}`) : textOf(own);
  const pod = end.kind === 'Pod' ? end.name : `${end.name}${SUFFIX[end.kind] ?? '-x2k4p'}`;
  const { kind, namespace, name, labels } = end;
  return { ip, outside: false, world, kind, namespace, name, pod, labels: labels.known as Record<string, string> };
}

function textOf({ family, value }: { family: number; value: number | bigint }): string {
  if (family === 4) return [24, 16, 8, 0].map((shift) => Math.floor(Number(value) / 2 ** shift) % 256).join('.');
  return Array.from({ length: 8 }, (_, i) => ((BigInt(value) >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':');
}

const PRIVATE = /^(10\.|fd)/;

function connectionsOf(objects: readonly any[], pods: readonly OraclePod[], { externals, ports }: Case, form: Form, random: Random): Asked[] {
  const found: Asked[] = [];
  const called = objects.filter(({ kind }) => kind === 'Service');
  const held = new Set(objects.flatMap(({ kind, spec, status }) => {
    if (kind === 'Pod' && spec.hostNetwork === true) return (status?.podIPs ?? []).map(({ ip }: any) => ip);
    return kind === 'Node' ? status.addresses.map(({ address }: any) => address) : [];
  }));
  for (let i = 0; i < PER_CASE; i++) {
    const family = random.pick([4, 4, 6] as const);
    const outsiders = externals.filter((ip) => ip.includes(':') === (family === 6) && !held.has(ip) && (form === 'hubble' || !PRIVATE.test(ip)));
    const pick = (): { end: OracleEnd; seen: FlowEnd } | undefined => {
      if (outsiders.length > 0 && random.chance(0.25)) {
        const ip = random.pick(outsiders);
        return { end: external(ip), seen: { ip, outside: true } };
      }
      const number = random.below(pods.length);
      const seen = endOf(pods[number], family, number + 1, form);
      if (seen === undefined) return undefined;
      // an address that generated pods share does not tell which of them it is
      const isShared = pods.some((pod, other) => other !== number && pod.addresses.some((address) => textOf(address) === seen.ip));
      if (isShared && form === 'aws') return undefined;
      return { end: pods[number], seen: { ...seen, world: seen.world === true && !isShared } };
    };
    const [from, to] = [pick(), pick()];
    if (from === undefined || to === undefined || from.end.external && to.end.external) continue;
    // generated pods may share an address, and an address that calls itself is no connection
    if (from.end === to.end || from.seen.ip === to.seen.ip) continue;
    const common = { source: from.seen, from: from.end, family };
    if (form === 'hubble' && called.length > 0 && random.chance(0.15)) {
      const call = serviceCall(random.pick(called), pods, from.end);
      if (call !== undefined) found.push({ ...common, ...call, destination: to.seen, family: 4 });
      continue;
    }
    const port = random.pick(ports.filter((number) => number < 32_768));
    found.push({ ...common, destination: to.seen, protocol: random.pick(['TCP', 'TCP', 'UDP', 'SCTP']), port, passed: random.chance(0.8), to: [{ end: to.end, port }] });
  }
  return found;
}

/** The pods behind a Service, found by the rules of the API. */
function serviceCall({ metadata, spec }: any, pods: readonly OraclePod[], from: OracleEnd): Pick<Asked, 'service' | 'protocol' | 'port' | 'passed' | 'to'> | undefined {
  const { targetPort } = spec.ports[0];
  const wears = (labels: object) => Object.entries(spec.selector).every(([key, value]) => (labels as Record<string, unknown>)[key] === value);
  const selected = pods.filter(({ namespace, labels }) => namespace === metadata.namespace && wears(labels));
  if (selected.some((pod) => pod.hostNetwork || pod === from)) return undefined;
  const to = selected.flatMap((end) => {
    const port = typeof targetPort === 'number' ? targetPort : end.ports.find(({ name, protocol }) => name === targetPort && protocol === 'TCP')?.port;
    return port === undefined ? [] : [{ end, port }];
  });
  if (to.length === 0) return undefined;
  return { service: { namespace: metadata.namespace, name: metadata.name, ip: spec.clusterIP }, protocol: 'TCP', port: 8000, passed: true, to };
}

/** Pods that nothing tells apart share an edge. */
function edgeFinder(edges: readonly TrafficEdge[], session: ReturnType<typeof readObjects>) {
  const { workloads } = session.decoded.cluster;
  const { ofWorkload } = session.engine().classes;
  const idOf = (position: number) => `${workloadLabel(workloads[position])}/${ofWorkload[position]}`;
  const idOfEnd = (end: OracleEnd) => {
    if (end.external) return textOf(end.address as any);
    return idOf(workloads.findIndex(({ namespace, name, kind }) => namespace === end.namespace && name === end.name && kind === end.kind));
  };
  const idOfTraffic = ({ ends: [end] }: TrafficEdge['source']) => {
    if (end.type === 'workload') return idOf(end.position);
    return end.type === 'address' ? textOf(end.address) : end.label;
  };
  const byKey = new Map(edges.map((edge) => [`${idOfTraffic(edge.source)} ${idOfTraffic(edge.destination)} ${edge.protocol} ${edge.port} ${edge.family}`, edge]));
  return (from: OracleEnd, to: OracleEnd, protocol: string, port: number, family: 4 | 6 | undefined): TrafficEdge | undefined =>
    byKey.get(`${idOfEnd(from)} ${idOfEnd(to)} ${protocol} ${port} ${family}`);
}

function describe(end: OracleEnd): string {
  return end.external ? textOf(end.address as any) : `${end.namespace}/${end.name}[${end.kind}]`;
}
