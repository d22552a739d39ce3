import { createHash } from 'crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { call } from '../cli/call';
import { partOf } from '../cli/report-call';

const ROOT = resolve(__dirname, '..', '..');
const page = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');
const sessionsOf = (text: string) => [...text.matchAll(/^```console\n\$ netfence (.*)\n([^]*?)```$/gm)].map(([, command, output]) => [command, output]);
const AUDIT = page('day-audit.md');
const PLATFORM = page('day-platform.md');

const before = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-audit-'));
  for (const [from, to] of [['yaml', 'before'], ['corrected', 'manifests'], ['corrected', 'cluster'], ['flows.csv', 'flows.csv']]) {
    cpSync(join(ROOT, 'examples', from), join(folder, to), { recursive: true });
  }
  writeFileSync(join(folder, 'apart.yaml'), /^```yaml\n([^]*?)```$/m.exec(AUDIT)![1]);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it.each([...sessionsOf(AUDIT), ...sessionsOf(PLATFORM)])('netfence %s', async (command, output) => {
  const { code, out } = await call(command.split(' '));
  expect([code, out]).toEqual([output.startsWith('refuted') ? 2 : 0, output]);
});

it('the documents answer the question of the auditor, as the page says', () => {
  expect(sessionsOf(AUDIT).length).toBe(4);
  const [first, last] = ['first.html', 'report.html'].map((file) => readFileSync(file, 'utf8'));
  const [, rule, place] = /names the rule:\n`(.*)`, at `(.*)`\./.exec(AUDIT)!;
  expect(partOf(first, 'register')).toContain(`staging production allowed for some: All Connections ingress: ${rule} allows ${place}`);
  expect(partOf(last, 'register')).toContain('staging production denied for every pair of pods ingress: NetworkPolicy production/');
  expect(partOf(last, 'clauses')).toContain('staging-apart: ✓ proved');
  expect(partOf(last, 'drift')).toContain('No connection differs.');
  expect(partOf(last, 'cover')).toContain(createHash('sha256').update(readFileSync('report.json')).digest('hex'));
});

it('the documents of the platform team show the change and the drift', () => {
  expect(sessionsOf(PLATFORM).length).toBe(4);
  const [proposal, state] = ['proposal.html', 'state.html'].map((file) => readFileSync(file, 'utf8'));
  expect(partOf(proposal, 'review')).toMatch(/From the last review to this input: .*3 connections closed/);
  expect(partOf(proposal, 'review')).toContain('The record shows every rule that allows something in use');
  expect(partOf(state, 'drift')).toMatch(/From the input to the cluster: 3 connections opened.*NetworkPolicy production\/\S+ changed \(before\/blog\.yaml:\d+\)/);
});
