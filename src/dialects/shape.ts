import { quote } from '../text/quote';
import { ObjectProblems } from './object-problems';
import { isFields } from './manifest';
import type { Fields } from './manifest';
import { Place } from './place';

/**
 * The structure that an API gives to a value: the part of its schema that needs no other field to judge. Of the fields in `oneOf` exactly one must be
 * there, of those in `anyOf` at least one. `test` is a form that no pattern describes, and `form` says it: `a block of addresses`.
 */
export type ApiShape =
  | { readonly type: 'anything' | 'boolean' }
  | { readonly type: 'number-or-text'; readonly test?: (text: string) => boolean; readonly form?: string }
  | { readonly type: 'text'; readonly values?: readonly string[]; readonly pattern?: RegExp; readonly longest?: number; readonly test?: (text: string) => boolean; readonly form?: string }
  | { readonly type: 'number'; readonly least?: number; readonly most?: number }
  | { readonly type: 'integer'; readonly least?: number; readonly most?: number; readonly values?: readonly number[] }
  | { readonly type: 'map'; readonly values: ApiShape }
  | { readonly type: 'list'; readonly items: ApiShape; readonly least?: number; readonly most?: number; readonly distinct?: boolean }
  | { readonly type: 'object'; readonly fields: Readonly<Record<string, ApiShape>>; readonly required?: readonly string[]; readonly exactlyOne?: boolean; readonly oneOf?: readonly string[]; readonly anyOf?: readonly string[] };

/**
 * What a `null` means. `zero`: the zero value of its type, as the built-in kinds decode it. `pruned`: no field at all, as custom
 * resources drop it; as an item of a list it stays and is refused.
 */
export type Nulls = 'zero' | 'pruned';

const INT32 = 2 ** 31;

/** Reports everything in `value` that does not have the shape: unknown fields (strict field validation), types, bounds. */
export function checkShape(value: unknown, shape: ApiShape, nulls: Nulls, place: Place, problems: ObjectProblems): void {
  if (value === undefined || (value === null && nulls === 'zero')) return;
  switch (shape.type) {
    case 'anything':
      return;
    case 'object':
      if (isFields(value)) checkFields(value, shape, nulls, place, problems);
      else wrongType(value, 'an object', place, problems);
      return;
    case 'map':
      if (!isFields(value)) return wrongType(value, 'an object', place, problems);
      for (const key in value) {
        if (value[key] !== null) checkShape(value[key], shape.values, nulls, place.at(key), problems);
        else if (nulls === 'pruned') problems.hasDroppedLabel = true;
      }
      return;
    case 'list':
      if (Array.isArray(value)) checkItems(value, shape, nulls, place, problems);
      else wrongType(value, 'a list', place, problems);
      return;
    default:
      checkScalar(value, shape, place, problems);
  }
}

/** Whether `checkShape` has nothing to report. */
export function hasShape(value: unknown, shape: ApiShape, nulls: Nulls): boolean {
  const problems = new ObjectProblems({ label: '', path: [] }, []);
  checkShape(value, shape, nulls, Place.TOP, problems);
  return problems.count === 0;
}

function checkFields(value: Fields, shape: ApiShape & { type: 'object' }, nulls: Nulls, place: Place, problems: ObjectProblems): void {
  let present = 0;
  for (const key in value) {
    if (!Object.prototype.hasOwnProperty.call(shape.fields, key)) {
      problems.unknown(place, key, Object.keys(shape.fields));
      continue;
    }
    const given = value[key];
    if (given === undefined || given === null) continue;
    present++;
    const inner = shape.fields[key];
    // scalars are most of all fields: their place is made only when they are wrong
    if (inner.type === 'text' && inner.values === undefined && inner.pattern === undefined && inner.longest === undefined && inner.test === undefined && typeof given === 'string') continue;
    checkShape(given, inner, nulls, place.at(key), problems);
  }
  for (const key of shape.required ?? NOTHING) {
    if (value[key] === undefined || value[key] === null) problems.add('missing-field', place.at(key), 'is required', 'write it');
  }
  checkChoices(value, shape, place, problems);
  if (shape.exactlyOne && present !== 1) {
    const choices = Object.keys(shape.fields).join(', ');
    problems.add(present === 0 ? 'missing-field' : 'invalid-value', place, `must have exactly one of ${choices}, got ${present}`);
  }
}

