/** `npm run mutation-test`: plants small errors in sets, engine and dialects, and counts those that the tests notice. */
import { appendFileSync, existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { ROOT } from '../diff/patch';
import { Accounts, judgesOf } from './judges';
import { mutantsBelow, sampleOf } from './mutants';
import { Ending, judgeAll } from './pool';
import { isSkipped, report, Verdict } from './score';

const HELP = `usage: npm run mutation-test -- [--mutants N] [--seed S] [--workers W] [--only TEXT] [--progress FILE]
  --mutants N      how many errors to plant (default 1500)
  --seed S         which (default 4)
  --workers W      processes (default 2)
  --only TEXT      of files whose path holds the text
  --progress FILE  keep the results there, and plant only what is not in it
`;

const FOLDERS = ['src/sets', 'src/engine', 'src/dialects'];

function readOptions() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { mutants: text, seed: text, workers: text, only: text, progress: text, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const number = (name: 'mutants' | 'seed' | 'workers', standard: number) => {
    const result = Number(values[name] ?? standard);
    if (!Number.isSafeInteger(result) || result < 1) throw new Error(`not a count: \`${values[name]}\`\n${HELP}`);
    return result;
  };
  return { mutants: number('mutants', 1_500), seed: number('seed', 4), workers: number('workers', 2), only: values.only, progress: values.progress };
}

/**
 * Files that are judged as they are, first and last of all: the tests must find no fault with them, nor a process that was spoiled by what it
 * ran before.
 */
const CONTROLS = ['src/engine/ask/engine.ts', 'src/dialects/decode.ts', 'src/engine/compile/cni-deviations.ts', 'src/sets/ports.ts'];

function verdictOf(ending: Ending): Verdict {
  if (ending === 'timeout' || ending === 'crash') return { status: 'timeout', by: ending };
  const last = ending[ending.length - 1];
  return last.failed === undefined ? { status: 'survived', by: '' } : { status: 'killed', by: `${last.judge}: ${last.failed}` };
}

async function main(): Promise<number> {
  const options = readOptions();
  const all = mutantsBelow(FOLDERS).filter((mutant) => options.only === undefined || mutant.file.includes(options.only));
  const sample = sampleOf(all, all.length, options.seed).filter((mutant) => !isSkipped(mutant)).slice(0, options.mutants);
  const verdicts = new Map<string, Verdict>();
  if (options.progress !== undefined && existsSync(options.progress)) {
    for (const line of readFileSync(options.progress, 'utf8').split('\n').filter(Boolean)) {
      const { id, ...verdict } = JSON.parse(line) as Verdict & { id: string };
      verdicts.set(id, verdict);
    }
  }
  const due = sample.filter(({ id }) => !verdicts.has(id));
  const accounts = new Accounts();
  const start = Date.now();
  let done = 0;
  const control = (index: number) => CONTROLS[index < CONTROLS.length ? index : index - CONTROLS.length - due.length];
  await judgeAll(due.length + 2 * CONTROLS.length, options.workers, (index) => {
    const asIs = control(index);
    if (asIs !== undefined) return { file: asIs, text: readFileSync(join(ROOT, asIs), 'utf8'), judges: judgesOf(asIs) };
    const { file, text } = due[index - CONTROLS.length];
    return { file, text, judges: accounts.inOrder(file) };
  }, (index, ending) => {
    const verdict = verdictOf(ending);
    if (control(index) !== undefined) {
      if (verdict.status === 'survived') return;
      process.stderr.write(`the tests find fault with the sources as they are: ${verdict.by}\n`);
      process.exit(2);
    }
    const mutant = due[index - CONTROLS.length];
    verdicts.set(mutant.id, verdict);
    if (options.progress !== undefined) appendFileSync(options.progress, `${JSON.stringify({ id: mutant.id, ...verdict })}\n`);
    if (typeof ending !== 'string') for (const run of ending) accounts.note(mutant.file, run.judge, run.failed !== undefined, run.milliseconds);
    if (++done % 50 === 0) process.stderr.write(`${done} of ${due.length} mutants, ${Math.round((Date.now() - start) / 1000)} s\n`);
  });
  const { text, score } = report(sample, verdicts, FOLDERS, all.length);
  process.stdout.write(text);
  return score >= 0.85 ? 0 : 1;
}

main().then((code) => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
