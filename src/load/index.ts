export type { LoadOptions, LoadResult, SourceDocument } from './document';
export { loadPaths, loadTexts } from './load-paths';
export { loadText } from './load-text';
export { withoutUnrendered } from './rendering/unrendered';
export type { Problem } from '../model';
