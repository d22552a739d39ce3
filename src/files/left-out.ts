import { basename, dirname, normalize, relative, sep } from 'path';
import { IgnoreRule, ignoreRules, isIgnored, pathRule } from './ignore-rules';

/** The ignore file of a folder, in the syntax of git. */
export const IGNORE_FILE = '.netfenceignore';

/** Why a folder is left out without being asked. */
export type DefaultReason = 'hidden' | 'node_modules' | 'test data';

/** Rules with the folder from which their patterns count. */
export interface IgnoreLayer {
  readonly folder: string;
  readonly rules: readonly IgnoreRule[];
}

/** All layers where the ignore files are given, the outer ones first: `.` is the current folder. */
export function givenLayers(
  files: readonly { readonly folder: string; readonly text: string }[], patterns: readonly string[], paths: readonly string[],
): IgnoreLayer[] {
  const inner = files.filter(({ folder }) => folder !== '.').map(({ folder, text }) => ({ folder, rules: ignoreRules(text) }));
  return [...layersOf('.', patterns, paths, files.find(({ folder }) => folder === '.')?.text), ...inner];
}

/** The layers that count before those of a named folder; `current`: the text of the ignore file of the current folder. */
export function layersOf(named: string, patterns: readonly string[], paths: readonly string[], current: string | undefined): IgnoreLayer[] {
  const ofCurrent = current === undefined ? [] : [{ folder: '.', rules: ignoreRules(current) }];
  const ofPaths = paths.map((path) => ({ folder: dirname(normalize(path)), rules: [pathRule(basename(normalize(path)))] }));
  return [...ofCurrent, ...ofPaths, { folder: named, rules: ignoreRules(patterns.join('\n')) }];
}

/** Whether a file, or a folder that it lies in, is left out below those of the named paths. */
export function isBelowLeftOut(layers: readonly IgnoreLayer[], named: readonly string[], file: string): boolean {
  const folders = named.map((path) => normalize(path)).filter((path) => path === '.' || file.startsWith(`${path}/`));
  const root = folders.sort((a, b) => b.length - a.length)[0];
  if (root === undefined) return false;
  for (let folder = dirname(file); folder !== root && folder !== '.'; folder = dirname(folder)) {
    if (isLeftOut(layers, folder, true) ?? defaultReason(folder) !== undefined) return true;
  }
  return isLeftOut(layers, file, false) === true;
}

/** Whether the layers leave a path out; an inner layer counts more than an outer one. `undefined` where none says anything. */
export function isLeftOut(layers: readonly IgnoreLayer[], path: string, isFolder: boolean): boolean | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    if (layers[i].rules.length === 0) continue;
    const below = relative(layers[i].folder, path);
    if (below === '' || below === '..' || below.startsWith(`..${sep}`)) continue;
    const answer = isIgnored(layers[i].rules, below.replaceAll(sep, '/'), isFolder);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const TEST_DATA: ReadonlySet<string> = new Set(['testdata', 'test-data', '__fixtures__']);
const TESTS: ReadonlySet<string> = new Set(['test', 'tests', 'e2e', 'spec']);

/** Why a folder below a named one is left out by default; its `path` begins with the named folder. */
export function defaultReason(path: string): DefaultReason | undefined {
  const [name, parent] = [nameOf(path), nameOf(dirname(path))];
  if (name.startsWith('.')) return 'hidden';
  if (name === 'node_modules') return 'node_modules';
  return TEST_DATA.has(name) || (name === 'fixtures' && TESTS.has(parent)) ? 'test data' : undefined;
}

/** Whether a folder never holds what is applied, so that it is not worth a word: the store of git, and the versions of a mounted ConfigMap. */
export function isUncounted(path: string): boolean {
  const name = nameOf(path);
  return name === '.git' || name.startsWith('..');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1);
}
