import type { FieldPlace } from './place';
import type { FieldRule, Schema, ValueOf } from './schema';

type Fields = Readonly<Record<string, Schema<any>>>;
type Always = { readonly always?: true };
type Given<F extends Fields, R> = { [K in keyof F]: K extends R ? K : F[K] extends Required<Always> ? K : never }[keyof F];
type ObjectOf<F extends Fields, R> =
  & { readonly [K in Given<F, R>]: ValueOf<F[K]> }
  & { readonly [K in Exclude<keyof F, Given<F, R>>]?: ValueOf<F[K]> };

interface TextOptions {
  /** Whether it may be empty. */
  readonly blank?: boolean;
  /** Whether a number is taken as it is written. */
  readonly numbers?: boolean;
  readonly pattern?: RegExp;
  /** What the pattern asks for, in words. */
  readonly requirement?: string;
  /** What to write instead of a text that does not fit. */
  readonly fix?: string;
  /** In characters. */
  readonly maxLength?: number;
}

export function text(options: TextOptions = {}): Schema<string> {
  return { type: 'text', ...options };
}

/** A day of the calendar, such as 2027-01-31. */
export function day(): Schema<string> {
  return { type: 'text', day: true, name: 'day', description: 'The last day, such as 2027-01-31.' };
}

/** True or false. */
export function flag(): Schema<boolean> {
  return { type: 'boolean' };
}

/** Anything: what another reader of the same file judges. */
export function anything(): Schema<unknown> {
  return { type: 'any' };
}

/** One of some values; `spellings` are read as one of them, too. */
export function oneOf<const T extends string | number>(
  values: readonly T[],
  options: { readonly fix?: string; readonly spellings?: ReadonlyMap<unknown, T> } = {},
): Schema<T> {
  return { type: 'one-of', values, ...options };
}

interface ListOptions {
  readonly minItems?: number;
  readonly distinct?: boolean;
  /** Whether items that are right are read although others are wrong. */
  readonly partial?: boolean;
  /** What to write where there is no list. */
  readonly fix?: string;
}

export function list<T>(items: Schema<T>, options: ListOptions = {}): Schema<readonly T[]> {
  return { type: 'list', items, ...options };
}

/** One item, or a list of at least one; a list is read. */
export function oneOrMany<T>(items: Schema<T>): Schema<readonly T[]> {
  return { type: 'list', items, minItems: 1, single: true };
}

/** Any keys, or those that `keys` takes, with values of one kind. */
export function map<T>(values: Schema<T>, keys?: Schema<string>): Schema<Readonly<Record<string, T>>> {
  return { type: 'map', values, ...(keys !== undefined && { keys }) };
}

interface ObjectOptions<R extends string> {
  readonly required?: Readonly<Record<R, string>>;
  readonly renamed?: Readonly<Record<string, string>>;
  readonly rules?: readonly FieldRule[];
  readonly partial?: boolean;
  /** Whether unknown fields are ignored. */
  readonly open?: boolean;
}

export function object<F extends Fields, R extends string = never>(fields: F, options: ObjectOptions<R> = {}): Schema<ObjectOf<F, R>> {
  const { required = {}, renamed = {}, rules = [], ...rest } = options;
  return { type: 'object', fields, required, renamed, rules, ...rest };
}

/** One of several schemas; `choose` says which one is meant. */
export function union<T>(of: readonly Schema<T>[], choose: (value: unknown) => Schema<T>): Schema<T> {
  return { type: 'union', of, choose };
}

/** A schema that contains itself. */
export function lazy<T>(to: () => Schema<T>): Schema<T> {
  return { type: 'lazy', to };
}

export function described<S extends Schema<any>>(schema: S, description: string): S {
  return { ...schema, ...(schema.name === undefined ? { description } : { use: description }) };
}

export function named<S extends Schema<any>>(name: string, schema: S): S {
  return { ...schema, name };
}

export function nullable<S extends Schema<any>>(schema: S): S {
  return { ...schema, nullable: true };
}

/** `value` stands for a field that is left out, as a file would write it. */
export function defaulted<S extends Schema<any>>(schema: S, value: unknown): S & Required<Always> {
  return { ...schema, default: value } as S & Required<Always>;
}

/** Makes of a value of the right shape what the program works with; `undefined` after a problem was said. */
export function converted<T, U>(schema: Schema<T>, convert: (value: T, place: FieldPlace) => U | undefined): Schema<U> {
  return { ...schema, convert, read: undefined } as Schema<U>;
}
