export type { LoadOptions, LoadResult, SourceDocument } from './document';
export { loadPaths, STANDARD_INPUT } from './load-paths';
export { loadText } from './load-text';
export type { Position, Problem } from '../model';
