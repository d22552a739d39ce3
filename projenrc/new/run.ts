/**
 * Writes the skeleton of a new thing, its page and its test, registered: `npm run new:rule -- NAME`, likewise `format`, `dialect`, `command`.
 *
 *     tsx projenrc/new/run.ts KIND NAME [--root FOLDER]
 */
import { resolve } from 'path';
import { parseArgs } from 'util';
import { generate, problemOf } from './generate';

const { positionals: [kind, name], values: { root } } = parseArgs({
  allowPositionals: true,
  options: { root: { type: 'string', default: resolve(__dirname, '..', '..') } },
});

const problem = problemOf(root, kind, name);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  for (const line of generate(root, kind, name)) console.log(line);
}
