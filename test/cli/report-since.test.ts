import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';
import { partOf } from './report-call';

const folder = mkdtempSync(join(tmpdir(), 'netfence-since-'));
const before = process.cwd();
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function git(day: string, ...args: string[]): void {
  const dates = { GIT_AUTHOR_DATE: `${day}T12:00:00Z`, GIT_COMMITTER_DATE: `${day}T12:00:00Z` };
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe', env: { ...process.env, ...dates } });
}

const policy = (ports: readonly number[]) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop, annotations: { netfence/owner: "team  shop" } }
spec:
  podSelector: {}
  ingress:
${ports.map((port) => `    - ports: [{ port: ${port} }]\n`).join('')}`;

it('says of each rule who answers for it, and since when its line is as it is', async () => {
  process.chdir(folder);
  const rows = async () => {
    const { out } = await call(['report', 'p.yaml', '--date', '2026-11-30', '--format', 'json']);
    return JSON.parse(out).register.rules.map(({ owner, since }: Record<string, unknown>) => [owner, since]);
  };
  writeFileSync('p.yaml', policy([1]));
  expect(await rows()).toEqual([['team shop', undefined]]);
  git('2026-01-02', 'init', '-q');
  git('2026-01-02', 'add', '-A');
  git('2026-01-02', 'commit', '-q', '-m', 'x');
  writeFileSync('p.yaml', policy([1, 2]));
  git('2026-03-04', 'commit', '-q', '-am', 'x');
  writeFileSync('p.yaml', policy([1, 2, 3]));
  expect(await rows()).toEqual([['team shop', '2026-01-02'], ['team shop', '2026-03-04'], ['team shop', undefined]]);
  const { out } = await call(['report', 'p.yaml', '--date', '2026-11-30', '--csv', 'rules.csv']);
  expect(partOf(out, 'register')).toMatch(/ owner since .* team shop 2026-03-04 /);
});

it('says nothing of lines as old as a clone that does not hold all commits', async () => {
  git('2026-03-04', 'clone', '-q', '--depth', '1', `file://${folder}`, join(folder, 'clone'));
  process.chdir(join(folder, 'clone'));
  const { out } = await call(['report', 'p.yaml', '--date', '2026-11-30', '--format', 'json']);
  expect(JSON.parse(out).register.rules.map(({ since }: Record<string, unknown>) => since)).toEqual([undefined, undefined]);
});
