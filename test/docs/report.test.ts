import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { PARTS } from '../../src/report/report/html';
import { call } from '../cli/call';

const ROOT = resolve(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'report.md'), 'utf8');
const SESSIONS = [...PAGE.matchAll(/^```console\n\$ netfence (.*)\n([^]*?)\n?```$/gm)].map(([, command, output]) => [command, output]);

const before = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-report-page-'));
  for (const [from, to] of [['yaml', 'manifests'], ['yaml', 'before'], ['corrected', 'cluster'], ['flows.csv', 'flows.csv']]) {
    cpSync(join(ROOT, 'examples', from), join(folder, to), { recursive: true });
  }
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('the commands of docs/report.md', () => {
  it.each(SESSIONS)('netfence %s', async (command, output) => {
    const { code, out } = await call(command.split(' '));
    expect(code).toBe(0);
    const [start, ...rest] = output.split(/^…\n?/m);
    expect(out.slice(0, start.length)).toBe(start);
    if (rest.length === 0) expect(out).toBe(output);
    for (const [, file] of command.matchAll(/--(?:file|csv|json) (\S+)/g)) expect([file, existsSync(file)]).toEqual([file, true]);
  });

  it('are five', () => {
    expect(SESSIONS.length).toBe(5);
  });
});

it('the page lists the parts of the document', () => {
  const rows = [...PAGE.matchAll(/^\| ([A-Z][^|]*) \| /gm)].map(([, title]) => title);
  expect(rows).toEqual(PARTS.map(({ title }) => title));
});
