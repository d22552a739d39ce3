/* eslint-disable @typescript-eslint/no-require-imports -- the check of an app reads no text: the readers would cost it start-up time */
export type { LoadOptions, LoadResult, SourceDocument } from './document';
export { withoutUnrendered } from './rendering/unrendered';
export type { Problem } from '../model';

type Paths = typeof import('./load-paths');
type Text = typeof import('./load-text');

export const loadPaths: Paths['loadPaths'] = (...given) => (require('./load-paths') as Paths).loadPaths(...given);
export const loadTexts: Paths['loadTexts'] = (...given) => (require('./load-paths') as Paths).loadTexts(...given);
export const loadText: Text['loadText'] = (...given) => (require('./load-text') as Text).loadText(...given);
