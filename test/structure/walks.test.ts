import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');
const LIB = join(ROOT, 'lib');
/** Leaves that every room may ask at any time. */
const LEAVES = ['sets', 'text', 'errors', 'model'];

let folder: string;

beforeAll(() => {
  if (!existsSync(join(LIB, 'index.js'))) throw new Error('there is no lib; run `npm run compile` first');
  folder = mkdtempSync(join(tmpdir(), 'netfence-walk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Walk {
  /** The rooms in the order of their first calls, without leaves. */
  readonly rooms: readonly string[];
  /** The calls that go from a room to one that was entered before it. */
  readonly upward: readonly string[];
}

function walk(program: string): Walk {
  const file = join(folder, 'program.js');
  writeFileSync(file, program);
  const { stderr, status } = spawnSync(process.execPath, [join(__dirname, 'record-calls.cjs'), LIB, file], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { entered, calls } = JSON.parse(stderr.trim().split('\n').pop()!) as { entered: string[]; calls: [string, number][] };
  const rooms = entered.filter((room) => !LEAVES.includes(room));
  const upward = calls.map(([call]) => call).filter((call) => {
    const [from, to] = call.split(' -> ');
    return !LEAVES.includes(to) && from !== 'user' && rooms.indexOf(from) > rooms.indexOf(to);
  });
  return { rooms, upward };
}

/** The walk that ARCHITECTURE.md lists behind a name. */
function listed(name: string): string[] {
  const line = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').split('\n').find((text) => text.startsWith(`| ${name} |`));
  return [...(line ?? '').matchAll(/`([\w-]+)`/g)].map(([, room]) => room);
}

test('a manifest goes from text to the printed line through each room once, and never back up', () => {
  const { rooms, upward } = walk(`
    process.argv.splice(2, process.argv.length, 'list', 'examples/yaml', '--file', ${JSON.stringify(join(folder, 'out.txt'))});
    require(${JSON.stringify(join(ROOT, 'bin/netfence'))});`);
  expect(upward).toEqual([]);
  expect(rooms).toEqual(listed('a manifest'));
  expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toContain('production/api-server[Deployment]');
}, 60_000);

test('a construct goes from props to YAML through each room once, and never back up', () => {
  const { rooms, upward } = walk(`
    const { App, Chart } = require(${JSON.stringify(join(ROOT, 'node_modules/cdk8s'))});
    const { CheckMode, Checks, DefaultDeny } = require(${JSON.stringify(LIB)});
    const app = new App({ outdir: ${JSON.stringify(join(folder, 'dist'))} });
    // the check of an app is the way of a manifest, from its object on
    Checks.configure(app, { mode: CheckMode.OFF, fences: CheckMode.OFF });
    new DefaultDeny(new Chart(app, 'shop', { namespace: 'shop' }), 'deny');
    app.synth();`);
  expect(upward).toEqual([]);
  expect(rooms).toEqual(listed('a construct'));
  expect(readFileSync(join(folder, 'dist', 'shop.k8s.yaml'), 'utf8')).toContain('kind: NetworkPolicy');
}, 60_000);
