import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FLOW_FORMATS } from '../../src/flows';
import { REPLAY } from '../../src/cli/commands/replay/spec';
import { call } from './call';

const DOCS = join(__dirname, '..', '..', 'docs');
const PAGE = readFileSync(join(DOCS, 'replay.md'), 'utf8');
const block = (language: string, number = 0) => [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))][number][1];

let folder: string;
const before = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-replay-docs-'));
  mkdirSync(join(folder, 'manifests'));
  writeFileSync(join(folder, 'manifests', 'shop.yaml'), block('yaml'));
  writeFileSync(join(folder, 'flows.csv'), block('csv'));
  writeFileSync(join(folder, 'accepted.yaml'), block('yaml', 1));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it('prints what the page shows', async () => {
  const [command, ...output] = block('console').replace(/^\$ netfence /, '').split('\n');
  expect(await call(command.split(' '))).toMatchObject({ code: 2, out: output.join('\n') });
});

it('reads the ignores of the page', async () => {
  const { out } = await call(['replay', 'flows.csv', 'manifests', '--ignore', 'accepted.yaml']);
  expect(out).toContain('accepted: the report moves to the warehouse (until 2027-01-31)');
});

it('has a page for every form, and every option is on the page or explains itself', () => {
  const pages = readdirSync(join(DOCS, 'flows')).map((name) => readFileSync(join(DOCS, 'flows', name), 'utf8')).join('\n');
  for (const { name } of FLOW_FORMATS) expect(pages).toContain(`\`--from ${name}\``);
  expect(REPLAY.options.find(({ name }) => name === 'from')!.choices).toEqual(expect.arrayContaining(FLOW_FORMATS.map(({ name }) => name)));
  for (const name of ['old', 'from', 'fail-on', 'most-denied', 'most-unmapped', 'most-lost', 'ignore', 'allow-partial', 'all']) expect(PAGE).toContain(`--${name}`);
});
