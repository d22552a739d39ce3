/**
 * Writes the skeleton of a new thing, its page and its test, registered: `npm run new:rule -- NAME`, likewise `format`, `dialect`, `command`.
 *
 *     tsx projenrc/new/run.ts KIND NAME [--root FOLDER]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { parseArgs } from 'util';
import { command } from './command';
import { dialect } from './dialect';
import { format } from './format';
import { rule } from './rule';
import type { Skeleton } from './skeleton';

const GENERATORS: Readonly<Record<string, (name: string) => Skeleton>> = { rule, format, dialect, command };

const { positionals: [kind, name], values: { root } } = parseArgs({
  allowPositionals: true,
  options: { root: { type: 'string', default: resolve(__dirname, '..', '..') } },
});

const problem = problemOf();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  write(GENERATORS[kind](name));
}

function problemOf(): string | undefined {
  if (!Object.hasOwn(GENERATORS, kind ?? '')) return `one of ${Object.keys(GENERATORS).join(', ')} can be made, got \`${kind}\``;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name ?? '')) return `a name has lower-case letters, digits and dashes, such as \`my-${kind}\`, got \`${name}\``;
  const there = Object.keys(GENERATORS[kind](name).files).find((path) => existsSync(join(root, path)));
  return there === undefined ? undefined : `\`${there}\` is there already; choose another name`;
}

function write({ files, edits, next }: Skeleton): void {
  const edited = new Map<string, string>();
  for (const { path, apply } of edits) edited.set(path, apply(edited.get(path) ?? readFileSync(join(root, path), 'utf8')));
  for (const [path, text] of [...Object.entries(files), ...edited]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`${path in files ? 'new   ' : 'edited'} ${path}`);
  }
  console.log('next:');
  for (const line of next) console.log(`- ${line}`);
}
