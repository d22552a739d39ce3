import type { IConstruct, Node } from 'constructs';

/** The tree of an app as it was at one moment. */
export interface Snapshot {
  readonly tree: readonly IConstruct[];
  readonly members: ReadonlySet<IConstruct>;
  /** How many changes of the tree there were. */
  readonly revision: number;
}

/** Runs the validations of an app as often as cdk8s does: its own code could have them find something else each time. */
export class Validations {
  /** The kinds of nodes whose validations can be counted. */
  private readonly readable = new Map<NodeKind, boolean>();
  private last?: { readonly snapshot: Snapshot; readonly indexes: readonly number[] };

  /** `revision` answers how many changes of the tree there are now. */
  constructor(private readonly revision: () => number) {}

  /**
   * A tree that is the same as before is asked only where it has validations.
   * @throws with the text of cdk8s, where a validation fails
   */
  public run(snapshot: Snapshot): void {
    const { tree, revision } = snapshot;
    const known = this.last?.snapshot === snapshot ? this.last.indexes : undefined;
    const errors: string[] = [];
    let next = 0;
    for (const index of known ?? []) {
      // a validation may have given one to a construct that comes later
      if (this.revision() !== revision) break;
      ask(tree[index], errors);
      next = index + 1;
    }
    const isComplete = known !== undefined && this.revision() === revision;
    for (const construct of isComplete ? [] : tree.slice(next)) ask(construct, errors);
    if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    if (known === undefined) this.last = { snapshot, indexes: [...tree.keys()].filter((index) => this.mayHaveValidations(tree[index].node)) };
  }

  private mayHaveValidations(node: Node): boolean {
    if (Object.hasOwn(node, 'validate')) return true;
    const kind = Object.getPrototypeOf(node) as NodeKind;
    const isReadable = this.readable.get(kind) ?? tryReading(kind);
    this.readable.set(kind, isReadable);
    return !isReadable || (stored(node)?.length ?? 0) > 0;
  }
}

function ask({ node }: IConstruct, errors: string[]): void {
  for (const error of node.validate()) errors.push(`[${node.path}] ${error}`);
}

function stored(node: Node): readonly unknown[] | undefined {
  return (node as unknown as { readonly _validations?: readonly unknown[] })._validations;
}

interface NodeKind {
  readonly constructor: typeof Node;
}

/** Whether the validations of a copy of `constructs` can be counted; tried out, for they are private. */
function tryReading(kind: NodeKind): boolean {
  const host: { node?: Node } = {};
  const probe = host.node = new kind.constructor(host as IConstruct, undefined as never, '');
  const before = stored(probe)?.length ?? 0;
  probe.addValidation({ validate: () => [] });
  return Object.hasOwn(kind, 'validate') && before === 0 && stored(probe)?.length === 1;
}
