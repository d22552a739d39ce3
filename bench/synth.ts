/**
 * `npm run bench -- synth`: building and synthesizing policies with our constructs against the same objects made otherwise, byte for byte. Processor time, each
 * pair in turns in one run. Needs the compiled package; `NETFENCE_LIB` names another build of it.
 *
 * The stock `App` of cdk8s gets slower with the square of its charts: what only `FenceApp` reaches is measured where the package has it.
 */
import { execFileSync } from 'child_process';
import { createRequire } from 'module';
import { join } from 'path';
import { exponent, median, table } from './table';

const LIB = process.env.NETFENCE_LIB ?? join(__dirname, '..', 'lib');

interface App {
  readonly charts: number;
  readonly policies: number;
  /** What makes the objects: our constructs, cdk8s-plus, `ApiObject` alone, or `ApiObject` in a plain construct. */
  readonly writer?: 'ours' | 'plus' | 'bare' | 'wrapped';
  readonly app?: 'App' | 'FenceApp';
  /** With a fence in each chart, whose checks and proof are on or off. */
  readonly checks?: 'on' | 'off';
  /** Each chart depends on the one before. */
  readonly chained?: boolean;
}

interface Cost {
  /** Milliseconds of the processor: building and synthesis. */
  readonly total: number;
  readonly synth: number;
  /** Peak resident memory. */
  readonly megabytes: number;
  readonly hash: string;
}

function once(app: App): Cost {
  const out = execFileSync(process.execPath, [join(__dirname, 'synth-child.js'), JSON.stringify({ lib: LIB, ...app })], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(out) as Cost;
}

/** In turns, so that a busy machine slows both alike. */
function pair(a: App, b: App, runs: number): readonly [Cost, Cost] {
  const costs = Array.from({ length: runs }, () => [once(a), once(b)]);
  return [0, 1].map((i): Cost => ({
    total: median(costs.map((cost) => cost[i].total)),
    synth: median(costs.map((cost) => cost[i].synth)),
    megabytes: median(costs.map((cost) => cost[i].megabytes)),
    hash: costs[0][i].hash,
  })) as [Cost, Cost] & readonly Cost[];
}

const rows: string[][] = [];

function row(what: string, figure: string, goal: string, ...costs: readonly string[]): void {
  // the whole takes minutes
  process.stderr.write(`${what}: ${figure} (${goal})\n`);
  rows.push([what, ...costs, figure, goal]);
}

const ms = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;

/** The same files, or it is no comparison. */
function same([a, b]: readonly [Cost, Cost], what: string): readonly [Cost, Cost] {
  if (a.hash !== b.hash) throw new Error(`not the same output: ${what}`);
  return [a, b];
}

/** Our constructs cost at most so many times what a peer costs. */
function atMost(what: string, own: App, peer: App, goal: number, runs = 3): void {
  const [a, b] = same(pair({ writer: 'ours', ...own }, peer, runs), what);
  row(`${what}, against ${peer.writer === 'bare' ? 'bare ApiObjects' : 'ApiObjects in a construct each'}`, `${(a.total / b.total).toFixed(2)}×`, `≤ ${goal}×`, ms(a.total), ms(b.total));
}

/** At least so many times as fast as cdk8s-plus-27 with the stock `App`. */
function faster(what: string, own: App, goal: number, runs: number): void {
  const [a, b] = same(pair({ writer: 'ours', ...own }, { ...own, app: 'App', writer: 'plus' }, runs), what);
  row(`${what}, against cdk8s-plus-27`, `${(b.total / a.total).toFixed(1)}×`, `≥ ${goal}×`, ms(a.total), ms(b.total));
}

/** What the checks and the proofs of fences add to a synthesis. */
function checks(what: string, own: App, goal: number): void {
  const [on, off] = same(pair({ ...own, checks: 'on' }, { ...own, checks: 'off' }, 3), what);
  row(`${what}: checks and proofs on top of synthesis`, `${((on.synth / off.synth - 1) * 100).toFixed(0)} %`, `≤ ${goal} %`, ms(on.synth), ms(off.synth));
}

const STOCK = { app: 'App' } as const;
const FENCE = { app: 'FenceApp' } as const;

function stock(): void {
  const layouts = [{ charts: 1, policies: 10_000 }, { charts: 200, policies: 2_000 }];
  for (const layout of layouts) atMost(`App: ${layout.policies} policies in ${layout.charts} charts`, { ...STOCK, ...layout }, { ...layout, writer: 'bare' }, 1.5);
  const many = { charts: 600, policies: 6_000 };
  atMost('App: 6000 policies in 600 charts', { ...STOCK, ...many }, { ...many, writer: 'wrapped' }, 1.15);
  for (const charts of [1, 100]) checks(`App: 10000 policies in ${charts} charts`, { ...STOCK, charts, policies: 10_000 }, 25);
}

function fenceApp(): void {
  faster('FenceApp: 10000 policies in 1000 charts', { ...FENCE, charts: 1_000, policies: 10_000 }, 25, 1);
  faster('FenceApp: 10000 policies in 1 chart', { ...FENCE, charts: 1, policies: 10_000 }, 5, 3);
  const [large, small] = pair({ ...FENCE, charts: 3_000, policies: 30_000 }, { ...FENCE, charts: 300, policies: 3_000 }, 3);
  row('FenceApp: growth from 3000 policies to 30000, ten a chart', exponent([3_000, 30_000], [small.total, large.total]).toFixed(2), '≤ 1.1', ms(large.total), ms(small.total));
  const fifty = { ...FENCE, charts: 50, policies: 500 };
  const [chained, loose] = pair({ ...fifty, chained: true }, fifty, 5);
  row('FenceApp: 50 charts of ten, each depending on the one before, against none', `${(chained.total / loose.total).toFixed(2)}×`, '≤ 2×', ms(chained.total), ms(loose.total));
  for (const charts of [1, 100, 1_000]) checks(`FenceApp: 10000 policies in ${charts} charts`, { ...FENCE, charts, policies: 10_000 }, 25);
  for (const charts of [1, 100, 1_000]) {
    for (const checked of [undefined, 'on'] as const) {
      const { megabytes } = once({ ...FENCE, charts, policies: 10_000, ...(checked && { checks: checked }) });
      const what = `FenceApp: 10000 policies in ${charts} charts${checked ? ', with fences, checks and proofs' : ''}`;
      row(`${what}, peak memory`, `${megabytes.toFixed(0)} MB`, '≤ 200 MB', '', '');
    }
  }
  // what cdk8s needs for the objects themselves, and the writing of FenceApp: the least that any constructs cost
  const [floor, peer] = pair({ ...FENCE, charts: 1, policies: 10_000, writer: 'bare' }, { ...STOCK, charts: 1, policies: 10_000, writer: 'plus' }, 3);
  row('FenceApp: 10000 bare ApiObjects in 1 chart, against cdk8s-plus-27', `${(peer.total / floor.total).toFixed(1)}×`, '', ms(floor.total), ms(peer.total));
}

stock();
const hasFenceApp = 'FenceApp' in (createRequire(__filename)(LIB) as object);
if (hasFenceApp) fenceApp();
else process.stdout.write('The package has no FenceApp: its rows are left out.\n\n');
table(['building and synthesis, processor time', 'ours', 'peer', 'figure', 'goal'], rows);
