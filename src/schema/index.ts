export { converted, day, defaulted, described, lazy, list, map, named, nullable, object, oneOf, oneOrMany, text, union } from './build';
export { dayMistake, isDay } from './day';
export { jsonSchema } from './json-schema';
export type { FieldProblem } from './place';
export { readValue } from './read';
export type { Schema } from './schema';
