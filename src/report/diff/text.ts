import type { ReachabilityDiff } from '../../results/diff';
import { escapeText } from '../../text/escape';
import { causeOf, deltaOf, endsOf, endTexts, exposureChangeText, isolationText, stateOf, summaryOf } from './words';

/** A diff for people, the most dangerous first. */
export function* renderDiffReport(diff: ReachabilityDiff): Generator<string> {
  const { edges, isolation, policies, exposure, notes } = diff;
  yield `${summaryOf(diff)}\n`;
  for (const edge of edges) {
    const { sources, destinations } = endTexts(edge);
    const among = edge.withinWorkloads ? ' (pods of each workload among themselves)' : '';
    yield `\n${edge.kind}: ${endsOf(sources, escapeText)} => ${endsOf(destinations, escapeText)}${among}\n`;
    yield `  ${deltaOf(edge)}\n  before: ${stateOf(edge.before, edge.beforeUnknown)}; now: ${stateOf(edge.after, edge.afterUnknown)}\n`;
    for (const workload of edge.workloads.slice(0, 3)) yield `  ${escapeText(workload)}\n`;
    for (const cause of edge.causes) yield `  because ${causeOf(cause)}\n`;
  }
  if (isolation.length > 0) yield '\n';
  for (const change of isolation) yield `${isolationText(change, escapeText)}\n`;
  const idle = policies.filter(({ label }) => !edges.some(({ causes }) => causes.some((cause) => cause.label === label)));
  if (idle.length > 0) yield '\nchanged without effect on connectivity:\n';
  for (const cause of idle) yield `  ${causeOf(cause)}\n`;
  if (exposure.length > 0) yield '\nto pods and namespaces that do not exist yet:\n';
  for (const change of exposure) yield `  ${escapeText(exposureChangeText(change))}\n`;
  for (const [i, note] of notes.entries()) yield `${i === 0 ? '\n' : ''}note: ${escapeText(note)}\n`;
}
