/** What commands answer to questions about a case and about its completion, side by side. */
import { answer } from '../../src/analysis/ends/answer';
import { findEnd } from '../../src/analysis/ends/ends';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import { readInvariants } from '../../src/analysis/invariants/file';
import { explainIsolation } from '../../src/analysis/questions/explain/isolation';
import { exposureLines } from '../../src/analysis/questions/exposure/compatible';
import { exposureOf } from '../../src/analysis/questions/exposure/exposure';
import { hiddenPairs } from '../../src/analysis/questions/list/hidden';
import { workloadsOf } from '../../src/analysis/questions/list/workloads';
import { prove } from '../../src/analysis/questions/prove/prove';
import { defaultsOf } from '../../src/analysis/questions/report/defaults';
import { registeredRules } from '../../src/analysis/questions/report/register';
import { zonesOf } from '../../src/analysis/questions/report/zones';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { NetfenceError } from '../../src/errors';
import { Isolation } from '../../src/results/enums';
import type { Case } from './generate';
import type { Completion } from './generate/completions';
import { Random } from './generate/random';
import { shareAddresses } from './law-world';
import { packetsOf } from './question';

/** Questions about one address: they ask who has it. */
export function* addresses(
  before: AnalysisSession, after: AnalysisSession, item: Case, random: Random, note: (command: string) => void,
): Generator<string> {
  const asked = random.sample(packetsOf(item), 4);
  for (const ip of item.externals) {
    for (const label of random.sample([...before.identities().keys()], 3)) {
      for (const [from, to] of [[ip, label], [label, ip]]) {
        for (const packet of asked) {
          const [was, is] = [before, after].map((session) =>
            answer(session, { source: findEnd(session, from), destination: findEnd(session, to), ...packet }).verdict);
          if (was === 'unknown' || (was === 'allowed' && !shareAddresses(after, from, to))) continue;
          note('eval of an address');
          if (is === 'unknown' || is === was) continue;
          yield `eval: ${from} -> ${to} ${packet.protocol} ${packet.port} was ${was}, and is ${is} with the facts`;
        }
      }
    }
  }
}

export function* isolation(before: AnalysisSession, after: AnalysisSession, note: (command: string) => void): Generator<string> {
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
export function* proofs(before: AnalysisSession, after: AnalysisSession, random: Random, note: (command: string) => void): Generator<string> {
  const namespaces = [...before.decoded.cluster.namespaces.keys()];
  const { workloads } = before.decoded.cluster;
  const end = () => {
    const { namespace, labels } = random.pick(workloads);
    const [key] = random.sample(Object.keys(labels), 1);
    return random.pick<object>(
      [{ namespace }, { namespace, pods: key === undefined ? {} : { [key]: labels[key] } }, { namespaces: { env: 'prod' } }],
    );
  };
  const invariants = [
    ...random.times(4, (i) => ({ id: `never-${i}`, never: { from: end(), to: end(), traffic: [random.pick(['TCP 80', 'UDP 53', 'TCP'])] } })),
    ...random.times(2, (i) => ({ id: `always-${i}`, always: { from: end(), to: end(), traffic: ['TCP 80'] } })),
    ...random.times(
      2,
      (i) => ({ id: `isolated-${i}`, isolated: { pods: { namespace: random.pick(namespaces) }, directions: [random.pick(['ingress', 'egress'])] } }),
    ),
  ];
  const { statements } = readInvariants(JSON.stringify({ invariants }), 'invariants');
  const [was, is] = [before, after].map((session) => outcomesOf(session, statements));
  for (const [i, invariant] of invariants.entries()) {
    if (was[i] !== 'proved') continue;
    note('prove');
    if (is[i] === 'refuted') yield `prove: ${JSON.stringify(invariant)} is proved before, and refuted with the facts`;
  }
}

/** One world for all of them where each has a sense, since making it is most of the work. */
function outcomesOf(session: AnalysisSession, statements: Parameters<typeof prove>[1]): string[] {
  try {
    return prove(session, statements).map(({ outcome }) => outcome);
  } catch (error) {
    if (!(error instanceof NetfenceError)) throw error;
    return statements.length === 1 ? ['refused'] : statements.flatMap((statement) => outcomesOf(session, [statement]));
  }
}

/** A workload that exposure shows closed to new pods is closed to those that the facts bring. */
export function* exposure(
  before: AnalysisSession, after: AnalysisSession, { added }: Completion, note: (command: string) => void,
): Generator<string> {
  const lines = exposureOf(before).lines;
  const fresh = added.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => `${metadata.namespace}/${metadata.name}[Pod]`);
  for (const label of before.identities().keys()) {
    for (const direction of ['ingress', 'egress']) {
      if (lines.some((line) => line.workload === label && line.direction === direction)) continue;
      for (const pod of fresh) {
        note('exposure');
        const [from, to] = direction === 'ingress' ? [pod, label] : [label, pod];
        const { allowed } = reachBetween(after.engine(), findEnd(after, from), findEnd(after, to));
        if (allowed.isEmpty()) continue;
        yield `exposure: no new pod is shown at the ${direction} of ${label}, but ${from} -> ${to} ${allowed.toString()} is allowed with the facts`;
      }
    }
  }
}

