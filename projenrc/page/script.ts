import { readFileSync } from 'fs';
import { join } from 'path';
import { transformSync } from 'esbuild';

/** The file that holds the script of the report as text, so that the compiled package needs no file beside it. */
export const SCRIPT_FILE = join(__dirname, '..', '..', 'src', 'report', 'report', 'script.ts');

/** What stands in that file: the script without comments and spaces. */
export function scriptText(): string {
  const { code } = transformSync(readFileSync(join(__dirname, 'report.js'), 'utf8'), { minify: true, charset: 'ascii', target: 'es2022' });
  if (code.includes('<')) throw new Error('the script holds a `<`, which could end it in a page');
  const pieces = code.trim().match(/[^]{1,110}/g)!.map((piece) => `'${escaped(piece)}'`);
  return `// written by \`npm run page\` from projenrc/page/report.js
/** What a browser adds to the document: search, sorted tables, pictures that answer. */
export const SCRIPT = [
${pieces.map((piece) => `  ${piece},\n`).join('')}].join('');
`;
}

/** What stands between single quotes. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(/'/g, '\\\'').replace(/\\"/g, '"');
}
