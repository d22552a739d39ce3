import { ApiObject, Chart } from 'cdk8s';
import { Construct, Dependable, type IConstruct } from 'constructs';

/**
 * The dependencies of an app as they were at one moment.
 *
 * A dependency of a construct on another means that each object of the first comes after each object of the second, where both are of the
 * same charts as the constructs. cdk8s writes each of these pairs into the tree; here they follow from the two lists.
 */
export class DependencyLayer {
  /** The constructs that have dependencies, in the order of the tree. */
  public readonly targets: ReadonlyMap<IConstruct, readonly IConstruct[]>;
  /** Constructs whose dependencies may change without a call of their node: a group is asked again each time. */
  private readonly changing: ReadonlyMap<IConstruct, readonly IConstruct[]>;
  private readonly objects = new Map<IConstruct, readonly ApiObject[]>();
  private readonly sources = new Set<ApiObject>();

  constructor(tree: readonly IConstruct[]) {
    this.targets = dependenciesOf(tree);
    this.changing = new Map([...this.targets].filter(([{ node }]) => !isFixed(node)));
    for (const [source, targets] of this.targets) {
      for (const object of this.read(source)) this.sources.add(object);
      for (const target of targets) this.read(target);
    }
  }

  /** The objects that a dependency on a construct, or of a construct, is about. */
  public objectsOf(construct: IConstruct): readonly ApiObject[] {
    return this.objects.get(construct) ?? [];
  }

  /** Whether an object was there, so that it has the dependencies of the constructs that contain it. */
  public hasSource(construct: IConstruct): boolean {
    return this.sources.has(construct as ApiObject);
  }

  /** Whether groups of dependencies still stand for the same constructs. */
  public isCurrent(): boolean {
    return [...this.changing].every(([{ node }, targets]) => isSame(node.dependencies, targets));
  }

  public equals(other: DependencyLayer | undefined): boolean {
    return other !== undefined && this.targets.size === other.targets.size && this.objects.size === other.objects.size &&
      [...this.targets].every(([source, targets]) => isSame(targets, other.targets.get(source))) &&
      [...this.objects].every(([construct, objects]) => isSame(objects, other.objects.get(construct)));
  }

  /** Writes the pairs into the tree, in the order of cdk8s: its own code is about to read them. */
  public write(): void {
    for (const [source, targets] of this.targets) {
      for (const target of targets) {
        for (const earlier of this.objectsOf(target)) {
          for (const later of this.objectsOf(source)) if (earlier !== later) later.node.addDependency(earlier);
        }
      }
    }
  }

  private read(construct: IConstruct): readonly ApiObject[] {
    const known = this.objects.get(construct);
    if (known !== undefined) return known;
    const found: ApiObject[] = [];
    const visit = (at: IConstruct): void => {
      if (ApiObject.isApiObject(at)) found.push(at);
      for (const child of at.node.children) if (!Chart.isChart(child)) visit(child);
    };
    visit(construct);
    this.objects.set(construct, found);
    return found;
  }
}

/** The dependencies of the constructs that have some. */
export function dependenciesOf(tree: readonly IConstruct[]): Map<IConstruct, readonly IConstruct[]> {
  const found = new Map<IConstruct, readonly IConstruct[]>();
  for (const construct of tree) {
    const { dependencies } = construct.node;
    if (dependencies.length > 0) found.set(construct, dependencies);
  }
  return found;
}

/** Whether all dependencies of a node are constructs that stand for themselves. */
function isFixed(node: IConstruct['node']): boolean {
  const { _dependencies: dependencies } = node as unknown as { readonly _dependencies?: ReadonlySet<Construct> };
  if (!(dependencies instanceof Set)) return false;
  return [...dependencies].every((one) => {
    if (!Construct.isConstruct(one)) return false;
    const roots: unknown = Object.getOwnPropertyDescriptor(Dependable.of(one), 'dependencyRoots')?.value;
    return Array.isArray(roots) && roots.length === 1 && roots[0] === one;
  });
}

function isSame<T>(a: readonly T[], b: readonly T[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((one, i) => one === b[i]);
}
