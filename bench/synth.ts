/** `npm run bench -- synth`: what the checks cost at synth, 10,000 policies in 1 chart and in 100, against the same synth without them. */
import { execFileSync } from 'child_process';
import { join } from 'path';
import { median, table } from './table';

const ROOT = join(__dirname, '..');
const LIB = process.env.NETFENCE_LIB ?? join(ROOT, 'lib');
const POLICIES = 10_000;
const RUNS = 3;
const GOAL = 0.35;

function once(charts: number, mode: 'off' | 'fail'): number {
  const out = execFileSync(process.execPath, [join(__dirname, 'synth-child.js'), LIB, String(charts), String(POLICIES), mode], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return (JSON.parse(out) as { processor: number }).processor;
}

const rows = [1, 100].map((charts) => {
  // in turns, so that a busy machine slows both alike
  const pairs = Array.from({ length: RUNS }, () => [once(charts, 'off'), once(charts, 'fail')]);
  const [off, on] = [0, 1].map((i) => median(pairs.map((pair) => pair[i])));
  return [`${charts} ${charts === 1 ? 'chart' : 'charts'}`, `${off.toFixed(0)} ms`, `${on.toFixed(0)} ms`, `${((on / off - 1) * 100).toFixed(0)} %`, `≤ ${GOAL * 100} %`];
});
table([`synth of ${POLICIES} policies, processor time`, 'without checks', 'with checks', 'cost', 'goal'], rows);
