import { CONTROLLER_LABEL_KEYS } from '../../model';
import type { Workload } from '../../model';
import { append, labelOf, Labels, LabelSelector } from '../../sets';

/** Labels that say what a pod is, the most specific first. */
const TELLING = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name', 'app.kubernetes.io/component', 'component', 'role', 'tier', 'app.kubernetes.io/instance'];

/** The pods that some labels select in the namespace of a workload. */
export interface Meant {
  readonly labels: Labels;
  readonly selector: LabelSelector;
  /** Positions in the cluster's list of workloads. */
  readonly positions: readonly number[];
}

/**
 * The labels by which to select a workload: those that select the fewest others, then the fewest labels. Only labels whose pods all pass the test
 * are taken; `undefined` where none do.
 */
export function labelsFor(workload: Workload, workloads: readonly Workload[], passes: (selected: Meant) => boolean): Meant | undefined {
  const neighbours = neighboursOf(workload, workloads);
  let best: Meant | undefined;
  let least = Infinity;
  for (const labels of candidates(workload.labels)) {
    const selector = LabelSelector.labels(labels);
    const positions = neighbours.filter((position) => selector.match(workloads[position]) !== 'no');
    const names = new Set(positions.map((position) => `${workloads[position].kind}/${workloads[position].name}`)).size;
    if (names >= least) continue;
    const selected = { labels, selector, positions };
    if (passes(selected)) [best, least] = [selected, names];
  }
  return best;
}

const indices = new WeakMap<readonly Workload[], Map<string, number[]>>();

/** The positions of the workloads of a namespace; the list is gone through once. */
function neighboursOf({ namespace }: Workload, workloads: readonly Workload[]): readonly number[] {
  let index = indices.get(workloads);
  if (index === undefined) {
    indices.set(workloads, (index = new Map()));
    for (let position = 0; position < workloads.length; position++) {
      append(index, workloads[position].namespace, position);
    }
  }
  return index.get(namespace) ?? [];
}

/** From the plainest to the narrowest. */
function candidates(labels: Labels): Labels[] {
  // what a dialect gives pods for its own selectors is no label of theirs
  const keys = Object.keys(labels).filter((key) => !key.includes(':')).sort();
  const others = keys.filter((key) => !TELLING.includes(key) && !CONTROLLER_LABEL_KEYS.has(key));
  const lasting = [...TELLING.filter((key) => keys.includes(key)), ...others];
  const pick = (chosen: readonly string[]): Labels => Object.fromEntries(chosen.map((key) => [key, labelOf(labels, key)!]));
  const pairs = lasting.slice(0, 6).flatMap((a, i) => lasting.slice(i + 1, 6).map((b) => pick([a, b])));
  return [...lasting.map((key) => pick([key])), ...pairs, pick(lasting), pick(keys)];
}
