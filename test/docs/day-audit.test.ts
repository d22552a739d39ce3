import { createHash } from 'crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { call } from '../cli/call';
import { partOf } from '../cli/report-call';

const ROOT = resolve(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'day-audit.md'), 'utf8');
const SESSIONS = [...PAGE.matchAll(/^```console\n\$ netfence (.*)\n([^]*?)```$/gm)].map(([, command, output]) => [command, output]);

const before = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-audit-'));
  for (const [from, to] of [['yaml', 'before'], ['corrected', 'manifests'], ['corrected', 'cluster'], ['flows.csv', 'flows.csv']]) {
    cpSync(join(ROOT, 'examples', from), join(folder, to), { recursive: true });
  }
  writeFileSync(join(folder, 'apart.yaml'), /^```yaml\n([^]*?)```$/m.exec(PAGE)![1]);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it.each(SESSIONS)('netfence %s', async (command, output) => {
  const { code, out } = await call(command.split(' '));
  expect([code, out]).toEqual([output.startsWith('refuted') ? 2 : 0, output]);
});

it('the documents answer the question of the page, as it says', () => {
  expect(SESSIONS.length).toBe(4);
  const [first, last] = ['first.html', 'report.html'].map((file) => readFileSync(file, 'utf8'));
  const [, rule, place] = /names the rule:\n`(.*)`, at `(.*)`\./.exec(PAGE)!;
  expect(partOf(first, 'register')).toContain(`staging production allowed for some: All Connections ingress: ${rule} allows ${place}`);
  expect(partOf(last, 'register')).toContain('staging production denied for every pair of pods ingress: NetworkPolicy production/');
  expect(partOf(last, 'clauses')).toContain('staging-apart: ✓ proved');
  expect(partOf(last, 'drift')).toContain('No connection differs.');
  expect(partOf(last, 'cover')).toContain(createHash('sha256').update(readFileSync('report.json')).digest('hex'));
});
