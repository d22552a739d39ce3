import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { ESLint, loadESLint } from 'eslint';
import { GUARDED_MODULES, MAY_IMPORT, PUBLIC_FOLDERS } from '../projenrc/boundaries';

const ROOT = resolve(__dirname, '..');
const SRC = join(ROOT, 'src');
const WALLS = ['import/no-restricted-paths', '@typescript-eslint/no-restricted-imports', 'max-lines'];

const sources = filesBelow(SRC);
const folders = Object.keys(MAY_IMPORT).filter((folder) => sources.some((file) => file.startsWith(join(SRC, folder) + '/')));
let eslint: ESLint;

beforeAll(async () => {
  const LegacyESLint = (await loadESLint({ useFlatConfig: false })) as unknown as new (options: object) => ESLint;
  eslint = new LegacyESLint({
    cwd: ROOT,
    // the planted files are not on disk, so rules that need their types are left out
    overrideConfig: {
      parserOptions: { project: null },
      rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' },
    },
  });
}, 60_000);

/** The walls that lint reports for a text, as if it stood at a path below `src`. */
async function reported(path: string, text: string): Promise<string[]> {
  const results = await eslint.lintText(text, { filePath: join(SRC, path) });
  return results.flatMap((result) => result.messages)
    .flatMap((message) => message.fatal ? [`fatal: ${message.message}`] : WALLS.filter((wall) => wall === message.ruleId));
}

test.each(folders)('src/%s may import what the table says and nothing else', async (folder) => {
  for (const other of folders.filter((name) => name !== folder)) {
    const planted = `import * as planted from '../${other === 'analysis' ? other : relative(SRC, firstFileOf(other)).replace(/\.ts$/, '')}';\nexport const x = planted;\n`;
    const expected = MAY_IMPORT[folder].includes(other) ? [] : ['import/no-restricted-paths'];
    expect([other, await reported(`${folder}/planted.ts`, planted)]).toEqual([other, expected]);
  }
}, 60_000);

test('type-only imports do not slip through', async () => {
  if (folders.length < 2) throw new Error('src has too few folders for this test');
  const text = `import type { planted } from '../${relative(SRC, firstFileOf('model')).replace(/\.ts$/, '')}';\nexport type X = planted;\n`;
  expect(await reported('sets/planted.ts', text)).toEqual(['import/no-restricted-paths']);
});

test('the analysis is entered by its index only', async () => {
  for (const folder of folders.filter((name) => name !== 'analysis' && MAY_IMPORT[name].includes('analysis'))) {
    const past = 'import type { planted } from \'../analysis/session/session\';\nexport type X = planted;\n';
    expect([folder, await reported(`${folder}/planted.ts`, past)]).toEqual([folder, ['@typescript-eslint/no-restricted-imports']]);
    expect([folder, await reported(`${folder}/planted.ts`, past.replace('/session/session', ''))]).toEqual([folder, []]);
  }
}, 60_000);

test('everybody may import errors, which imports text only', async () => {
  expect(await reported('sets/planted.ts', 'import { fail } from \'../errors\';\nexport const x = fail;\n')).toEqual([]);
  expect(await reported('errors/x.ts', 'import { x } from \'../model\';\nexport const y = x;\n')).toEqual(['import/no-restricted-paths']);
});

test('the door re-exports the public folders only', async () => {
  const hidden = folders.filter((folder) => !PUBLIC_FOLDERS.includes(folder));
  for (const folder of hidden) {
    const text = `export * from './${relative(SRC, firstFileOf(folder)).replace(/\.ts$/, '')}';\n`;
    expect(await reported('index.ts', text)).toEqual(['import/no-restricted-paths']);
  }
  expect(readFileSync(join(SRC, 'index.ts'), 'utf8')).toMatch(/^(export \* (as \w+ )?from '\.\/\w+';\n)+$/);
});

test.each(GUARDED_MODULES.flatMap((module) => module.names.map((name) => ({ ...module, name }))))('$name has its homes', async ({ name, homes, typeHomes }) => {
  const value = `import * as planted from '${name}';\nexport const x = planted;\n`;
  const type = `import type * as planted from '${name}';\nexport type X = typeof planted;\n`;
  const nodeValue = value.replace(`'${name}'`, `'node:${name}'`);
  for (const folder of Object.keys(MAY_IMPORT)) {
    const home = homes.find((place) => place === folder);
    const expected = home ? [] : ['@typescript-eslint/no-restricted-imports'];
    expect([folder, await reported(`${folder}/planted.ts`, value)]).toEqual([folder, expected]);
    expect([folder, await reported(`${folder}/planted.ts`, nodeValue)]).toEqual([folder, expected]);
    const expectedType = home || typeHomes?.includes(folder) ? [] : expected;
    expect([folder, await reported(`${folder}/planted.ts`, type)]).toEqual([folder, expectedType]);
  }
}, 60_000);

