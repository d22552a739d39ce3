import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { namespaceText } from './team';

/** `netfence list` as a whole process on namespaces of ten Deployments and four policies. Needs the compiled package. */

const BIN = process.env.NETFENCE_BIN ?? join(__dirname, '..', 'bin', 'netfence');
const GOALS = [{ workloads: 1_000, seconds: 0.6 }, { workloads: 3_000, seconds: 1.2 }, { workloads: 10_000, seconds: 3 }];
const RUNS = 3;

function measure(command: string, args: readonly string[]): { seconds: number; lines: number } {
  const start = process.hrtime.bigint();
  const out = execFileSync(command, args, { maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  let lines = 0;
  for (const byte of out) if (byte === 10) lines++;
  return { seconds, lines };
}

function median(run: () => { seconds: number; lines: number }): { seconds: number; lines: number } {
  return Array.from({ length: RUNS }, run).sort((a, b) => a.seconds - b.seconds)[Math.floor(RUNS / 2)];
}

function main(): void {
  const bare = median(() => measure(process.execPath, ['-e', '0'])).seconds;
  const version = median(() => measure(process.execPath, [BIN, '--version'])).seconds;
  process.stdout.write(`--version: ${version.toFixed(3)} s, ${(version / bare).toFixed(2)} times bare node (goal 1.5)\n`);
  let missed = version / bare > 1.5 ? 1 : 0;
  const times: { workloads: number; seconds: number }[] = [];
  for (const { workloads, seconds: goal } of GOALS) {
    const folder = mkdtempSync(join(tmpdir(), 'netfence-bench-'));
    try {
      for (let n = 0; n < workloads / 10; n++) writeFileSync(join(folder, `team-${n}.yaml`), namespaceText(n));
      const { seconds, lines } = median(() => measure(process.execPath, [BIN, 'list', folder]));
      times.push({ workloads, seconds });
      if (seconds > goal) missed++;
      process.stdout.write(`list, ${workloads} workloads: ${seconds.toFixed(2)} s (goal ${goal}), ${lines} lines\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const [small, large] = [times[0], times[times.length - 1]];
  const exponent = Math.log(large.seconds / small.seconds) / Math.log(large.workloads / small.workloads);
  process.stdout.write(`growth exponent ${exponent.toFixed(2)} (goal 1.1); ${missed === 0 ? 'all goals met' : `${missed} goals missed`}\n`);
}

main();
