/** The law for each command: what it says definitely of a case is not the opposite of what is so with facts added. */
import { answer } from '../../src/analysis/ends/answer';
import { findEnd } from '../../src/analysis/ends/ends';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import type { StatedFacts } from '../../src/analysis/facts/stated';
import { readInvariants } from '../../src/analysis/invariants/file';
import { blast } from '../../src/analysis/questions/blast/blast';
import { diff } from '../../src/analysis/questions/diff/diff';
import { explain } from '../../src/analysis/questions/explain/explain';
import { explainIsolation } from '../../src/analysis/questions/explain/isolation';
import { exposureOf } from '../../src/analysis/questions/exposure/exposure';
import { hiddenPairs } from '../../src/analysis/questions/list/hidden';
import { list } from '../../src/analysis/questions/list/listing';
import { matrixOf } from '../../src/analysis/questions/list/matrix';
import { verdictLines } from '../../src/analysis/questions/list/verdicts';
import { prove } from '../../src/analysis/questions/prove/prove';
import { ReplayJudge } from '../../src/analysis/questions/replay/judge';
import { readObjects } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { readTraffic } from '../../src/analysis/traffic/traffic';
import { NetfenceError } from '../../src/errors';
import { OutsideEnd } from '../../src/results/enums';
import type { Matrix } from '../../src/results/matrix';
import { TrafficSet } from '../../src/sets';
import type { Case } from './generate';
import { Completion, complete, StatedCompletion } from './generate/completions';
import { Random } from './generate/random';
import { factsOf, shareFamilies } from './law-world';
import { packetsOf } from './question';

const PRIVATE = /^(10\.|fd)/;

/** How many definite claims of each command were looked at. */
export type Claims = Record<string, number>;

/** A question, the answer of some command, and the traffic that this is about. */
interface Claim {
  readonly command: string;
  readonly source: string;
  readonly destination: string;
  readonly verdict: 'allowed' | 'denied';
  readonly traffic: TrafficSet;
}

/** What some command says of a case and facts turn round; empty where nothing is. */
export async function turnedRound(item: Case, completion: Completion, random: Random, claims: Claims): Promise<string[]> {
  const before = readObjects(item.objects);
  const after = readObjects(complete(item.objects, completion), { facts: statedOf(completion.facts) });
  const wrong: string[] = [];
  const note = (command: string) => { claims[command] = (claims[command] ?? 0) + 1; };
  for (const claim of [...claimsOf(before, random), ...differences(item, before, random)]) {
    if (claim.traffic.isEmpty() || (claim.verdict === 'allowed' && !share(after, claim.source, claim.destination))) continue;
    note(claim.command);
    const { allowed, unknown } = reachBetween(after.engine(), findEnd(after, claim.source), findEnd(after, claim.destination));
    const opposite = claim.verdict === 'denied' ? allowed : TrafficSet.ALL.subtract(allowed).subtract(unknown);
    const turned = claim.traffic.intersect(opposite);
    if (!turned.isEmpty()) wrong.push(`${claim.command}: ${claim.source} -> ${claim.destination} ${turned.toString()} is not ${claim.verdict} with the facts`);
  }
  for (const text of [
    ...addresses(before, after, askable(item, completion), random, note), ...isolation(before, after, note), ...proofs(before, after, random, note),
    ...exposure(before, after, completion, note),
  ]) wrong.push(text);
  for await (const text of replays(before, after, askable(item, completion), random, note)) wrong.push(text);
  return wrong;
}

/** Of a pod without addresses, a fact may state the family that the other end does not have. */
function share(after: AnalysisSession, source: string, destination: string): boolean {
  return shareFamilies(after.engine(), findEnd(after, source), findEnd(after, destination));
}

function statedOf(facts: StatedCompletion): StatedFacts {
  const { namespaces, nodeRanges, complete: isComplete } = factsOf(facts);
  const source = { name: 'the completion' };
  return {
    ...(namespaces.size > 0 && { namespaces: new Map([...namespaces].map(([name, value]) => [name, { value, source }])) }),
    ...(nodeRanges && { nodeRanges: { value: nodeRanges, source } }),
    ...(isComplete && { complete: { value: true, source } }),
  };
}

