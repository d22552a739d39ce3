import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DependencyLayer } from './dependency-layer';
import { Extremes } from './extremes';

/** What a vertex needs before it: a vertex, or all of a bundle. */
export type Need = IConstruct | Bundle;

/** Vertices that others need together; `cursor` belongs to the walk. */
export class Bundle {
  public cursor = 0;

  constructor(public readonly items: readonly Need[]) {}
}

/** What a graph is made of. */
interface GraphParts {
  /** The constructs of a part of the app, in the order of the tree. */
  readonly tree: readonly IConstruct[];
  /** The dependencies as they were found, the earliest first. */
  readonly layers: readonly DependencyLayer[];
  /** The dependencies of the constructs now, where they may differ from the last layer. */
  readonly live?: ReadonlyMap<IConstruct, readonly IConstruct[]>;
  /** Whether a construct is in the tree of the app now. */
  isInApp(construct: IConstruct): boolean;
}

/** The dependencies among the constructs of a part of an app. Those that leave it do not count. */
export class DependencyGraph {
  public readonly vertices: readonly IConstruct[];
  private readonly members: ReadonlySet<IConstruct>;
  private readonly parts: GraphParts;
  private readonly bundles = new Map<DependencyLayer, Map<IConstruct, Bundle>>();
  private readonly shared = new Map<readonly ApiObject[], Bundle>();
  private readonly asSources = new Map<readonly ApiObject[], readonly IConstruct[]>();
  private readonly asTargets = new Map<readonly ApiObject[], readonly IConstruct[]>();
  private paths?: ReadonlyMap<string, IConstruct>;
  private needed?: ReadonlySet<IConstruct>;

  constructor(parts: GraphParts) {
    this.parts = parts;
    this.members = new Set(parts.tree);
    this.vertices = inOrderOfKeys(parts.tree);
  }

  /** Whether anything depends on anything. */
  public get hasNeeds(): boolean {
    const { tree, layers, live } = this.parts;
    return tree.some((construct) => live?.has(construct) || layers.some(({ targets }) => targets.has(construct)));
  }

  /** What a vertex needs, in the order of cdk8s. */
  public needsOf(vertex: IConstruct): Need[] {
    const { layers, live } = this.parts;
    const needs: Need[] = [];
    for (const layer of layers) {
      needs.push(...this.statedIn(layer, vertex));
      if (!layer.hasSource(vertex)) continue;
      for (const scope of scopesInChart(vertex)) if (layer.targets.has(scope)) needs.push(this.bundleOf(layer, scope));
    }
    needs.push(...this.present(live?.get(vertex) ?? []));
    return needs;
  }

  /** Whether another vertex needs this one. */
  public isNeededByOthers(vertex: IConstruct): boolean {
    return (this.needed ??= this.allNeeded()).has(vertex);
  }

  public needsItself(vertex: IConstruct): boolean {
    return this.statedBy(vertex).includes(vertex);
  }

  /** Whether cdk8s notices that a vertex needs itself: it does where it comes to it again. */
  public isOwnCycle(vertex: IConstruct): boolean {
    if (!this.needsItself(vertex)) return false;
    const now = (this.parts.live ?? this.parts.layers.at(-1)?.targets)?.get(vertex) ?? [];
    return this.isNeededByOthers(vertex) || this.present(now).filter((target) => target === vertex).length > 1;
  }

  /** A dependency that some order breaks; there is one exactly where there is a cycle. */
  public firstAgainst(positions: ReadonlyMap<IConstruct, number>): { readonly source: IConstruct; readonly target: IConstruct } | undefined {
    for (const source of this.vertices) {
      for (const target of this.statedBy(source)) {
        if (target !== source && positions.get(target)! > positions.get(source)!) return { source, target };
      }
    }
    const extremes = new Map<readonly IConstruct[], Extremes<IConstruct>>();
    const extremesOf = (vertices: readonly IConstruct[]) => memo(extremes, vertices, () => Extremes.of(vertices, (vertex) => positions.get(vertex)!));
    for (const { later, earlier } of this.expanded()) {
      const broken = extremesOf(later).firstBefore(extremesOf(earlier));
      if (broken !== undefined) return { source: broken.early, target: broken.late };
    }
    return undefined;
  }

  /** The vertices on a way from one to another along their needs, the first again at the end. */
  public route(from: IConstruct, to: IConstruct): IConstruct[] {
    const reachedBy = new Map<Need, Need | undefined>([[from, undefined]]);
    const open: Need[] = [from];
    for (let at = open.pop(); at !== undefined && at !== to; at = open.pop()) {
      for (const next of at instanceof Bundle ? at.items : this.needsOf(at)) {
        if (reachedBy.has(next)) continue;
        reachedBy.set(next, at);
        open.push(next);
      }
    }
    const way: IConstruct[] = [from];
    for (let at: Need | undefined = to; at !== undefined; at = reachedBy.get(at)) if (!(at instanceof Bundle)) way.unshift(at);
    return way.reverse();
  }

