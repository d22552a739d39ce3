import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT } from './run';

/** A copy of the example, where its reader may have changed the program. */
function project(change: (main: string) => string = (main) => main): string {
  const folder = mkdtempSync(join(tmpdir(), 'own-rule-'));
  cpSync(join(ROOT, 'examples', 'own-rule'), folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'main.ts'), change(readFileSync(join(folder, 'main.ts'), 'utf8')));
  return folder;
}

function synth(folder: string) {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return spawnSync(process.execPath, [tsx, '--tsconfig', join(ROOT, 'tsconfig.dev.json'), 'main.ts'], { cwd: folder, encoding: 'utf8' });
}

const README = readFileSync(join(ROOT, 'examples', 'own-rule', 'README.md'), 'utf8');
const opened = (main: string) => main.replace('[Peer.namespace(\'billing\')]', /`from` in `main.ts` to `([^`]+)`/.exec(README)![1]);

test('the example is fenced as its organisation wants', () => {
  expect(synth(project())).toMatchObject({ status: 0, stderr: '' });
}, 60_000);

test('the change that the README shows ends the synthesis with the words that it shows', () => {
  const { status, stderr } = synth(project(opened));
  expect(status).toBe(1);
  expect(stderr).toContain(/^```\n(.*)\n```$/m.exec(README)![1]);
}, 60_000);

test('so does a database without a fence, and nothing else finds it', () => {
  const { status, stderr } = synth(project((main) => main.replace('[records, billing]', '[records]')));
  expect(status).toBe(1);
  expect(stderr.match(/\[[a-z-]+\] [A-Z]/g)).toEqual(['[org-restricted-data] N']);
  expect(stderr).toContain('`website/website[Deployment]` reaches `billing/billing[Deployment]`');
}, 60_000);