/** What list, matrix, explain and blast say of pairs of workloads. */
function* claimsOf(session: AnalysisSession, random: Random): Generator<Claim> {
  const labels = [...session.identities().keys()];
  for (const { source, destination, verdict, traffic } of verdictLines(session, {}, true)) {
    if (typeof source !== 'string' || typeof destination !== 'string' || verdict === 'unknown' || source.startsWith('{')) continue;
    yield { command: 'list -o jsonl', source, destination, verdict, traffic: traffic._set };
  }
  yield* listed(session, labels);
  yield* cellsOf(matrixOf(session));
  for (const source of random.sample(labels, 2)) {
    const [destination] = random.sample(labels, 1);
    if (source !== destination) {
      for (const { parts } of explain(session, findEnd(session, source), findEnd(session, destination)).cases) {
        for (const { traffic, verdict } of parts) if (verdict !== 'unknown') yield { command: 'explain', source, destination, verdict, traffic: traffic._set };
      }
    }
    const reached = new Map(blast(session, findEnd(session, source), { hops: 1 }).workloads.map((one) => [one.workload, one]));
    for (const label of labels) {
      const one = reached.get(label);
      if (label === source) continue;
      if (one === undefined) yield { command: 'blast', source, destination: label, verdict: 'denied', traffic: TrafficSet.ALL };
    }
  }
}

/** What a compatible form says of pairs, so far as stderr counts none that it shows as something else. */
function* listed(session: AnalysisSession, labels: readonly string[]): Generator<Claim> {
  const { unknown, allowed, more, less } = hiddenPairs(session);
  const shown = new Map([...list(session).edges()].map(({ source, destination, traffic }) => [`${source.label} ${destination.label}`, traffic._set]));
  for (const source of labels) {
    for (const destination of labels) {
      const traffic = shown.get(`${source} ${destination}`);
      if (source === destination) continue;
      if (traffic === undefined ? unknown + allowed === 0 : less === 0) yield { command: 'list', source, destination, verdict: 'denied', traffic: TrafficSet.ALL.subtract(traffic ?? TrafficSet.NONE) };
      if (traffic !== undefined && more === 0) yield { command: 'list', source, destination, verdict: 'allowed', traffic };
    }
  }
}

function* cellsOf(matrix: Matrix): Generator<Claim> {
  const groups = matrix.groups.slice(0, -1);
  for (const [from, sources] of groups.entries()) {
    const row = matrix.row(from);
    for (const [to, destinations] of groups.entries()) {
      const cell = row[to];
      const [allowed, unknown] = [cell?.allowed._set ?? TrafficSet.NONE, cell?.unknown._set ?? TrafficSet.NONE];
      const [source, destination] = [sources[0], destinations[destinations.length - 1]];
      if (source === destination) continue;
      yield { command: 'list -o matrix', source, destination, verdict: 'allowed', traffic: allowed };
      yield { command: 'list -o matrix', source, destination, verdict: 'denied', traffic: TrafficSet.ALL.subtract(allowed).subtract(unknown) };
    }
  }
}

/** What diff says of a case and the same without one of its policies, about the state with it. */
function* differences(item: Case, session: AnalysisSession, random: Random): Generator<Claim> {
  const left = random.pick(item.objects.filter(({ kind }) => kind.endsWith('Policy')));
  const before = readObjects(item.objects.filter((object) => object !== left));
  for (const { sources, destinations, outside, withinWorkloads, after, closed } of diff(before, session).edges) {
    if (outside !== OutsideEnd.NEITHER || withinWorkloads) continue;
    const [source, destination] = [sources[0], destinations[destinations.length - 1]];
    if (source === destination) continue;
    yield { command: 'diff', source, destination, verdict: 'allowed', traffic: after._set };
    yield { command: 'diff', source, destination, verdict: 'denied', traffic: closed._set };
  }
}

const COLUMNS = 'time,src_namespace,src_workload,src_ip,dst_namespace,dst_workload,dst_ip,dst_port,protocol,verdict';

/** The same record, replayed on the case and on its completion. */
async function* replays(
  before: AnalysisSession, after: AnalysisSession, item: Case, random: Random, note: (command: string) => void,
): AsyncGenerator<string> {
  const pods = [...before.identities().values()].map(({ namespace, kind, name }) => `${namespace},${kind}/${name},`);
  const ends = [...pods, ...item.externals.map((ip) => `,,${ip}`)];
  const lines = random.times(20, () => `2026-11-20T10:15:01Z,${random.pick(ends)},${random.pick(ends)},${random.pick(item.ports)},TCP,FORWARDED`);
  const [was, is] = await Promise.all([before, after].map(async (session) => {
    const { sessions, edges } = await readTraffic(['-'], [session], { stdin: [COLUMNS, ...new Set(lines), ''].join('\n') });
    const judge = new ReplayJudge(sessions[0], 0);
    return new Map(edges.map((edge) => [`${edge.source.ends[0].label} -> ${edge.destination.ends[0].label} ${edge.protocol} ${edge.port}`, judge.judge(edge).verdict]));
  }));
  for (const [edge, verdict] of was) {
    const [from, to] = edge.split(/ -> | (?:TCP|UDP|SCTP) /);
    if ((verdict !== 'allowed' && verdict !== 'denied') || (verdict === 'allowed' && !share(after, from, to))) continue;
    note('replay');
    const later = is.get(edge);
    if ((later === 'allowed' || later === 'denied') && later !== verdict) yield `replay: ${edge} was ${verdict}, and is ${later} with the facts`;
  }
}

