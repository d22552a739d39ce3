import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { FieldPath, Locatable, Origin, Position } from '../../model';

/** An object that a construct writes, before it is written: it has no line yet, but a construct. */
export class ConstructDocument implements Locatable {
  public constructor(public readonly value: unknown, public readonly object: ApiObject) {}

  /** An entry of a list is of the construct that writes the list. */
  public within(path: FieldPath): ConstructDocument {
    return new ConstructDocument(path.reduce<any>((at, step) => at?.[step], this.value), this.object);
  }

  public get construct(): string {
    return this.object.node.path;
  }

  /** For messages that need a place: the construct, as if it were a file of one line. */
  public position(_path: FieldPath): Position {
    return { file: this.construct, line: 1, column: 1 };
  }
}

/** The construct behind a thing of the model, where a construct wrote it. */
export function constructBehind(origin: Origin | undefined): ConstructDocument | undefined {
  const document = origin?.document;
  return document instanceof ConstructDocument ? document : undefined;
}

/** By shape: there may be two copies of cdk8s on disk. A chart writes itself out, too, but has no `apiVersion`. */
function isApiObject(construct: IConstruct): construct is ApiObject {
  return 'apiVersion' in construct && typeof (construct as { toJson?: unknown }).toJson === 'function';
}

/** Whether a value is a node of a construct tree. */
export function isConstruct(value: unknown): value is IConstruct {
  return typeof (value as { node?: { findAll?: unknown } } | null)?.node?.findAll === 'function';
}

/** What the constructs below one write. */
export function documentsOf(root: IConstruct): ConstructDocument[] {
  return root.node.findAll().filter(isApiObject).map((object) => new ConstructDocument(object.toJson(), object));
}
