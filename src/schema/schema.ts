import type { FieldPlace } from './place';

/** A rule between the fields of one object. */
export type FieldRule =
  /** How many of these fields there must be. */
  | { readonly rule: 'exactly-one' | 'at-least-one'; readonly of: readonly string[]; readonly fix: string }
  /** What the field does with the others: never beside any of them, only beside one of them, or needed where none of them is. */
  | { readonly rule: 'excludes' | 'requires' | 'required-unless'; readonly field: string; readonly others: readonly string[]; readonly fix: string };

/** What a value may be, as plain data. */
export type Shape =
  | {
    readonly type: 'text';
    readonly blank?: boolean;
    readonly numbers?: boolean;
    readonly pattern?: RegExp;
    /** What the pattern asks for, in words. */
    readonly requirement?: string;
    readonly maxLength?: number;
    readonly day?: boolean;
    readonly fix?: string;
  }
  /** `spellings`: what else is read, such as the `false` that YAML makes of `off`. */
  | { readonly type: 'one-of'; readonly values: readonly (string | number)[]; readonly spellings?: ReadonlyMap<unknown, string | number>; readonly fix?: string }
  /** `partial`: items that are right are read although others are wrong, for checks across all items. `single`: one item may stand without its list. */
  | {
    readonly type: 'list';
    readonly items: Schema;
    readonly minItems?: number;
    readonly distinct?: boolean;
    readonly partial?: boolean;
    readonly single?: boolean;
    readonly fix?: string;
  }
  | { readonly type: 'map'; readonly values: Schema; readonly keys?: Schema }
  | {
    readonly type: 'object';
    /** Read in this order, whatever the order of the file. */
    readonly fields: Readonly<Record<string, Schema>>;
    /** Field to what to write. */
    readonly required: Readonly<Record<string, string>>;
    /** Old name to the name of today: still read, with a notice. */
    readonly renamed: Readonly<Record<string, string>>;
    readonly rules: readonly FieldRule[];
    /** Whether the fields that are right are read although others are wrong. */
    readonly partial?: boolean;
    /** Whether unknown fields are ignored. */
    readonly open?: boolean;
  }
  /** `choose` says which alternative is meant, so that faults are said of that one. */
  | { readonly type: 'union'; readonly of: readonly Schema[]; readonly choose: (value: unknown) => Schema }
  | { readonly type: 'lazy'; readonly to: () => Schema }
  | { readonly type: 'boolean' }
  /** Anything: what another reader of the file judges. */
  | { readonly type: 'any' };

/**
 * One description of a value in a file of ours: `readValue` reads by it, and `jsonSchema` publishes it.
 *
 * `T` is what is read.
 */
export type Schema<T = unknown> = Shape & {
  readonly description?: string;
  /** What stands for the field when it is left out, as a file would write it. */
  readonly default?: unknown;
  /** Whether `null` means that the field is left out. */
  readonly nullable?: boolean;
  /** The name among the definitions of the JSON schema. */
  readonly name?: string;
  /** What is said where a definition is used. */
  readonly use?: string;
  /** Makes of a value of the right shape what the program works with; `undefined` after a problem was said. */
  readonly convert?: (value: never, place: FieldPlace) => unknown;
  /** Only for types: what is read. */
  readonly read?: T;
};

/** What a schema reads. */
export type ValueOf<S> = S extends { readonly read?: infer T } ? Exclude<T, undefined> : never;
