export { anything, converted, day, defaulted, described, flag, lazy, list, map, named, nullable, object, oneOf, oneOrMany, text, union } from './build';
export { dayMistake, isDay } from './day';
export { jsonSchema } from './json-schema';
export type { FieldPlace, FieldProblem } from './place';
export { readValue } from './read';
export type { Schema } from './schema';