/** The same of the section of a list, where stderr counts no pair that the list shows as something else. */
export function* exposureSection(
  before: AnalysisSession, after: AnalysisSession, { added }: Completion, note: (command: string) => void,
): Generator<string> {
  const { unknown, allowed, more, less } = hiddenPairs(before);
  if (unknown + allowed + more + less > 0) return;
  const lines = exposureLines(before);
  const fresh = added.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => `${metadata.namespace}/${metadata.name}[Pod]`);
  for (const { label, positions } of before.identities().values()) {
    if (before.decoded.cluster.workloads[positions[0]].hostNetwork) continue;
    for (const direction of ['ingress', 'egress'] as const) {
      if (lines[direction].some(({ workload }) => workload === label)) continue;
      for (const pod of fresh) {
        note('list --exposure');
        const [from, to] = direction === 'ingress' ? [pod, label] : [label, pod];
        const opened = reachBetween(after.engine(), findEnd(after, from), findEnd(after, to)).allowed;
        if (opened.isEmpty()) continue;
        yield `list --exposure: nothing is shown at the ${direction} of ${label}, but ${from} -> ${to} ${opened.toString()} is allowed now`;
      }
    }
  }
}

/** What a report shows as denied by default, as denied between two namespaces, and as meant by a rule, is so with the facts. */
export function* reports(before: AnalysisSession, after: AnalysisSession, random: Random, note: (command: string) => void): Generator<string> {
  const [was, is] = [before, after].map((session) => openWorkloads(session));
  for (const label of before.identities().keys()) {
    if (was.has(label)) continue;
    note('report');
    if (is.get(label) === true) yield `report: ${label} is isolated both ways before, and definitely not with the facts`;
  }
  const cells = new Set(zonesOf(before).cells.map(({ source, destination }) => `${source}/${destination}`));
  const identities = [...before.identities().values()];
  for (const from of random.sample(identities, 4)) {
    for (const to of random.sample(identities, 4)) {
      if (from.label === to.label || cells.has(`${from.namespace}/${to.namespace}`)) continue;
      note('report');
      const { allowed } = reachBetween(after.engine(), findEnd(after, from.label), findEnd(after, to.label));
      if (allowed.isEmpty()) continue;
      yield `report: nothing passes from ${from.namespace} to ${to.namespace}, but ${from.label} -> ${to.label} is allowed with the facts`;
    }
  }
  const [wasMeant, isMeant] = [before, after].map(podsMeant);
  for (const [rule, counts] of wasMeant) {
    note('report');
    if (counts.some((count, i) => isMeant.get(rule)?.[i]! < count)) yield `report: ${rule} means fewer pods with the facts`;
  }
}

/** How many pods each written rule definitely means at its two ends; one that means other pods for each group of namespaces has several rows. */
function podsMeant(session: AnalysisSession): Map<string, [sources: number, destinations: number]> {
  const sums = new Map<string, [number, number]>();
  for (const { policy, direction, field, source, destination } of registeredRules(session)) {
    const key = `${policy} ${direction} ${field}`;
    const [sources, destinations] = sums.get(key) ?? [0, 0];
    sums.set(key, [sources + source.count, destinations + destination.count]);
  }
  return sums;
}

/** Workloads that a report does not show as isolated both ways; `true` where one definitely is not. */
function openWorkloads(session: AnalysisSession): Map<string, boolean> {
  const open = defaultsOf(session, workloadsOf(session)).flatMap((namespace) => namespace.open);
  return new Map(open.map(({ workload, ingress, egress }) => [workload, [ingress, egress].includes(Isolation.NOT_ISOLATED)]));
}
