import { spawn } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { sample, samplePath } from '../flows/capture';
import { emptyFolder, layPackage } from '../testing/packed';

const folder = emptyFolder('live');
const bin = join(layPackage(folder), 'bin', 'netfence');
const LINES = sample('hubble-jsonpb.jsonl').trim().split('\n');
const ANOTHER = /"uuid":"[^"]*"/;
let number = 0;
/** As `hubble observe --follow` goes on and on: the same connections, each record with a name of its own. */
const more = (lines: number) => Array.from({ length: lines }, () => LINES[number++ % LINES.length].replace(ANOTHER, `"uuid":"${number}"`)).join('\n');

/** A process that reads a live pipe; `fed` answers when it has read nearly all that was written. */
function live(...argv: string[]) {
  const child = spawn(process.execPath, [bin, 'replay', '-', samplePath('scenario.yaml'), ...argv], { stdio: 'pipe' });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  const fed = async (text: string) => {
    if (!child.stdin.write(text)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  };
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]);
  return { child, ended, fed, resident };
}

it('judges what came until the pipe ends', async () => {
  const { child, ended, fed } = live();
  await fed(`${more(200)}\n`);
  child.stdin.end(`${more(10)}\n`);
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(out).toMatch(/^3 would pass but was denied at the time/);
  expect(out).toContain('record: 210 records');
}, 60_000);

it('judges what came until Ctrl-C, and takes the torn last line for none', async () => {
  const { child, ended, fed } = live();
  await fed(`${more(1000)}\n${LINES[0].slice(0, 100)}`);
  child.kill('SIGINT');
  const { code, out, err } = await ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/record: \d+ records/);
}, 60_000);

it('names each newly denied connection once, while the pipe is open', async () => {
  const fence = join(folder, 'fence.yaml');
  writeFileSync(fence, 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: all, namespace: shop }\nspec: { podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress] }\n');
  const { child, ended, fed } = live(fence);
  let err = '';
  const says = (text: RegExp) => new Promise<void>((resolve) => {
    const look = () => text.test(err) && resolve();
    child.stderr.on('data', (piece) => {
      err += piece;
      look();
    });
    look();
  });
  const flow = (port: number) => LINES[0].replace(ANOTHER, `"uuid":"live-${number++}"`).replace('"destination_port":8080', `"destination_port":${port}`);
  await fed(`${flow(8080)}\n`);
  await says(/would be denied: shop\/frontend\[Deployment\] => shop\/api\[Deployment\] : TCP 8080\n/);
  await fed(`${flow(8080)}\n${flow(9090)}\n`);
  await says(/TCP 9090\n/);
  child.stdin.end();
  const all = await ended;
  expect(all.code).toBe(2);
  expect(all.err.match(/would be denied: .*\n/g)!.map((line) => line.slice(-9))).toEqual(['TCP 8080\n', 'TCP 9090\n']);
  expect(all.out).toContain('would be denied: 2\n');
}, 60_000);

it('names the torn last line of a pipe that ended by itself', async () => {
  const { child, ended } = live();
  child.stdin.end(`${more(5)}\n${LINES[0].slice(0, 100)}`);
  expect(await ended).toMatchObject({ code: 3, err: expect.stringContaining('a last line that was cut') });
}, 60_000);

(process.platform === 'linux' ? it : it.skip)('does not grow with the lines', async () => {
  const { child, ended, fed, resident } = live();
  for (let i = 0; i < 20; i++) await fed(`${more(1000)}\n`);
  const early = resident();
  for (let i = 0; i < 60; i++) await fed(`${more(1000)}\n`);
  // four times the lines; the engine of JavaScript keeps some of what it no longer needs
  expect(resident()).toBeLessThan(early + 60_000);
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
}, 120_000);

it('says what to do where nobody understands the pipe', async () => {
  const { child, ended } = live();
  child.stdin.end('no flows at all\n');
  expect(await ended).toMatchObject({ code: 3, err: expect.stringContaining('a file of no known form') });
}, 60_000);
