import { isFields as hasFields } from '../model';
import type { FieldPath, Fields, Locatable, Origin } from '../model';
import { printable } from '../text/quote';

/** Whether a value is an object with fields. Asked of every field: as a value of its own, it is not looked up in another room each time. */
export const isFields: typeof hasFields = hasFields;
export type { Fields };

const NO_FIELDS: Fields = Object.freeze({});

/** The value as fields; none when it is no object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NO_FIELDS;
}

/** The value as a list; empty when it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The list in just the room that it needs: one that grew item by item keeps room for many more, and there may be millions. */
export function compact<T>(list: readonly T[]): T[] {
  return list.slice();
}

/** The value as a text; `undefined` when it is none, or empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A name as it is written: a number or a boolean in its place is refused elsewhere, and the object is not taken for another one. */
export function nameOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : textOf(value);
}

const TOP: FieldPath = [];

/** An object of the input as its own origin. Its label is written only when asked for: there may be millions. */
export class ObjectOrigin implements Origin {
  constructor(
    private readonly kind: string,
    private readonly namespace: string | undefined,
    private readonly name: string,
    public readonly document: Locatable | undefined,
  ) {}

  public get path(): FieldPath {
    return TOP;
  }

  public get label(): string {
    const name = this.name === '' ? '(no name)' : printable(this.name);
    return `${printable(this.kind)} ${this.namespace === undefined ? '' : `${printable(this.namespace)}/`}${name}`;
  }

  /** The origin of a part of the object. */
  public part(path: FieldPath): Origin {
    return new PartOrigin(this, path);
  }

  /** The origin of a rule of the object: an item of a list of its `spec`, such as `ingress`. */
  public rule(section: string, position: number): Origin {
    return new RuleOrigin(this, section, position);
  }
}

/** There may be millions: the label is written only when asked for. */
class PartOrigin implements Origin {
  constructor(private readonly whole: ObjectOrigin, public readonly path: FieldPath) {}

  public get label(): string {
    return this.whole.label;
  }

  public get document(): Locatable | undefined {
    return this.whole.document;
  }
}

/** There may be millions: the path is written only when asked for. */
class RuleOrigin implements Origin {
  constructor(private readonly whole: ObjectOrigin, private readonly section: string, private readonly position: number) {}

  public get path(): FieldPath {
    return ['spec', this.section, this.position];
  }

  public get label(): string {
    return this.whole.label;
  }

  public get document(): Locatable | undefined {
    return this.whole.document;
  }
}

/** An object of the input with its identity worked out. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: Fields;
  readonly metadata: Fields;
  /** Empty when the object has none; with a final `*` when the API server would make it up from `generateName`. */
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly origin: ObjectOrigin;
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
