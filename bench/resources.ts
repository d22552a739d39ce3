/**
 * `npm run bench -- resources`: whole processes on inputs of which one thing is very large, by processor time and peak memory, each at a
 * quarter of its size, too. The exponent is that of the time beyond an empty input. Needs the compiled package.
 */
import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ResourceShape, resourceText } from './resource-shapes';
import { exponent, table } from './table';
import { namespaceText } from './team';

const BIN = process.env.NETFENCE_BIN ?? join(__dirname, '..', 'bin', 'netfence');

interface Usage { readonly seconds: number; readonly megabytes: number; readonly code: number | null }
interface Run {
  readonly shape: ResourceShape;
  readonly size: number;
  readonly command: readonly string[];
  /** The goals. */
  readonly growth?: number;
  readonly seconds?: number;
  readonly megabytes: number;
}

const RUNS: readonly Run[] = [
  { shape: 'pods', size: 300, command: ['list'], growth: 2, seconds: 5, megabytes: 500 },
  { shape: 'portrules', size: 8_000, command: ['list'], growth: 1.3, megabytes: 1_000 },
  { shape: 'ports', size: 32_000, command: ['list'], growth: 1.3, megabytes: 1_000 },
  { shape: 'excepts', size: 20_000, command: ['list'], growth: 1.3, megabytes: 1_000 },
  { shape: 'cidrs', size: 20_000, command: ['list'], growth: 1.3, megabytes: 1_000 },
  { shape: 'rules', size: 8_000, command: ['check'], growth: 1.3, megabytes: 1_000 },
  { shape: 'named', size: 1_200, command: ['check'], growth: 1.3, megabytes: 1_000 },
  // exponential by nature: a cap ends it, with exit code 3
  { shape: 'labels', size: 50, command: ['exposure'], megabytes: 1_000 },
  { shape: 'labels', size: 50, command: ['prove', '--use', 'nsa-metadata'], megabytes: 1_000 },
];

const folder = mkdtempSync(join(tmpdir(), 'bench-resources-'));

function measure(...args: readonly string[]): Usage {
  const usage = join(folder, 'usage.json');
  const { status } = spawnSync(process.execPath, ['--require', join(__dirname, 'usage.js'), BIN, ...args], { stdio: 'ignore', env: { ...process.env, USAGE: usage } });
  return { ...JSON.parse(readFileSync(usage, 'utf8')) as Omit<Usage, 'code'>, code: status };
}

function file(shape: ResourceShape, size: number): string {
  const path = join(folder, `${shape}-${size}.json`);
  writeFileSync(path, resourceText(shape, size));
  return path;
}

function teams(workloads: number): string {
  const path = join(folder, 'teams');
  mkdirSync(path);
  for (let n = 0; n < workloads / 10; n++) writeFileSync(join(path, `${n}.yaml`), namespaceText(n));
  return path;
}

const atMost = (goal: number | undefined, unit: string) => (goal === undefined ? '' : `≤ ${goal}${unit}`);

function main(): void {
  const rows = RUNS.map(({ shape, size, command, growth, seconds, megabytes }) => {
    const [none, quarter, whole] = [0, size / 4, size].map((each) => measure(...command, file(shape, each)));
    const grown = exponent([size / 4, size], [quarter, whole].map((one) => Math.max(one.seconds - none.seconds, 0.001)));
    return [
      `${shape} ${size}`, command[0], `${whole.seconds.toFixed(2)} s`, atMost(seconds, ' s'), growth === undefined ? '' : grown.toFixed(2), atMost(growth, ''),
      `${whole.megabytes.toFixed(0)} MB`, atMost(megabytes, ' MB'), `${whole.code}`,
    ];
  });
  table(['input', 'command', 'processor time', 'goal', 'exponent', 'goal', 'peak memory', 'goal', 'exit code'], rows);

  const size = 10_000;
  const [near, plain] = [file('neighbours', size), teams(size)].map((path) => measure('list', path));
  const ratio = near.seconds / plain.seconds;
  process.stdout.write(`neighbours ${size}: list in ${near.seconds.toFixed(2)} s, ${ratio.toFixed(2)} × that of ${size} workloads in closed namespaces (goal ≤ 1.5)\n\n`);
}

try {
  main();
} finally {
  rmSync(folder, { recursive: true });
}