  /** The dependencies that a vertex has itself. */
  private statedBy(vertex: IConstruct): IConstruct[] {
    const { layers, live } = this.parts;
    return [...layers.flatMap((layer) => this.statedIn(layer, vertex)), ...this.present(live?.get(vertex) ?? [])];
  }

  private statedIn(layer: DependencyLayer, vertex: IConstruct): IConstruct[] {
    const { live } = this.parts;
    const targets = layer.targets.get(vertex) ?? [];
    return this.present(live === undefined ? targets : targets.filter((target) => live.get(vertex)?.includes(target)));
  }

  /** What the objects of a construct need because of the dependencies of the construct. */
  private bundleOf(layer: DependencyLayer, source: IConstruct): Bundle {
    return memo(memo(this.bundles, layer, () => new Map<IConstruct, Bundle>()), source, () => {
      const targets = (layer.targets.get(source) ?? []).filter((target) => !this.isOutside(target));
      return new Bundle(targets.map((target) => memo(this.shared, layer.objectsOf(target), (objects) => new Bundle(this.targetsOf(objects)))));
    });
  }

  /** The vertices of constructs; those of other parts of the app have none. */
  private present(constructs: readonly IConstruct[]): IConstruct[] {
    return constructs.flatMap((construct) => this.vertexOf(construct) ?? []);
  }

  /** cdk8s knows a construct by its path: one that replaced another takes over what depended on it. */
  private vertexOf(construct: IConstruct): IConstruct | undefined {
    if (this.members.has(construct)) return construct;
    if (this.isOutside(construct)) return undefined;
    return (this.paths ??= new Map(this.vertices.map((vertex) => [vertex.node.path, vertex]))).get(construct.node.path);
  }

  private isOutside(construct: IConstruct): boolean {
    return !this.members.has(construct) && this.parts.isInApp(construct);
  }

  private targetsOf(objects: readonly ApiObject[]): readonly IConstruct[] {
    return memo(this.asTargets, objects, () => this.present(objects));
  }

  /** The dependencies that stand for pairs of objects: all of the first list come after all of the second. */
  private *expanded(): Generator<{ readonly later: readonly IConstruct[]; readonly earlier: readonly IConstruct[] }> {
    const sourcesOf = (objects: readonly ApiObject[]) => memo(this.asSources, objects, () => objects.filter((object) => this.members.has(object)));
    for (const layer of this.parts.layers) {
      for (const source of this.parts.tree) {
        for (const target of layer.targets.get(source) ?? []) {
          if (!this.isOutside(target)) yield { later: sourcesOf(layer.objectsOf(source)), earlier: this.targetsOf(layer.objectsOf(target)) };
        }
      }
    }
  }

  private allNeeded(): Set<IConstruct> {
    const needed = new Set(this.vertices.flatMap((vertex) => this.statedBy(vertex).filter((target) => target !== vertex)));
    const lone = new Map<readonly IConstruct[], IConstruct>();
    const done = new Set<readonly IConstruct[]>();
    for (const { later, earlier } of this.expanded()) {
      if (later.length === 0 || done.has(earlier)) continue;
      // an object does not need itself: one alone leaves itself out
      const only = later.length === 1 ? later[0] : undefined;
      const other = lone.get(earlier);
      if (only !== undefined && other === only) continue;
      for (const object of earlier) if (object !== only) needed.add(object);
      if (only === undefined || other !== undefined) done.add(earlier);
      else lone.set(earlier, only);
    }
    return needed;
  }
}

/** From the chart of an object to the object. */
function scopesInChart(object: IConstruct): IConstruct[] {
  const scopes: IConstruct[] = [object];
  for (let at = object.node.scope; at !== undefined && !Chart.isChart(scopes[scopes.length - 1]); at = at.node.scope) scopes.push(at);
  return scopes.reverse();
}

/** cdk8s keeps its vertices in an object, by path: paths that are numbers come first, ascending. */
function inOrderOfKeys(tree: readonly IConstruct[]): readonly IConstruct[] {
  const numbers = tree.filter(({ node }) => node.scope?.node.scope === undefined && isIndex(node.id));
  if (numbers.length === 0) return tree;
  const moved = new Set(numbers);
  return [...numbers.sort((a, b) => Number(a.node.id) - Number(b.node.id)), ...tree.filter((construct) => !moved.has(construct))];
}

function isIndex(id: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(id) && Number(id) < 2 ** 32 - 1;
}

function memo<K, V>(map: Map<K, V>, key: K, create: (key: K) => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = create(key);
  map.set(key, made);
  return made;
}
