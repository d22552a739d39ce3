import { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The charts in the order in which `App.synth` writes them, and whether it numbers them. */
interface ChartOrder {
  readonly charts: readonly Chart[];
  readonly numbered: boolean;
}

/**
 * What `App.charts` will be once cdk8s has turned dependencies of constructs into dependencies of charts; asked before it does so.
 *
 * cdk8s walks each path of the dependencies; each construct once is enough for the order.
 */
export function chartOrder(app: App): ChartOrder {
  const all = app.node.findAll();
  const edges = new Map<IConstruct, Set<IConstruct>>();
  for (const construct of all) {
    const { dependencies } = construct.node;
    if (dependencies.length > 0) edges.set(construct, new Set(dependencies));
  }
  const implied = [...nested(all), ...crossing(edges)];
  for (const [source, target] of implied) edges.set(source, (edges.get(source) ?? new Set()).add(target));
  if (edges.size === 0) return { charts: all.filter(Chart.isChart), numbered: false };
  const needed = new Set([...edges.values()].flatMap((targets) => [...targets]));
  const started = new Set<IConstruct>();
  const charts: Chart[] = [];
  const visit = (construct: IConstruct): void => {
    if (started.has(construct)) return;
    started.add(construct);
    for (const target of edges.get(construct) ?? []) visit(target);
    if (Chart.isChart(construct)) charts.push(construct);
  };
  for (const construct of all) if (!needed.has(construct)) visit(construct);
  return { charts, numbered: implied.length > 0 };
}

/** A chart is written after the charts inside it. */
function nested(all: readonly IConstruct[]): [IConstruct, IConstruct][] {
  return all.filter(Chart.isChart).flatMap((parent) =>
    parent.node.children.filter(Chart.isChart).map((child): [IConstruct, IConstruct] => [parent, child]));
}

/** What depends on something of another chart makes its chart depend on that chart. */
function crossing(edges: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>): [IConstruct, IConstruct][] {
  const pairs: [IConstruct, IConstruct][] = [];
  for (const [source, targets] of edges) {
    for (const target of targets) {
      const [from, to] = [Chart.of(source), Chart.of(target)];
      if (from !== to) pairs.push([from, to]);
    }
  }
  return pairs;
}
