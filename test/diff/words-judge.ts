/** Whether sentences about clusters are true of every world that the naive oracle can list: exposure, isolation, diffs. */
import { buildCluster, judgePair, OracleCluster, OraclePod, Packet, Verdict } from '../oracle';
import { MAYBE, Match, YES } from '../oracle/values';
import { diff } from '../../src/analysis/questions/diff/diff';
import { explainIsolation } from '../../src/analysis/questions/explain/isolation';
import { exposureOf } from '../../src/analysis/questions/exposure/exposure';
import { workloadsOf } from '../../src/analysis/questions/list/workloads';
import { readObjects } from '../../src/analysis/session/read';
import { SPEC } from '../../src/profiles';
import { Isolation } from '../../src/results/enums';
import type { Exposure } from '../../src/results/exposure';
import type { Case } from './generate';
import { Random } from './generate/random';
import { PORTS, ProofCase } from './proof-cases';
import { EACH_NAME, strangerWorlds } from './proof-oracle';

/** How many sentences were judged. */
interface Sentences {
  exposure: number;
  isolation: number;
  diff: number;
  effects: number;
  /** Cases of which the exposure says that it is not complete. */
  incomplete: number;
}

export function noSentences(): Sentences {
  return { exposure: 0, isolation: 0, diff: 0, effects: 0, incomplete: 0 };
}

type Json = any;

const BLOCKS_OUTSIDE = { ...SPEC, name: 'blocks-outside', blocksMatchPods: 'no', unknownAddresses: 'never-match' } as const;
const STRANGERS = 24;
const PACKETS: readonly Packet[] = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => PORTS.map((port) => ({ protocol, port })));

/** Of a pod that no policy selects. */
const OPEN: OraclePod['ingress'] = {
  admin: [], network: [], cilium: [], calico: [], antrea: [], antreaBaseline: [], baseline: [], unread: false, agents: new Set(), mayRefuse: false,
};

export const labelOf = ({ namespace, name, kind }: OraclePod) => `${namespace}/${name}[${kind}]`;

/** What is wrong with the exposure of a case: lines that are not true of some pod to come, and pods to come that no line tells of. */
export function exposureFaults(item: ProofCase, index: number, count: Sentences): string[] {
  const outside = item.blocksMeanPods === 'no';
  const { lines, incomplete } = exposureOf(readObjects(item.objects, { profile: outside ? BLOCKS_OUTSIDE : SPEC }));
  if (incomplete !== undefined) count.incomplete++;
  const random = new Random(11, index);
  const own = new Set(buildCluster(item.objects).pods.map(labelOf));
  const wrong: string[] = [];
  for (const world of strangerWorlds(item, EACH_NAME)) {
    const cluster = buildCluster([...item.objects, ...world]);
    const strangers = cluster.pods.filter((pod) => !own.has(labelOf(pod)));
    const chosen = strangers.length <= STRANGERS ? strangers : random.sample(strangers, STRANGERS);
    for (const workload of cluster.pods.filter((pod) => own.has(labelOf(pod)))) {
      for (const direction of ['ingress', 'egress'] as const) {
        const about = lines.filter((line) => line.workload === labelOf(workload) && line.direction === direction);
        for (const stranger of chosen) {
          const judgeOf = (other: OraclePod) => {
            const [from, to] = direction === 'ingress' ? [other, workload] : [workload, other];
            return judgePair(cluster, from, to, undefined, { blocksMatchPods: outside ? 'no' : 'maybe' });
          };
          const judge = judgeOf(stranger);
          const meant = about.filter((line) => !line.isDefinite || isMeant(line, stranger));
          // few lines are about one side alone
          let judgeOwn: typeof judge | undefined;
          const byOwn = (packet: Packet) => (judgeOwn ??= judgeOf({ ...stranger, ingress: OPEN, egress: OPEN }))(packet);
          for (const packet of PACKETS) {
            count.exposure++;
            const fault = faultOf(meant, packet, { both: judge, own: byOwn }, incomplete !== undefined);
            if (fault !== undefined) wrong.push(`${labelOf(workload)} ${direction} ${labelOf(stranger)} ${packet.protocol} ${packet.port}: ${fault}`);
          }
        }
      }
    }
  }
  return wrong;
}

