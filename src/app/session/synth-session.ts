import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { DependencyGraph } from '../order/dependency-graph';
import { dependenciesOf, DependencyLayer } from '../order/dependency-layer';
import { topology } from '../order/topology';
import { jsonToRead } from '../render-policy';
import { TreeChanges } from './tree-changes';
import { type Snapshot, Validations } from './validations';

/** Is told what the session does. */
interface SynthObserver {
  /** An object was rendered. */
  rendered(object: ApiObject, json: unknown): void;
  /** A chart or an object is not written, because something depends on itself. */
  lost(construct: IConstruct): void;
}

/** cdk8s renders a chart through this method, which is internal. */
interface ChartRenderer {
  _synthChart?(chart: Chart): unknown[];
}

/**
 * One synthesis of an app: what cdk8s does for it, done again only where something has changed.
 *
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
export class SynthSession {
  private readonly counter: TreeChanges;
  private readonly validations: Validations;
  private snapshot?: Snapshot;
  /** How many changes there were when the last layer was read. */
  private resolved?: { readonly tree: number; readonly dependencies: number };

  /** `layers` holds the dependencies that earlier synthesis found, and takes those of this one. */
  constructor(
    private readonly app: App, private readonly layers: DependencyLayer[], private readonly observer: SynthObserver,
    private readonly isWriting: boolean,
  ) {
    this.counter = new TreeChanges(app);
    this.validations = new Validations(() => this.counter.tree);
  }

  /** Whether the output folder is written, and this is the first validation. */
  public get isFirstOfWriting(): boolean {
    return this.isWriting && this.resolved === undefined;
  }

  /** Changes so far of the tree and of JSON patches. */
  public get changes(): number {
    return this.counter.tree + this.counter.patches;
  }

  /** Runs an action during which the charts of the app are rendered by this session. */
  public run<T>(action: () => T): T {
    const renderer: ChartRenderer = App as unknown as ChartRenderer;
    const original = renderer._synthChart;
    this.counter.watch([this.app]);
    if (original !== undefined) {
      renderer._synthChart = (chart) => (chart.node.root === this.app ? this.renderNext(chart, toJsonOf) : original.call(App, chart));
    }
    try {
      return action();
    } finally {
      if (original !== undefined) renderer._synthChart = original;
      this.counter.stop();
    }
  }

  /** The tree of the app now. */
  public look(): Snapshot {
    const { counter, snapshot } = this;
    const revision = counter.tree;
    if (snapshot?.revision === revision) return snapshot;
    const tree = this.app.node.findAll();
    counter.watch(tree);
    return (this.snapshot = { tree, members: new Set(tree), revision });
  }

  public validate(snapshot: Snapshot): void {
    this.validations.run(snapshot);
  }

  /** Makes charts depend on charts, as their constructs do; answers whether there is such a dependency. */
  public resolve({ tree, revision }: Snapshot): boolean {
    let isDependent = false;
    const depend = (source: Chart, target: Chart): void => {
      source.node.addDependency(target);
      isDependent = true;
    };
    for (const parent of tree) {
      if (!Chart.isChart(parent)) continue;
      for (const child of parent.node.children) if (Chart.isChart(child)) depend(parent, child);
    }
    for (const [source, targets] of dependenciesOf(tree)) {
      for (const target of targets) {
        const [from, to] = [Chart.of(source), Chart.of(target)];
        if (from !== to) depend(from, to);
      }
    }
    const layer = new DependencyLayer(tree);
    if (!layer.equals(this.layers.at(-1))) this.layers.push(layer);
    this.resolved = { tree: revision, dependencies: this.counter.dependencies };
    return isDependent;
  }

  /** The charts in the order in which they are written. */
  public charts(): Chart[] {
    return this.order(this.look().tree, (construct): construct is Chart => Chart.isChart(construct));
  }

  /** What `toJson` of a chart answers, also where its class overrides it; for one who does not change it. */
  public render(chart: Chart): unknown[] {
    if (chart.toJson === STOCK_TO_JSON && chart.node.root === this.app && '_synthChart' in App) return this.renderNext(chart, jsonToRead);
    // a chart of another copy of cdk8s is rendered by that copy, which knows the dependencies from the tree only
    if (!Object.prototype.isPrototypeOf.call(Chart.prototype, chart) || !('_synthChart' in App)) this.writeDependencies();
    return Object.values(chart.toJson() as ArrayLike<unknown>);
  }

  /** The objects of a chart in the order in which they are written. */
  public objectsOf(chart: Chart): ApiObject[] {
    return this.order(chart.node.findAll(), (one): one is ApiObject => ApiObject.isApiObject(one) && Chart.of(one) === chart);
  }

  /** What an object writes, for one who does not change it. */
  public renderObject(object: ApiObject): unknown {
    return this.observed(object, jsonToRead(object));
  }

  private observed(object: ApiObject, json: unknown): unknown {
    this.observer.rendered(object, json);
    return json;
  }

  private renderNext(chart: Chart, jsonOf: (object: ApiObject) => unknown): unknown[] {
    const snapshot = this.look();
    if (!this.isResolved()) this.resolve(snapshot);
    this.validate(snapshot);
    return this.objectsOf(chart).map((object) => this.observed(object, jsonOf(object)));
  }

  private isResolved(): boolean {
    const { resolved, counter } = this;
    return resolved?.tree === counter.tree && resolved.dependencies === counter.dependencies && (this.layers.at(-1)?.isCurrent() ?? true);
  }

  private order<T extends IConstruct>(tree: readonly IConstruct[], isWanted: (construct: IConstruct) => construct is T): T[] {
    const { layers } = this;
    const { members } = this.look();
    const live = this.isResolved() ? undefined : dependenciesOf(tree);
    const { order, lost } = topology(new DependencyGraph({ tree, layers, isInApp: (construct) => members.has(construct), ...(live && { live }) }));
    for (const construct of lost.filter(isWanted)) this.observer.lost(construct);
    return order.filter(isWanted);
  }

  private writeDependencies(): void {
    for (const layer of this.layers.splice(0)) layer.write();
  }
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is compared, not called
const STOCK_TO_JSON = Chart.prototype.toJson;

function toJsonOf(object: ApiObject): unknown {
  return object.toJson();
}
