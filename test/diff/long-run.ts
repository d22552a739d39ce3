/** The options of a judge that runs for long, and its state in a file. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { parseArgs } from 'util';

export interface RunOptions {
  readonly cases: number;
  readonly seed: number;
  readonly workers: number;
  readonly from: number;
  readonly progress?: string;
  /** Whether the law judges the same cases. */
  readonly law?: boolean;
}

interface Defaults {
  /** As it is called in the help. */
  readonly command: string;
  readonly cases: number;
  readonly seed: number;
  /** Whether it knows `--law`. @default false */
  readonly hasLaw?: boolean;
}

const HELP = ({ command, cases, seed, hasLaw }: Defaults) => `usage: ${command} [--cases N] [--seed S] [--workers W] [--from CASE] [--progress FILE]
  --cases N        how many cases to judge (default ${cases})
  --seed S         which clusters (default ${seed})
  --workers W      threads (default 2)
  --from CASE      number of the first case (default 0)
  --progress FILE  keep the state there after every slice, and take it up again from there
${hasLaw ? '  --law            add facts to the same clusters, which must turn no verdict round\n' : ''}`;

export function readOptions(defaults: Defaults): RunOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { cases: text, seed: text, workers: text, from: text, progress: text, help: { type: 'boolean' }, ...(defaults.hasLaw && { law: { type: 'boolean' } as const }) } });
  if (values.help) {
    process.stdout.write(HELP(defaults));
    process.exit(0);
  }
  const number = (value: string | undefined, standard: number) => {
    const result = value === undefined ? standard : Number(value);
    if (!Number.isSafeInteger(result) || result < 0) throw new Error(`not a count: \`${value}\`\n${HELP(defaults)}`);
    return result;
  };
  return {
    cases: number(values.cases, defaults.cases),
    seed: number(values.seed, defaults.seed),
    workers: Math.max(1, number(values.workers, 2)),
    from: number(values.from, 0),
    progress: values.progress,
    law: values.law === true,
  };
}

interface Progress<T> {
  readonly seed: number;
  readonly from: number;
  readonly tally: T;
}

/** Keeps the state, if a file is named; a run that is stopped while it writes leaves the state before. */
export function keep<T>({ progress: file, seed, from }: RunOptions, tally: T): void {
  if (file === undefined) return;
  writeFileSync(`${file}.new`, JSON.stringify({ seed, from, tally } satisfies Progress<T>));
  renameSync(`${file}.new`, file);
}

/** The state that an earlier run left, if it was about the same clusters. */
export function resume<T>({ progress, seed, from }: RunOptions, fresh: T): T {
  if (progress === undefined || !existsSync(progress)) return fresh;
  const kept = JSON.parse(readFileSync(progress, 'utf8')) as Progress<T>;
  if (kept.seed === seed && kept.from === from) return kept.tally;
  throw new Error(`\`${progress}\` belongs to seed ${kept.seed} from case ${kept.from}; remove it or give those`);
}