/** A stranger gives every port the same names, or none: see `strangerWorlds`. */
function isMeant({ peers, except, portNames, exceptPortNames }: Exposure, stranger: OraclePod): boolean {
  const [labels, ofNamespace] = [stranger.labels, stranger.namespaceLabels].map(({ known }) => known as Record<string, string>);
  const names = stranger.ports.map(({ name }) => name);
  const means = (set: Exposure['peers']) => set.includes(labels, stranger.namespace, ofNamespace);
  return means(peers) && !except.some(means)
    && portNames.every((name) => names.includes(name)) && !exceptPortNames.some((name) => names.includes(name));
}

type Judge = (packet: Packet) => Verdict;

/** `lines`: those that mean the pod, or may. */
function faultOf(
  lines: readonly Exposure[],
  packet: Packet,
  judges: { readonly both: Judge; readonly own: Judge },
  incomplete: boolean,
): string | undefined {
  const about = lines.filter((line) => line.traffic._set.contains(packet.protocol, packet.port));
  for (const { isDefinite, isLimitedByPeers, traffic } of about) {
    if (!isDefinite) continue;
    const judged = (isLimitedByPeers ? judges.own : judges.both)(packet);
    if (judged !== 'allowed') return `a line says that it is allowed (${traffic}), the oracle ${judged}`;
  }
  if (incomplete || about.length > 0) return undefined;
  const verdict = judges.both(packet);
  return verdict === 'denied' ? undefined : `no line tells of it, and the oracle says ${verdict}`;
}

/** What is wrong with what is said of the isolation of workloads. */
export function isolationFaults(item: Case, count: Sentences): string[] {
  const session = readObjects(item.objects);
  const cluster = buildCluster(item.objects);
  return workloadsOf(session).flatMap((workload) => {
    const own = cluster.pods.filter((pod) => labelOf(pod) === workload.label);
    const explained = explainIsolation(session, { label: workload.label, positions: session.identities().get(workload.label)!.positions });
    return (['ingress', 'egress'] as const).flatMap((direction) => {
      count.isolation++;
      const expected = isolationOf(own, direction, cluster);
      const said = [workload[`${direction}Isolation`], explained[`${direction}Isolation`]];
      const mayBe = (isolation: Isolation) => isolation === expected
        || (isolation === Isolation.UNKNOWN && own.some((pod) => passesOften(pod[direction], direction)));
      return said.every(mayBe) ? [] : [`${workload.label} ${direction}: said ${said.join(' and ')}, is ${expected}`];
    });
  });
}

export function isolationOf(pods: readonly OraclePod[], direction: 'ingress' | 'egress', { tiers }: Pick<OracleCluster, 'tiers'>): Isolation {
  const of = pods.map((pod) => {
    const { elsewhere } = pod[direction];
    const [here, there] = [pod[direction], elsewhere ?? pod[direction]].map((side) => isolatedBy(side, pod.hostNetwork));
    return here === there ? here : 'maybe';
  });
  if (of.includes('yes') && of.includes('no')) return Isolation.PARTLY;
  if (of.includes('maybe')) return Isolation.UNKNOWN;
  return of.includes('yes') ? Isolation.ISOLATED : Isolation.NOT_ISOLATED;

  function isolatedBy({ network, cilium, calico, unread, agents }: OraclePod['ingress'], hostNetwork: boolean): 'yes' | 'no' | 'maybe' {
    // no agent reads the policies of another one
    const hasRival = agents.size > 1;
    const ofCilium = (hasRival ? [] : cilium).filter(({ policy }) => policy.isolates.includes(direction));
    const ofTiers = (hasRival ? [] : calico).filter(({ policy }) => !tiers.some(({ name, passes }) => name === policy.tier && passes));
    // a rule that passes everything leaves nothing to the end of its tier
    const passing = ofTiers.filter(({ policy }) => passesAll(policy.spec, direction));
    const left = (tier: string, subject: Match) => {
      const passed = passing.filter(({ policy }) => policy.tier === tier);
      return passed.some((one) => one.subject === YES) ? [] : [{ subject: passed.length > 0 ? MAYBE : subject }];
    };
    // NetworkPolicies are of the tier `default` there
    const ofNetwork = network.flatMap(({ subject }) => left('default', subject));
    const ofCalico = [...ofTiers.flatMap(({ policy, subject }) => left(policy.tier, subject)), ...ofNetwork];
    const isolating = [...ofCilium, ...ofCalico];
    if (isolating.length === 0) return unread ? 'maybe' : 'no';
    return isolating.some(({ subject }) => subject === YES) && !hostNetwork ? 'yes' : 'maybe';
  }
}

