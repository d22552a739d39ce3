/**
 * The engine on clusters of published shapes, each in a process of its own: from parsed manifests, which are made one at a time, to all
 * edges counted. Needs the compiled package: `npm run compile`, then `npm run bench -- engine`.
 */
import { execFileSync } from 'child_process';
import { join } from 'path';
import { buildSync } from 'esbuild';
import type { Measured, Goal } from './table';
import { exponent, median, table } from './table';

/** Bundled: a compiler in the measured process would be measured, too. */
const CHILD = join(__dirname, '..', '.tmp', 'bench', 'engine-child.js');

interface Run { readonly shape: string; readonly sizes: readonly number[]; readonly runs: number; readonly goal: Goal; readonly heap: number }

const RUNS: readonly Run[] = [
  { shape: 'w1', sizes: [1000], runs: 5, goal: { milliseconds: 800 }, heap: 1000 },
  { shape: 'w1', sizes: [10_000], runs: 1, goal: { milliseconds: 8_000, megabytes: 1_000 }, heap: 1000 },
  { shape: 'w2', sizes: [25_000], runs: 3, goal: { milliseconds: 1_500, megabytes: 400 }, heap: 400 },
  { shape: 'w3', sizes: [10_000], runs: 3, goal: { milliseconds: 150 }, heap: 1000 },
  { shape: 'w4', sizes: [10_000], runs: 3, goal: { milliseconds: 400 }, heap: 1000 },
  { shape: 'w5', sizes: [10_000], runs: 1, goal: { milliseconds: 8_000 }, heap: 4000 },
];

/** W1 in other languages: how much slower it may be than W1 of the same run. */
const LANGUAGE_GOALS = [['cluster', 1.3], ['cilium', 1.3], ['calico', 1.5], ['antrea', 1.5]] as const;

function child(heap: number, ...args: (string | number)[]): Measured {
  const node = ['--expose-gc', `--max-old-space-size=${heap}`, CHILD];
  return JSON.parse(execFileSync(process.execPath, [...node, ...args.map(String)], { encoding: 'utf8', maxBuffer: 1 << 24 }));
}

export function run(): void {
  buildSync({ entryPoints: [join(__dirname, 'engine-child.ts')], outfile: CHILD, bundle: true, platform: 'node', logLevel: 'warning' });
  const rows: string[][] = [];
  const times = new Map<string, number>();
  const firsts = new Map<string, number>();
  for (const { shape, sizes, runs, goal, heap } of RUNS) {
    for (const size of sizes) {
      const measured = Array.from({ length: runs }, () => child(heap, 'shape', shape, size));
      const milliseconds = median(measured.map((m) => m.milliseconds));
      const megabytes = median(measured.map((m) => m.megabytes));
      times.set(`${shape} ${size}`, milliseconds);
      firsts.set(`${shape} ${size}`, median(measured.map((m) => m.first ?? m.milliseconds)));
      rows.push([
        measured[0].name, `${measured[0].policies} × ${measured[0].pods}`, `${milliseconds.toFixed(0)} ms`, `≤ ${goal.milliseconds} ms`,
        `${megabytes.toFixed(0)} MB`, goal.megabytes === undefined ? '' : `≤ ${goal.megabytes} MB`, measured[0].note ?? '',
      ]);
    }
  }
  table(['shape', 'policies × pods', 'median', 'goal', 'peak memory', 'goal', 'of it reading objects / classes / edges'], rows);

  // like with like: the large one runs but once in its process
  const [small, large] = ['w1 1000', 'w1 10000'].map((key) => firsts.get(key)!);
  const growth = exponent([1000, 10_000], [small, large]);
  process.stdout.write(`growth exponent of W1 from 100,000 to 1,000,000 pods, first run of a process each (${small.toFixed(0)} and ${large.toFixed(0)} ms): ${growth.toFixed(2)} (goal ≤ 1.1)\n\n`);

  languages(times.get('w1 1000')!);

  const naive = child(4000, 'oracle');
  const ratio = naive.milliseconds / times.get('w1 1000')!;
  process.stdout.write(`W1 by the naive oracle: ${naive.note}\nratio: ${ratio.toFixed(0)}× (goal ≥ 50×)\n\n`);

  const point = child(2000, 'point');
  process.stdout.write(`${point.note}\n`);
}

/** Each from 1,000 policies to 10,000. */
function languages(w1: number): void {
  const rows = LANGUAGE_GOALS.map(([language, goal]) => {
    const [small, large] = [100, 1000].map((size) => Array.from({ length: 3 }, () => child(2000, 'shape', `w1-${language}`, size)));
    const milliseconds = median(large.map((one) => one.milliseconds));
    const growth = exponent([100, 1000], [small, large].map((runs) => median(runs.map(({ first, milliseconds: best }) => first ?? best))));
    return [
      large[0].name, `${large[0].policies} × ${large[0].pods}`, `${milliseconds.toFixed(0)} ms`, `${(milliseconds / w1).toFixed(2)}×`, `≤ ${goal}×`,
      growth.toFixed(2), '≤ 1.1', `${median(large.map(({ megabytes }) => megabytes)).toFixed(0)} MB`, large[0].note ?? '',
    ];
  });
  table(['shape', 'rules apart × pods', 'median', 'of W1', 'goal', 'growth from a tenth', 'goal', 'peak memory', 'of it reading objects / classes / edges'], rows);
}