/** Without the public addresses that the facts give to nodes: that none has one is the assumption of every answer. */
function askable(item: Case, { added }: Completion): Case {
  const nodes = JSON.stringify(added.filter(({ kind }) => kind === 'Node'));
  return { ...item, externals: item.externals.filter((ip) => PRIVATE.test(ip) || !nodes.includes(`"${ip}"`)) };
}

/** Questions about one address: they ask who has it. */
function* addresses(before: AnalysisSession, after: AnalysisSession, item: Case, random: Random, note: (command: string) => void): Generator<string> {
  const asked = random.sample(packetsOf(item), 4);
  for (const ip of item.externals) {
    for (const label of random.sample([...before.identities().keys()], 3)) {
      for (const [from, to] of [[ip, label], [label, ip]]) {
        for (const packet of asked) {
          const [was, is] = [before, after].map((session) =>
            answer(session, { source: findEnd(session, from), destination: findEnd(session, to), ...packet }).verdict);
          if (was === 'unknown' || (was === 'allowed' && !share(after, from, to))) continue;
          note('eval of an address');
          if (is !== 'unknown' && is !== was) yield `eval: ${from} -> ${to} ${packet.protocol} ${packet.port} was ${was}, and is ${is} with the facts`;
        }
      }
    }
  }
}

function* isolation(before: AnalysisSession, after: AnalysisSession, note: (command: string) => void): Generator<string> {
  for (const label of before.identities().keys()) {
    const [was, is] = [before, after].map((session) => explainIsolation(session, findEnd(session, label)));
    for (const direction of ['ingressIsolated', 'egressIsolated'] as const) {
      if (!was[direction]) continue;
      note('explain --workload');
      if (!is[direction]) yield `explain --workload ${label}: ${direction} before, and not with the facts`;
    }
  }
}

/** Some invariants about what the case has. */
function* proofs(before: AnalysisSession, after: AnalysisSession, random: Random, note: (command: string) => void): Generator<string> {
  const namespaces = [...before.decoded.cluster.namespaces.keys()];
  const { workloads } = before.decoded.cluster;
  const end = () => {
    const { namespace, labels } = random.pick(workloads);
    const [key] = random.sample(Object.keys(labels), 1);
    return random.pick<object>([{ namespace }, { namespace, pods: key === undefined ? {} : { [key]: labels[key] } }, { namespaces: { env: 'prod' } }]);
  };
  const invariants = [
    ...random.times(4, (i) => ({ id: `never-${i}`, never: { from: end(), to: end(), traffic: [random.pick(['TCP 80', 'UDP 53', 'TCP'])] } })),
    ...random.times(2, (i) => ({ id: `always-${i}`, always: { from: end(), to: end(), traffic: ['TCP 80'] } })),
    ...random.times(2, (i) => ({ id: `isolated-${i}`, isolated: { pods: { namespace: random.pick(namespaces) }, directions: [random.pick(['ingress', 'egress'])] } })),
  ];
  for (const invariant of invariants) {
    const { statements } = readInvariants(JSON.stringify({ invariants: [invariant] }), 'invariants');
    const outcomes = [before, after].map((session) => outcomeOf(session, statements));
    if (outcomes[0] !== 'proved') continue;
    note('prove');
    if (outcomes[1] === 'refuted') yield `prove: ${JSON.stringify(invariant)} is proved before, and refuted with the facts`;
  }
}

function outcomeOf(session: AnalysisSession, statements: Parameters<typeof prove>[1]): string {
  try {
    return prove(session, statements)[0].outcome;
  } catch (error) {
    if (error instanceof NetfenceError) return 'senseless';
    throw error;
  }
}

/** A workload that exposure shows closed to new pods is closed to those that the facts bring. */
function* exposure(before: AnalysisSession, after: AnalysisSession, { added }: Completion, note: (command: string) => void): Generator<string> {
  const lines = exposureOf(before).lines;
  const fresh = added.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => `${metadata.namespace}/${metadata.name}[Pod]`);
  for (const label of before.identities().keys()) {
    for (const direction of ['ingress', 'egress']) {
      if (lines.some((line) => line.workload === label && line.direction === direction)) continue;
      for (const pod of fresh) {
        note('exposure');
        const [from, to] = direction === 'ingress' ? [pod, label] : [label, pod];
        const { allowed } = reachBetween(after.engine(), findEnd(after, from), findEnd(after, to));
        if (!allowed.isEmpty()) yield `exposure: no new pod is shown at the ${direction} of ${label}, but ${from} -> ${to} ${allowed.toString()} is allowed with the facts`;
      }
    }
  }
}