/** Whether rules pass traffic on: the engine counts what they may be about at most, so that isolation may be unknown. */
function passesOften({ calico }: OraclePod['ingress'], direction: 'ingress' | 'egress'): boolean {
  return calico.some(({ policy }) => ((policy.spec[direction] ?? []) as Json[]).some(({ action }) => action === 'Pass'));
}

function passesAll(spec: Json, direction: 'ingress' | 'egress'): boolean {
  const saysNothing = (value: Json) => value === null || (typeof value === 'object' && Object.values(value).every(saysNothing));
  return ((spec[direction] ?? []) as Json[]).some(({ action, ...rest }) => action === 'Pass' && saysNothing(rest));
}

/** What is wrong with the edges of a diff: traffic that is called opened or closed, possibly or not, and is something else to the oracle. */
export function diffFaults(before: readonly Json[], after: readonly Json[], random: Random, count: Sentences): string[] {
  const clusters = [buildCluster(applied(before)), buildCluster(applied(after))] as const;
  const wrong: string[] = [];
  const edges = diff(readObjects(before), readObjects(after)).edges.filter(({ outside, withinWorkloads }) => outside === '' && !withinWorkloads);
  for (const edge of random.sample(edges, Math.min(EDGES, edges.length))) {
    const [source, destination] = [random.pick(edge.sources), random.pick(edge.destinations)];
    if (source === destination) continue;
    const packet = { protocol: random.pick(['TCP', 'UDP', 'SCTP'] as const), port: random.pick([53, 80, 443, 8080, random.between(1, 65_535)]) };
    const [was, is] = clusters.map((cluster) => verdictsOf(cluster, source, destination, packet));
    const isIn = (field: 'opened' | 'closed' | 'possiblyOpened' | 'possiblyClosed') => edge[field]._set.contains(packet.protocol, packet.port);
    count.diff++;
    const name = `${source} => ${destination} ${packet.protocol} ${packet.port}: ${[...was].join('/')}, now ${[...is].join('/')}`;
    const only = (verdicts: Set<string>, verdict: string) => [...verdicts].every((one) => one === verdict);
    if (isIn('opened') && !(only(was, 'denied') && only(is, 'allowed'))) wrong.push(`${name} is called opened`);
    if (isIn('closed') && !(only(was, 'allowed') && only(is, 'denied'))) wrong.push(`${name} is called closed`);
    if (isIn('possiblyOpened') && only(is, 'denied')) wrong.push(`${name} is called possibly opened`);
    if (isIn('possiblyClosed') && only(is, 'allowed')) wrong.push(`${name} is called possibly closed`);
  }
  return wrong;
}

const EDGES = 12;

/** Of objects of one name the last one, as if they were applied one after the other. */
function applied(objects: readonly Json[]): Json[] {
  return [...new Map(objects.map((object) => [`${object.kind} ${object.metadata.namespace ?? 'default'}/${object.metadata.name}`, object])).values()];
}

/** Of all pods of both workloads; denied where a state has no such pair. */
function verdictsOf(cluster: OracleCluster, source: string, destination: string, packet: Packet): Set<string> {
  const podsOf = (label: string) => cluster.pods.filter((pod) => labelOf(pod) === label);
  const verdicts = podsOf(source).flatMap((from) => podsOf(destination).map((to) => judgePair(cluster, from, to)(packet)));
  return new Set(verdicts.length === 0 ? ['denied'] : verdicts);
}
