/** What commands answer to questions about a case and about its completion, side by side. */
import { answer } from '../../src/analysis/ends/answer';
import { findEnd } from '../../src/analysis/ends/ends';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import { readInvariants } from '../../src/analysis/invariants/file';
import { explainIsolation } from '../../src/analysis/questions/explain/isolation';
import { exposureOf } from '../../src/analysis/questions/exposure/exposure';
import { prove } from '../../src/analysis/questions/prove/prove';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { NetfenceError } from '../../src/errors';
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
          if (is !== 'unknown' && is !== was) yield `eval: ${from} -> ${to} ${packet.protocol} ${packet.port} was ${was}, and is ${is} with the facts`;
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
    return random.pick<object>([{ namespace }, { namespace, pods: key === undefined ? {} : { [key]: labels[key] } }, { namespaces: { env: 'prod' } }]);
  };
  const invariants = [
    ...random.times(4, (i) => ({ id: `never-${i}`, never: { from: end(), to: end(), traffic: [random.pick(['TCP 80', 'UDP 53', 'TCP'])] } })),
    ...random.times(2, (i) => ({ id: `always-${i}`, always: { from: end(), to: end(), traffic: ['TCP 80'] } })),
    ...random.times(2, (i) => ({ id: `isolated-${i}`, isolated: { pods: { namespace: random.pick(namespaces) }, directions: [random.pick(['ingress', 'egress'])] } })),
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
    return statements.length === 1 ? ['senseless'] : statements.flatMap((statement) => outcomesOf(session, [statement]));
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
        if (!allowed.isEmpty()) yield `exposure: no new pod is shown at the ${direction} of ${label}, but ${from} -> ${to} ${allowed.toString()} is allowed with the facts`;
      }
    }
  }
}