function checkChoices(value: Fields, { oneOf, anyOf }: ApiShape & { type: 'object' }, place: Place, problems: ObjectProblems): void {
  if (oneOf === undefined && anyOf === undefined) return;
  const count = (keys: readonly string[]) => keys.filter((key) => value[key] !== undefined && value[key] !== null).length;
  if (oneOf !== undefined && count(oneOf) !== 1) {
    problems.add(count(oneOf) === 0 ? 'missing-field' : 'invalid-value', place, `must have exactly one of ${oneOf.join(', ')}, got ${count(oneOf)}`);
  }
  if (anyOf !== undefined && count(anyOf) === 0) problems.add('missing-field', place, `must have one of ${anyOf.join(', ')}`);
}

const NOTHING: readonly string[] = [];

function checkItems(value: readonly unknown[], shape: ApiShape & { type: 'list' }, nulls: Nulls, place: Place, problems: ObjectProblems): void {
  const { least = 0, most = Infinity } = shape;
  if (value.length < least) problems.add('invalid-value', place, `must have at least ${least} ${least === 1 ? 'item' : 'items'}, got ${value.length}`);
  if (value.length > most) problems.add('invalid-value', place, `must have at most ${most} items, got ${value.length}`);
  const seen = shape.distinct ? new Set<unknown>() : undefined;
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (item === undefined) continue;
    checkShape(item, shape.items, nulls, place.at(i), problems);
    if (seen?.has(item)) problems.add('invalid-value', place.at(i), `must not repeat ${quote(item)}`, 'remove it');
    seen?.add(item);
  }
}

function checkScalar(value: unknown, shape: ApiShape, place: Place, problems: ObjectProblems): void {
  switch (shape.type) {
    case 'boolean':
      if (typeof value !== 'boolean') wrongType(value, 'true or false', place, problems);
      return;
    case 'number-or-text':
      if (typeof value !== 'string' && !Number.isInteger(value)) wrongType(value, 'a whole number or a text', place, problems);
      else if (shape.test !== undefined && typeof value === 'string' && !shape.test(value)) problems.add('invalid-value', place, `must be ${shape.form}, got ${quote(value)}`);
      return;
    case 'number': {
      const { least = -Infinity, most = Infinity } = shape;
      if (typeof value !== 'number' && typeof value !== 'bigint') wrongType(value, 'a number', place, problems);
      else if (value < least || value > most) problems.add('invalid-value', place, `must be between ${least} and ${most}, got ${quote(value)}`);
      return;
    }
    case 'integer': {
      const { least = -INT32, most = INT32 - 1, values } = shape;
      if (typeof value !== 'number' && typeof value !== 'bigint') wrongType(value, 'a whole number', place, problems);
      else if (typeof value === 'number' && !Number.isInteger(value)) wrongType(value, 'a whole number', place, problems);
      else if (value < least || value > most) problems.add('invalid-value', place, `must be between ${least} and ${most}, got ${quote(value)}`);
      else if (values !== undefined && !values.includes(Number(value))) problems.add('invalid-value', place, `must be one of ${values.join(', ')}, got ${quote(value)}`);
      return;
    }
    case 'text': {
      if (typeof value !== 'string') return wrongType(value, 'a text', place, problems);
      const { values, pattern, longest = Infinity, test, form } = shape;
      if (test !== undefined && !test(value)) problems.add('invalid-value', place, `must be ${form}, got ${quote(value)}`);
      if (values !== undefined && !values.includes(value)) problems.add('invalid-value', place, `must be one of ${values.join(', ')}, got ${quote(value)}`);
      if (pattern !== undefined && !pattern.test(value)) problems.add('invalid-value', place, `must match \`${pattern.source}\`, got ${quote(value)}`);
      if (value.length > longest && [...value].length > longest) problems.add('invalid-value', place, `must have at most ${longest} characters, got ${[...value].length}`);
    }
  }
}

function wrongType(value: unknown, wanted: string, place: Place, problems: ObjectProblems): void {
  const fix = wanted === 'a text' && (typeof value === 'number' || typeof value === 'boolean') ? 'put it in quotes' : undefined;
  problems.add('wrong-type', place, `must be ${wanted}, got ${quote(value)}`, fix);
}
