import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Methods of a node that change which constructs there are, or what validates them. */
const TREE = ['addChild', 'tryRemoveChild', 'addValidation'];
/** Methods of a node that change what depends on what. */
const DEPENDENCIES = ['addDependency', 'removeDependency'];
const PATCHES = ['addJsonPatch'];

type Kind = 'tree' | 'dependencies' | 'patches';
type Methods = Record<string, (...args: unknown[]) => unknown>;

/**
 * Counts the changes of a tree while an app is synthesized: by them it is known that a second look would find the same.
 *
 * cdk8s looks at the whole app again for each chart, because validations and lazy values may change it. Nothing in `constructs` tells of a
 * change, so the methods that make one are wrapped, in each copy of the library that the tree is made of, until the synthesis ends.
 */
export class TreeChanges {
  private readonly counts = { tree: 0, dependencies: 0, patches: 0 } satisfies Record<Kind, number>;
  private isBlind = false;
  private readonly seen = new Set<object>();
  private readonly restores: (() => void)[] = [];

  constructor(private readonly root: IConstruct) {}

  /** Changes of which constructs there are, or what validates them. */
  public get tree(): number {
    return this.isBlind ? ++this.counts.tree : this.counts.tree;
  }

  public get dependencies(): number {
    return this.counts.dependencies;
  }

  public get patches(): number {
    return this.counts.patches;
  }

  /** Watches the constructs of a tree, from now on. */
  public watch(tree: readonly IConstruct[]): void {
    for (const construct of tree) {
      this.watchKind(construct.node, { tree: TREE, dependencies: DEPENDENCIES });
      if (ApiObject.isApiObject(construct)) this.watchKind(construct, { patches: PATCHES });
    }
  }

  /** Puts the methods back, those that were wrapped last first. */
  public stop(): void {
    for (const restore of this.restores.splice(0).reverse()) restore();
  }

  private watchKind(one: object, methods: Partial<Record<Kind, readonly string[]>>): void {
    for (let at = Object.getPrototypeOf(one) as object | null; at !== null && !this.seen.has(at); at = Object.getPrototypeOf(at) as object | null) {
      this.seen.add(at);
      for (const [kind, names] of Object.entries(methods)) {
        for (const name of names) if (Object.hasOwn(at, name)) this.wrap(at as Methods, name, kind as Kind);
      }
    }
  }

  private wrap(methods: Methods, name: string, kind: Kind): void {
    const original = methods[name];
    const { counts, root } = this;
    try {
      methods[name] = function (this: { readonly root?: unknown }, ...args) {
        if (kind === 'patches' || this.root === root) counts[kind]++;
        return original.apply(this, args);
      };
      this.restores.push(() => (methods[name] = original));
    } catch {
      // a frozen class: every look counts as a change then
      this.isBlind = true;
    }
  }
}
