import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';
import { ModuleKind, transpileModule } from 'typescript';
import * as netfence from '../../src/constructs';
import { complaints } from './openapi';
import { sourceFiles, VALUE_FILES } from './sources';

const FOLDER = join(__dirname, '..', '..', 'docs', 'constructs');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md').map((name) => name.replace('.md', ''));

/** The classes of the package that are written into a tree; the app that is its root has `docs/synthesis.md`. */
const constructs = Object.entries(netfence)
  .map(([name, value]) => ({ name, prototype: (value as { prototype?: unknown }).prototype }))
  .filter(({ name, prototype }) => name === 'Fences' || (prototype instanceof Construct && !(prototype instanceof cdk8s.App)))
  .map(({ name }) => name);

const kebab = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
const textOf = (page: string) => readFileSync(join(FOLDER, `${page}.md`), 'utf8');
const block = (text: string, language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text)![1];

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

test('every construct has a page, and the index lists it', () => {
  expect(pages.sort()).toEqual(constructs.map(kebab).sort());
  for (const page of pages) expect(textOf('README')).toContain(`(${page}.md)`);
});

test('the index lists every error, and no other', () => {
  const source = sourceFiles((file) => !VALUE_FILES.includes(file) && !file.startsWith('constructs/checks/'));
  const thrown = new Set([...source.matchAll(/(?:fail|NetfenceError)\('([a-z-]+)'|`\[([a-z-]+)\]/g)].map(([, code, other]) => code ?? other));
  const errors = textOf('README').slice(textOf('README').indexOf('## Errors'));
  const listed = new Set([...errors.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)));
  expect([...listed].sort()).toEqual([...thrown].sort());
});

test.each(pages)('%s: says whom it isolates, and its example writes what the page shows', (page) => {
  const text = textOf(page);
  expect(kebab(/^# (\w+)\n/.exec(text)![1])).toBe(page);
  expect(text).toContain('**Isolates** ');
  const app = cdk8s.Testing.app();
  const chart = new cdk8s.Chart(app, 'production', { namespace: 'production' });
  const names = { ...netfence, ...cdk8s, app, chart };
  const program = transpileModule(block(text, 'ts'), { compilerOptions: { module: ModuleKind.None } }).outputText;
  new Function(...Object.keys(names), program)(...Object.values(names));
  const manifests = app.charts.flatMap((one) => one.toJson());
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  expect(complaints(policies)).toEqual([]);
  expect(cdk8s.Yaml.stringify(...policies)).toBe(block(text, 'yaml'));
});

test.each(pages.filter((page) => page !== 'fences'))('%s: every option stands on the page', (page) => {
  const assembly = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')).types;
  const optionsOf = (name: string): string[] => {
    const type = assembly[`cdk8s-netfence.${name}`];
    const own = (type.properties ?? []).map((property: any) => property.name);
    return [...own, ...(type.interfaces ?? []).flatMap((parent: string) => optionsOf(parent.replace('cdk8s-netfence.', '')))];
  };
  const name = /^# (\w+)\n/.exec(textOf(page))![1];
  for (const option of optionsOf(name.startsWith('DefaultDeny') ? 'DefaultDenyProps' : `${name}Props`)) expect(textOf(page)).toContain(`\`${option}\``);
});
