import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '../../src');

/** The files whose errors `docs/values.md` lists: the values that users write, and their labels. */
export const VALUE_FILES: readonly string[] = [
  ...['address-block', 'constant', 'foreign-objects', 'foreign-selector', 'foreign-workload', 'label-expression', 'peer', 'pod-selector', 'pod-shape', 'port', 'selection']
    .map((name) => `constructs/values/${name}.ts`),
  'constructs/input/labels.ts',
  'constructs/input/namespace-name.ts',
];

/** The text of the files of `src/app` and `src/constructs` that are wanted; paths are relative to `src`, with `/`. */
export function sourceFiles(isWanted: (file: string) => boolean): string {
  const files = ['app', 'constructs'].flatMap((folder) => readdirSync(join(SRC, folder), { recursive: true }).map((file) => `${folder}/${String(file).replace(/\\/g, '/')}`));
  return files.filter((file) => file.endsWith('.ts') && isWanted(file)).sort().map((file) => readFileSync(join(SRC, file), 'utf8')).join('\n');
}
