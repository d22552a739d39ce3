import { unknownName } from '../errors';
import { isFields } from '../model';
import type { Fields, Locatable } from '../model';
import { nearest } from '../text/nearest';
import { quote } from '../text/quote';
import { dayMistake } from './day';
import { checkRules } from './field-rules';
import { FieldProblem, FieldPlace, FileReading } from './place';
import type { Schema } from './schema';

interface ReadResult<T> {
  /** `undefined` where too little is right; with an error among the problems, nothing of it should be used. */
  readonly value: T | undefined;
  /** Everything that is wrong, in the order of the file; warnings are notices. */
  readonly problems: readonly FieldProblem[];
}

/** Reads a loaded document by a schema. */
export function readValue<T>(schema: Schema<T>, value: unknown, document: Locatable, { code, title }: Pick<FileReading, 'code' | 'title'>): ReadResult<T> {
  const problems: FieldProblem[] = [];
  const read = readAt(schema, value, new FieldPlace({ document, code, title, problems })) as T | undefined;
  return { value: read, problems: problems.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column) };
}

/** The value as the program takes it, or `undefined` after its problems were said. */
function readAt(schema: Schema, value: unknown, place: FieldPlace): unknown {
  const shaped = readShape(schema, value, place);
  return shaped === undefined || schema.convert === undefined ? shaped : schema.convert(shaped as never, place);
}

function readShape(schema: Schema, value: unknown, place: FieldPlace): unknown {
  switch (schema.type) {
    case 'text': return readText(schema, value, place);
    case 'one-of': return readOneOf(schema, value, place);
    case 'list': return readList(schema, value, place);
    case 'map': return readMap(schema, value, place);
    case 'object': return readObject(schema, value, place);
    case 'union': return readAt(schema.choose(value), value, place);
    case 'lazy': return readAt(schema.to(), value, place);
    case 'boolean': return typeof value === 'boolean' ? value : place.problem(`must be true or false, got ${value === null ? 'nothing' : quote(value)}`);
    case 'any': return value;
  }
}

function readText(schema: Schema & { type: 'text' }, value: unknown, place: FieldPlace): string | undefined {
  const text = schema.numbers === true && typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return wrongType('a text', value, place);
  if (schema.blank !== true && text.trim() === '') return place.problem('must be a text, got an empty one');
  const wrongDay = schema.day === true ? dayMistake(text) : undefined;
  if (wrongDay !== undefined) return place.problem(wrongDay.what, wrongDay.fix);
  const { maxLength = Infinity, pattern, requirement, fix } = schema;
  if ([...text].length > maxLength) return place.problem(`must have at most ${maxLength} characters, got ${[...text].length}`, fix);
  if (pattern?.test(text) === false) return place.problem(`must ${requirement ?? `match \`${pattern.source}\``}, got ${quote(text)}`, fix);
  return text;
}

function readOneOf({ values, spellings, fix }: Schema & { type: 'one-of' }, value: unknown, place: FieldPlace): unknown {
  const meant = spellings?.has(value) === true ? spellings.get(value) : value;
  if (values.some((one) => one === meant)) return meant;
  const near = typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
  const wanted = values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
  return place.problem(`must be ${wanted}, got ${quote(value)}`, near === undefined ? fix : `did you mean \`${near}\`?`);
}

function readList(schema: Schema & { type: 'list' }, value: unknown, place: FieldPlace): unknown[] | undefined {
  if (!Array.isArray(value)) {
    if (schema.single !== true) return wrongType('a list', value, place, schema.fix);
    const only = readAt(schema.items, value, place);
    return only === undefined ? undefined : [only];
  }
  const { items, minItems = 0 } = schema;
  if (value.length < minItems) return place.problem(`must have at least ${minItems} ${minItems === 1 ? 'item' : 'items'}, got ${value.length}`);
  const read = value.map((item: unknown, i) => readAt(items, item, place.at(i)));
  if (schema.distinct === true) {
    const again = read.findIndex((item, i) => item !== undefined && read.indexOf(item) < i);
    if (again >= 0) return place.at(again).problem(`must not repeat ${quote(value[again])}`, 'remove it');
  }
  const right = read.filter((item) => item !== undefined);
  return right.length === read.length || schema.partial === true ? right : undefined;
}

