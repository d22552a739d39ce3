import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { ESLint, loadESLint } from 'eslint';
import { MAY_IMPORT } from '../../projenrc/boundaries';

const SRC = resolve(__dirname, '../../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (file: string) => readFileSync(join(SRC, file), 'utf8');

interface Struct {
  readonly file: string;
  readonly name: string;
  readonly fields: string;
}

/** The exported interfaces of a file, with their own fields; behavioral ones (`IRule`) left out. */
function structsOf(file: string, text = textOf(file)): Struct[] {
  const found = [...text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)];
  return found.filter(([, name]) => !/^I[A-Z]/.test(name)).map(([, name, body]) => ({
    file,
    name,
    fields: [...body.matchAll(/^ {2}readonly (\w+\??: .*);/gm)].map(([, field]) => field.replace(/readonly /g, '')).sort().join('; '),
  }));
}

/** Structs that are declared twice: the same name, or the same fields. */
function repeated(structs: readonly Struct[], of: (struct: Struct) => string): string[] {
  const groups = new Map<string, string[]>();
  for (const struct of structs) groups.set(of(struct), [...groups.get(of(struct)) ?? [], `${struct.file} ${struct.name}`]);
  return [...groups.values()].filter((group) => group.length > 1).map((group) => group.join(' = '));
}

const below = (...folders: string[]) => files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
const results = below('results').flatMap((file) => structsOf(file));
const others = below('analysis', 'report', 'facade').flatMap((file) => structsOf(file));

test('each result has one name and one set of fields', () => {
  expect(results.length).toBeGreaterThan(50);
  expect(repeated(results, ({ name }) => name)).toEqual([]);
  expect(repeated(results.filter(({ fields }) => fields.split(';').length > 2), ({ fields }) => fields)).toEqual([]);
});

test('no result is declared again outside of results', () => {
  const names = new Set(results.map(({ name }) => name));
  const fields = new Set(results.map((struct) => struct.fields).filter((list) => list.split(';').length > 2));
  expect(others.filter((struct) => names.has(struct.name) || fields.has(struct.fields)).map(({ file, name }) => `${file} ${name}`)).toEqual([]);
});

test('the search sees a result that is declared twice', () => {
  const text = 'export interface Again {\n  readonly a: string;\n  readonly b?: string;\n  readonly c: string;\n}\n';
  expect(repeated([...structsOf('x.ts', text), ...structsOf('y.ts', text)], ({ name }) => name)).toEqual(['x.ts Again = y.ts Again']);
});

test('report and analysis know nothing of each other', () => {
  expect(MAY_IMPORT.report).not.toContain('analysis');
  expect(MAY_IMPORT.analysis).not.toContain('report');
  const importing = (folder: string, other: string) => below(folder).filter((file) => new RegExp(`from '(?:\\.\\./)+${other}[/']`).test(textOf(file)));
  expect([...importing('report', 'analysis'), ...importing('analysis', 'report')]).toEqual([]);
});

test('lint forbids to compare with printed traffic', async () => {
  const LegacyESLint = (await loadESLint({ useFlatConfig: false })) as unknown as new (options: object) => ESLint;
  const eslint = new LegacyESLint({
    cwd: resolve(SRC, '..'),
    overrideConfig: { parserOptions: { project: null }, rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' } },
  });
  const reported = async (text: string) => {
    const [{ messages }] = await eslint.lintText(text, { filePath: join(SRC, 'analysis/planted.ts') });
    return messages.map(({ ruleId }) => ruleId).filter((rule) => rule === 'no-restricted-syntax');
  };
  expect(await reported('export const x = (text: string) => text === \'No Connections\';\n')).toEqual(['no-restricted-syntax']);
  expect(await reported('export const x = (text: string) => text !== \'All Connections\';\n')).toEqual(['no-restricted-syntax']);
  expect(await reported('export const x = (text: string) => text === \'TCP 80\';\n')).toEqual([]);
}, 60_000);
