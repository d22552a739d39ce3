import type { ChangedEdges, ReachabilityDiff } from '../../results/diff';
import { escapeText } from '../../text/escape';
import { andMore, firstFew } from '../../text/lists';
import { type Effect, effectsOf, effectText, examplesOf } from './effects';
import { causeOf, deltaOf, endsOf, endTexts, exposureChangeText, isolationText, stateOf, summaryOf } from './words';

const MAX_CAUSES = 3;
const MAX_LINES = 10;

/** A diff for people: what the changes do, the most dangerous first; with `all`, each edge, too. */
export function* renderDiffReport(diff: ReachabilityDiff, all = false): Generator<string> {
  const { edges, isolation, policies, exposure, notes } = diff;
  const few = (lines: readonly string[]) => (all ? lines : firstFew(lines, MAX_LINES, '(`--verbose` lists them)'));
  yield `${summaryOf(diff)}\n`;
  const effects = effectsOf(edges);
  for (const effect of effects) yield* effectLines(effect, all);
  if (all) for (const edge of edges) yield* edgeLines(edge);
  if (isolation.length > 0) yield '\n';
  for (const line of few(isolation.map((change) => isolationText(change, escapeText)))) yield `${line}\n`;
  const effective = new Set(edges.flatMap(({ causes }) => causes.map(({ label }) => label)));
  const idle = policies.filter(({ label }) => !effective.has(label));
  if (idle.length > 0) yield `\nchanged without effect on connectivity${exposure.length === 0 ? '' : ' between what exists'}:\n`;
  for (const line of few(idle.map((cause) => causeOf(cause)))) yield `  ${line}\n`;
  if (exposure.length > 0) yield '\nto pods and namespaces that do not exist yet:\n';
  for (const line of few(exposure.map((change) => escapeText(exposureChangeText(change))))) yield `  ${line}\n`;
  for (const [i, note] of notes.entries()) yield `${i === 0 ? '\n' : ''}note: ${escapeText(note)}\n`;
}

function* effectLines(effect: Effect, all: boolean): Generator<string> {
  yield `\n${effectText(effect, escapeText)}\n`;
  if (all) return;
  const examples = examplesOf(effect);
  for (const edge of examples) {
    yield `  ${edgeText(edge)}: ${deltaOf(edge)}\n    before: ${stateOf(edge.before, edge.beforeUnknown)}; now: ${stateOf(edge.after, edge.afterUnknown)}\n`;
  }
  const hidden = effect.edges.length - examples.length;
  if (hidden > 0) yield `  ${andMore(hidden, 'groups of connections (`--verbose` lists them)')}\n`;
  for (const { cause, connections } of effect.causes.slice(0, MAX_CAUSES)) {
    yield `  because ${causeOf(cause)}${connections === effect.connections ? '' : ` (${connections} of ${effect.connections})`}\n`;
  }
  if (effect.causes.length > MAX_CAUSES) yield `  ${andMore(effect.causes.length - MAX_CAUSES, 'changes')}\n`;
}

function* edgeLines(edge: ChangedEdges): Generator<string> {
  yield `\n${edge.kind}: ${edgeText(edge)}\n`;
  yield `  ${deltaOf(edge)}\n  before: ${stateOf(edge.before, edge.beforeUnknown)}; now: ${stateOf(edge.after, edge.afterUnknown)}\n`;
  for (const workload of edge.workloads.slice(0, 3)) yield `  ${escapeText(workload)}\n`;
  for (const cause of edge.causes) yield `  because ${causeOf(cause)}\n`;
}

function edgeText(edge: ChangedEdges): string {
  const { sources, destinations } = endTexts(edge);
  const among = edge.withinWorkloads ? ' (pods of each workload among themselves)' : '';
  return `${endsOf(sources, escapeText)} => ${endsOf(destinations, escapeText)}${among}`;
}
