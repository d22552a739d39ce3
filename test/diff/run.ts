/** `npm run diff-test`: the engine and the naive oracle on generated clusters. Exit 1 on the first disagreement, shrunk. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { parseArgs } from 'util';
import { stringify } from 'yaml';
import { bundleEngine, bundleFolder, bundleWorker, loadEngine } from './bundle';
import { FELL_OVER, failureOf, noCounts } from './compare';
import { Case, generateDump } from './generate';
import { judgeAll } from './pool';
import type { CreateEngine } from './question';
import { shrinkCase } from './shrink';
import { Tally, add, describe, newTally, shortcomings } from './tally';

const HELP = `usage: npm run diff-test -- [--cases N] [--seed S] [--workers W] [--from CASE] [--progress FILE]
  --cases N        how many cases to judge (default 300000)
  --seed S         which clusters (default 4)
  --workers W      threads (default 2)
  --from CASE      number of the first case (default 0)
  --progress FILE  keep the state there after every slice, and take it up again from there
`;

interface Options {
  readonly cases: number;
  readonly seed: number;
  readonly workers: number;
  readonly from: number;
  readonly progress?: string;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { cases: text, seed: text, workers: text, from: text, progress: text, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const number = (value: string | undefined, standard: number) => {
    const result = value === undefined ? standard : Number(value);
    if (!Number.isSafeInteger(result) || result < 0) throw new Error(`not a count: \`${value}\`\n${HELP}`);
    return result;
  };
  return {
    cases: number(values.cases, 300_000),
    seed: number(values.seed, 4),
    workers: Math.max(1, number(values.workers, 2)),
    from: number(values.from, 0),
    progress: values.progress,
  };
}

interface Progress {
  readonly seed: number;
  readonly from: number;
  readonly tally: Tally;
}

/** A run that is stopped while it writes leaves the state before. */
function keep(file: string, progress: Progress): void {
  writeFileSync(`${file}.new`, JSON.stringify(progress));
  renameSync(`${file}.new`, file);
}

/** The state that an earlier run left, if it was about the same clusters. */
function resume({ progress, seed, from }: Options): Progress {
  if (progress !== undefined && existsSync(progress)) {
    const kept = JSON.parse(readFileSync(progress, 'utf8')) as Progress;
    if (kept.seed === seed && kept.from === from) return kept;
    throw new Error(`\`${progress}\` belongs to seed ${kept.seed} from case ${kept.from}; remove it or give those`);
  }
  return { seed, from, tally: newTally() };
}

/** The smallest case that still fails, as manifests, with the question that divides the judges. */
function explain(item: Case, createEngine: CreateEngine): string {
  const failure = (candidate: Case) => failureOf(candidate, createEngine, noCounts());
  const fellOver = failure(item)?.startsWith(FELL_OVER);
  const small = shrinkCase(item, (candidate) => {
    const text = failure(candidate);
    return text !== undefined && text.startsWith(FELL_OVER) === fellOver;
  });
  return `${small.objects.map((object) => stringify(object)).join('---\n')}\n${failure(small)}\n`;
}

async function main(): Promise<number> {
  const options = readOptions();
  const progress = resume(options);
  const { tally } = progress;
  const folder = bundleFolder();
  const done = tally.cases;
  const start = Date.now();
  let failed: number | undefined;
  const job = {
    ...options,
    worker: await bundleWorker(folder),
    engine: await bundleEngine(folder),
    from: options.from + done,
    cases: Math.max(0, options.cases - done),
    slice: 250,
  };
  await judgeAll(job, (result) => {
    failed ??= result.failed?.index;
    if (failed !== undefined) return;
    add(tally, result);
    if (options.progress !== undefined) keep(options.progress, progress);
    if (process.stderr.isTTY) process.stderr.write(`\r${tally.cases} of ${options.cases} cases`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (failed !== undefined) {
    const small = explain(generateDump(options.seed, failed), await loadEngine(job.engine));
    process.stdout.write(`case ${failed} of seed ${options.seed} fails; shrunk:\n\n${small}`);
    rmSync(folder, { recursive: true });
    return 1;
  }
  rmSync(folder, { recursive: true });
  process.stdout.write(`${describe(tally, (Date.now() - start) / 1000, tally.cases - done)}\n`);
  const missing = shortcomings(tally);
  for (const line of missing) process.stdout.write(`${line}\n`);
  return missing.length > 0 ? 1 : 0;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
