import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { command } from './command';
import { dialect } from './dialect';
import { format } from './format';
import { rule } from './rule';
import type { Skeleton } from './skeleton';

const GENERATORS: Readonly<Record<string, (name: string) => Skeleton>> = { rule, format, dialect, command };

/** Why no such thing can be made in a checkout; `undefined` where it can. */
export function problemOf(root: string, kind = '', name = ''): string | undefined {
  if (!Object.hasOwn(GENERATORS, kind)) return `one of ${Object.keys(GENERATORS).join(', ')} can be made, got \`${kind}\``;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return `a name has lower-case letters, digits and dashes, such as \`my-${kind}\`, got \`${name}\``;
  const there = Object.keys(GENERATORS[kind](name).files).find((path) => existsSync(join(root, path)));
  return there === undefined ? undefined : `\`${there}\` is there already; choose another name`;
}

/** Writes a thing into a checkout, and returns what was done and what is to do, line by line. */
export function generate(root: string, kind: string, name: string): string[] {
  const { files, edits, next } = GENERATORS[kind](name);
  const edited = new Map<string, string>();
  for (const { path, apply } of edits) edited.set(path, apply(edited.get(path) ?? readFileSync(join(root, path), 'utf8')));
  const written = [...Object.entries(files), ...edited].map(([path, text]) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return `${path in files ? 'new   ' : 'edited'} ${path}`;
  });
  return [...written, 'next:', ...next.map((line) => `- ${line}`)];
}