test('a process is started by src/cli/git.ts alone', async () => {
  const text = 'import { execFile } from \'child_process\';\nexport const x = execFile;\n';
  expect(await reported('cli/git.ts', text)).toEqual([]);
  expect(await reported('cli/other.ts', text)).toEqual(['@typescript-eslint/no-restricted-imports']);
});

test('cdk8s-plus, a neighbour dialect and a neighbour rule are refused', async () => {
  const refused = ['@typescript-eslint/no-restricted-imports'];
  expect(await reported('constructs/planted.ts', 'import { Pod } from \'cdk8s-plus-34\';\nexport const x = Pod;\n')).toEqual(refused);
  expect(await reported('dialects/one/planted.ts', 'import { decode } from \'../two/decode\';\nexport const x = decode;\n')).toEqual(refused);
  expect(await reported('dialects/one/planted.ts', 'import { list } from \'..\';\nexport const x = list;\n')).toEqual(refused);
  expect(await reported('dialects/one/planted.ts', 'import { name } from \'../names\';\nexport const x = name;\n')).toEqual([]);
  expect(await reported('lint/rules/one.ts', 'import { two } from \'./two\';\nexport const x = two;\n')).toEqual(refused);
  expect(await reported('lint/rules/one.ts', 'import { two } from \'../rule\';\nexport const x = two;\n')).toEqual([]);
});

test.each([
  ['compile', { compile: false, judge: false, ask: false }],
  ['judge', { compile: true, judge: false, ask: false }],
  ['ask', { compile: true, judge: true, ask: false }],
])('the room %s of the engine imports the rooms before it only', async (room, allowed) => {
  const refused = ['@typescript-eslint/no-restricted-imports'];
  const planted = (from: string) => reported(`engine/${room}/planted.ts`, `import { x } from '${from}';\nexport const y = x;\n`);
  for (const [other, isAllowed] of Object.entries(allowed)) {
    expect([other, await planted(`../${other}`)]).toEqual([other, isAllowed ? [] : refused]);
    expect([other, await planted(`../${other}/planted`)]).toEqual([other, isAllowed ? [] : refused]);
  }
  expect(await planted('..')).toEqual(refused);
  expect(await planted('../index')).toEqual(refused);
  expect(await planted('./neighbour')).toEqual([]);
  expect(await planted('../../model')).toEqual([]);
});

test('the oracle imports nothing of src', async () => {
  const text = 'import { fail } from \'../../src/errors\';\nexport const x = fail;\n';
  expect(await reported('../test/oracle/planted.ts', text)).toEqual(['import/no-restricted-paths']);
  expect(await reported('../test/planted.ts', text.replace('../../', '../'))).toEqual([]);
});

test('no dialect reaches into another one, by whatever path', () => {
  const dialectOf = (file: string) => /^dialects\/([^/]+)\//.exec(relative(SRC, file))?.[1];
  const strays = sources.filter(dialectOf).flatMap((file) =>
    importsOf(file).filter((target) => dialectOf(target) !== undefined && dialectOf(target) !== dialectOf(file)).map((target) => [file, target]));
  expect(strays).toEqual([]);
});

test('a file of more than 300 lines is refused', async () => {
  expect(await reported('sets/planted.ts', 'export {};\n'.repeat(300))).toEqual([]);
  expect(await reported('sets/planted.ts', 'export {};\n'.repeat(301))).toEqual(['max-lines']);
});

test('there is no cycle', () => {
  const graph = new Map(sources.map((file) => [file, importsOf(file)]));
  expect(cycleIn(graph)).toBeUndefined();
  expect(cycleIn(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b', 'c', 'b']);
});

test('the median source file has at most 100 lines', () => {
  const lengths = sources.map((file) => readFileSync(file, 'utf8').split('\n').length - 1).sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100);
});

test('every folder of src stands in the table', () => {
  const present = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  // everybody may import errors, which has a wall of its own
  expect(present.filter((name) => name !== 'errors' && !(name in MAY_IMPORT))).toEqual([]);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name)).sort();
}

function firstFileOf(folder: string): string {
  return sources.find((file) => file.startsWith(join(SRC, folder) + '/'))!;
}

/** The files that a file imports values from; `import type` creates no cycle at run time. */
function importsOf(file: string): string[] {
  const specifiers = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']*)'/gms)];
  return specifiers.map(([, specifier]) => resolve(dirname(file), specifier))
    .map((path) => [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate)) ?? path);
}

/** One cycle of the graph as a closed walk, or `undefined`. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const found = walk(next, [...path, node]);
      if (found) return found;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const found = walk(node, []);
    if (found) return found;
  }
  return undefined;
}
