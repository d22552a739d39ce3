/** What commands say definitely of pairs of workloads, as claims that facts must not turn round. */
import { findEnd } from '../../src/analysis/ends/ends';
import { blast, blastChange, blastSizes } from '../../src/analysis/questions/blast/blast';
import { compatibleDiff } from '../../src/analysis/questions/diff/compatible';
import { diff } from '../../src/analysis/questions/diff/diff';
import { ask } from '../../src/analysis/questions/evaluate/evaluate';
import { explain } from '../../src/analysis/questions/explain/explain';
import { hiddenPairs } from '../../src/analysis/questions/list/hidden';
import { list } from '../../src/analysis/questions/list/listing';
import { matrixOf } from '../../src/analysis/questions/list/matrix';
import { verdictLines } from '../../src/analysis/questions/list/verdicts';
import { readObjects } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { renderAnswer } from '../../src/report/answer/text';
import { OutsideEnd } from '../../src/results/enums';
import type { Matrix } from '../../src/results/matrix';
import { PortSet, TrafficSet } from '../../src/sets';
import type { Case } from './generate';
import { Random } from './generate/random';
import { packetsOf } from './question';

/** A question, the answer of some command, and the traffic that this is about. */
interface Claim {
  readonly command: string;
  readonly source: string;
  readonly destination: string;
  readonly verdict: 'allowed' | 'denied';
  readonly traffic: TrafficSet;
}

/** What list, matrix, explain and blast say of pairs of workloads. */
export function* claimsOf(session: AnalysisSession, random: Random): Generator<Claim> {
  const labels = [...session.identities().keys()];
  for (const { source, destination, verdict, traffic } of verdictLines(session, {}, true)) {
    if (typeof source !== 'string' || typeof destination !== 'string' || verdict === 'unknown' || source.startsWith('{')) continue;
    yield { command: 'list -o jsonl', source, destination, verdict, traffic: traffic._set };
  }
  yield* listed(session, labels);
  yield* cellsOf(matrixOf(session));
  yield* sizes(session, labels);
  for (const source of random.sample(labels, 2)) {
    const [destination] = random.sample(labels, 1);
    if (source !== destination) {
      for (const { parts } of explain(session, findEnd(session, source), findEnd(session, destination)).cases) {
        for (const { traffic, verdict } of parts) {
          if (verdict !== 'unknown') {
            yield {
              command: 'explain',
              source,
              destination,
              verdict,
              traffic: traffic._set,
            };
          }
        }
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

/** What eval says, in its own form and in the line of the compatible one. */
export function* evaluations(item: Case, session: AnalysisSession, random: Random): Generator<Claim> {
  const labels = [...session.identities().keys()];
  for (const { protocol, port } of random.sample(packetsOf(item), 4)) {
    const [source, destination] = [random.pick(labels), random.pick(labels)];
    if (source === destination) continue;
    const evaluation = ask(session, { name: source }, { name: destination }, protocol, String(port));
    const traffic = TrafficSet.of(protocol, PortSet.single(port));
    // standard error says of both forms what is unknown, and why
    if (evaluation.verdict === 'unknown') continue;
    yield { command: 'eval', source, destination, verdict: evaluation.verdict, traffic };
    const line = [...renderAnswer(evaluation, { port: String(port) })].join('');
    if (!line.endsWith(': unknown\n')) {
      yield {
        command: 'eval -o txt',
        source,
        destination,
        verdict: line.endsWith(': true\n') ? 'allowed' : 'denied',
        traffic,
      };
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
      if (traffic === undefined ? unknown + allowed === 0 : less === 0) {
        yield {
          command: 'list',
          source,
          destination,
          verdict: 'denied',
          traffic: TrafficSet.ALL.subtract(traffic ?? TrafficSet.NONE),
        };
      }
      if (traffic !== undefined && more === 0) yield { command: 'list', source, destination, verdict: 'allowed', traffic };
    }
  }
}

/** Who reaches nothing at the worst, by the table of all radiuses. */
function* sizes(session: AnalysisSession, labels: readonly string[]): Generator<Claim> {
  for (const { workload, podsAtWorst } of blastSizes(session)) {
    if (podsAtWorst > 0) continue;
    for (const destination of labels) {
      if (destination !== workload) {
        yield {
          command: 'blast --all',
          source: workload,
          destination,
          verdict: 'denied',
          traffic: TrafficSet.ALL,
        };
      }
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

/** What the compatible form of diff, its own forms and blast say of a case and the same without one of its policies. */
export function* differences(item: Case, session: AnalysisSession, random: Random): Generator<Claim> {
  const left = random.pick(item.objects.filter(({ kind }) => kind.endsWith('Policy')));
  const before = readObjects(item.objects.filter((object) => object !== left));
  for (const { sources, destinations, outside, withinWorkloads, after, closed } of diff(before, session).edges) {
    if (outside !== OutsideEnd.NEITHER || withinWorkloads) continue;
    const [source, destination] = [sources[0], destinations[destinations.length - 1]];
    if (source === destination) continue;
    yield { command: 'diff', source, destination, verdict: 'allowed', traffic: after._set };
    yield { command: 'diff', source, destination, verdict: 'denied', traffic: closed._set };
  }
  yield* changes(before, session);
  for (const source of random.sample([...session.identities().keys()], 2)) {
    const [was, is] = [before, session].map((state) => blast(state, findEnd(state, source), { hops: 1 }));
    for (const destination of blastChange(was, is).removed) {
      if (destination !== source && session.identities().has(destination)) {
        yield {
          command: 'blast --before',
          source,
          destination,
          verdict: 'denied',
          traffic: TrafficSet.ALL,
        };
      }
    }
  }
}

/** What the lines of the compatible form of diff show as opened and closed, where stderr counts none that shows more than is certain. */
function* changes(before: AnalysisSession, session: AnalysisSession): Generator<Claim> {
  let uncertain = 0;
  const lines = compatibleDiff(before, session, { uncertain: () => uncertain++ });
  if (uncertain > 0) return;
  for (const { source, destination, before: was, after: is } of lines) {
    if (typeof source !== 'string' || typeof destination !== 'string' || source === destination || !session.identities().has(source)) continue;
    yield { command: 'diff -o txt', source, destination, verdict: 'allowed', traffic: is._set.subtract(was._set) };
    yield { command: 'diff -o txt', source, destination, verdict: 'denied', traffic: was._set.subtract(is._set) };
  }
}
