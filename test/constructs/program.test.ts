import { execFile } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { promisify } from 'util';
import { parseAllDocuments } from 'yaml';
import { complaints } from './openapi';
import { world } from './written';

const ROOT = resolve(__dirname, '..', '..');
const run = promisify(execFile);

/** The files that the program of the README writes, in an environment of its own. */
async function files(environment: Record<string, string> = {}): Promise<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), 'program-'));
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const program = join(__dirname, 'programs', 'four-namespaces.ts');
  const { stderr } = await run(process.execPath, [tsx, '--tsconfig', join(ROOT, 'tsconfig.dev.json'), program], { env: { ...process.env, ...environment, CDK8S_OUTDIR: outdir } });
  expect(stderr).toBe('');
  return Object.fromEntries(readdirSync(outdir).filter((name) => !name.startsWith('.')).sort().map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
}

test('four namespaces in twenty lines', async () => {
  const written = await files();
  expect(written).toMatchSnapshot();
  const manifests = Object.values(written).flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()));
  expect(complaints(manifests)).toEqual([]);
  const pods = ['production', 'team-alpha', 'team-beta', 'staging'].flatMap((namespace) =>
    ['api-server', 'frontend', 'database'].map((app) => `${namespace}/${app} app=${app}`));
  const { asks, reached, reaching } = world(manifests, [...pods, 'kube-system/dns k8s-app=kube-dns']);
  expect(reaching('production/api-server', 'TCP 8080')).toEqual(['production/frontend']);
  expect(reached('production/api-server', 'TCP 5432')).toEqual([]);
  expect(asks('production/api-server', 'production/database', 'TCP 5432')).toBe('denied');
  for (const team of ['team-alpha', 'team-beta', 'staging']) {
    expect(reaching(`${team}/database`, 'TCP 5432')).toEqual([`${team}/api-server`, `${team}/frontend`]);
    expect(reached(`${team}/database`, 'UDP 53')).toEqual([`${team}/api-server`, `${team}/frontend`, 'kube-system/dns']);
  }
}, 60_000);

test('it is the program of the README', () => {
  const [, program] = /```ts\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  expect(program).toBe(readFileSync(join(__dirname, 'programs', 'four-namespaces.ts'), 'utf8'));
});

test('the same bytes in every time zone and locale', async () => {
  const [plain, ...others] = await Promise.all([
    files({ TZ: 'UTC', LC_ALL: 'C' }), files({ TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }), files({ TZ: 'America/St_Johns', LC_ALL: 'de_DE' }),
  ]);
  expect(Object.keys(plain)).toEqual(['production.k8s.yaml', 'teams.k8s.yaml']);
  for (const other of others) expect(other).toEqual(plain);
}, 60_000);
