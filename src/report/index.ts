export { inChunks } from './chunks';
export { renderCsv } from './connections/csv';
export { renderDot } from './connections/dot';
export { escapeText, jsonLine } from '../text/escape';
export { renderJson } from './connections/json';
export { renderJsonl } from './connections/jsonl';
export { renderMarkdown } from './connections/markdown';
export { renderMatrix } from './connections/matrix';
export { renderTxt } from './connections/text';