function readMap({ values, keys }: Schema & { type: 'map' }, value: unknown, place: FieldPlace): unknown {
  if (!isFields(value)) return wrongType('an object', value, place);
  const read = Object.entries(value).map(([key, one]) => {
    const [name, inner] = [keys === undefined ? key : readAt(keys, key, place.at(key)), readAt(values, one, place.at(key))];
    return name === undefined || inner === undefined ? undefined : [key, inner] as const;
  });
  const right = read.filter((entry) => entry !== undefined);
  return right.length === read.length ? Object.fromEntries(right) : undefined;
}

function readObject(schema: Schema & { type: 'object' }, value: unknown, place: FieldPlace): unknown {
  const { fields, required, renamed } = schema;
  if (!isFields(value)) return wrongType('an object', value, place, `write ${Object.keys(fields).join(', ')}`);
  const { isRight: isKnown, slips } = checkNames(value, schema, place);
  let isRight = isKnown;
  // a slip of a name is said once: the field that is meant is not missing as well
  const has = (name: string) => slips.has(name) || writtenAs(name, value, schema) !== undefined;
  const read: [string, unknown][] = [];
  for (const [name, field] of Object.entries(fields)) {
    const key = writtenAs(name, value, schema);
    if (key === undefined && field.default === undefined) {
      if (!Object.hasOwn(required, name) || slips.has(name)) continue;
      place.at(name).problem('is required', required[name]);
      isRight = false;
      continue;
    }
    if (key !== undefined && Object.hasOwn(renamed, key)) place.at(key).say(`the field ${place.at(key).name} is called \`${name}\` now`, 'rename it', 'warning');
    const one = readAt(field, key === undefined ? field.default : value[key], place.at(key ?? name));
    if (one === undefined) isRight = false;
    else read.push([name, one]);
  }
  if (!checkRules(schema.rules, has, place)) isRight = false;
  return isRight || schema.partial === true ? Object.fromEntries(read) : undefined;
}

/** The key that gives a field: its name, or an old one. */
function writtenAs(name: string, value: Fields, { fields, renamed }: Schema & { type: 'object' }): string | undefined {
  const keys = [name, ...Object.keys(renamed).filter((old) => renamed[old] === name)];
  return keys.find((key) => Object.hasOwn(value, key) && value[key] !== undefined && !(value[key] === null && fields[name].nullable === true));
}

/** Says which fields are unknown, or given under two names; `slips` are the names that unknown ones probably mean. */
function checkNames(value: Fields, { fields, renamed, open }: Schema & { type: 'object' }, place: FieldPlace): { isRight: boolean; slips: ReadonlySet<string> } {
  let isRight = true;
  const slips = new Set<string>();
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(fields, key) || (open === true && !Object.hasOwn(renamed, key))) continue;
    const inner = place.at(key);
    if (Object.hasOwn(renamed, key)) {
      if (!Object.hasOwn(value, renamed[key])) continue;
      inner.say(`${inner.name} is the old name of \`${renamed[key]}\`, and both are given`, 'remove it');
    } else {
      const near = nearest(key, Object.keys(fields));
      if (near !== undefined) slips.add(near);
      const { what, fix } = unknownName('field', key, Object.keys(fields), { shown: inner.path });
      inner.say(what, fix);
    }
    isRight = false;
  }
  return { isRight, slips };
}

function wrongType(wanted: string, value: unknown, place: FieldPlace, fix?: string): undefined {
  const quotes = wanted === 'a text' && ['number', 'boolean', 'bigint'].includes(typeof value) ? 'put it in quotes' : fix;
  return place.problem(`must be ${wanted}, got ${value === null ? 'nothing' : quote(value)}`, quotes);
}
