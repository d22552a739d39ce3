import type { Mutant } from './mutants';
import { SKIPPED, type Skipped } from './skipped';

/** What became of a mutant. */
export interface Verdict {
  readonly status: 'killed' | 'survived' | 'timeout';
  /** Which test, or how. */
  readonly by: string;
}

/** Whether a mutant is one of those that provably change nothing. */
export function isSkipped(mutant: Mutant, list: readonly Skipped[] = SKIPPED): boolean {
  return list.some(({ file, line, before, what }) => mutant.file === file
    && mutant.lineText.includes(line)
    && (before === undefined || mutant.before === before)
    && (what === undefined || what.test(mutant.what)));
}

const short = (text: string) => (text.length > 70 ? `${text.slice(0, 67)}...` : text).replace(/\s+/g, ' ');
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

/** The figures by folder, the score, and each survivor with its place. */
export function report(
  sample: readonly Mutant[],
  verdicts: ReadonlyMap<string, Verdict>,
  folders: readonly string[],
  all: number,
): { text: string; score: number } {
  const lines: string[] = [];
  const counted = (mutants: readonly Mutant[]) => {
    const of = (status: Verdict['status']) => mutants.filter(({ id }) => verdicts.get(id)?.status === status).length;
    return { killed: of('killed'), timeout: of('timeout'), survived: of('survived') };
  };
  for (const folder of folders) {
    const mutants = sample.filter(({ file }) => file.startsWith(`${folder}/`));
    const { killed, timeout, survived } = counted(mutants);
    lines.push(`${folder.padEnd(14)} ${killed} killed, ${timeout} endless or broken, ${survived} survived: ${percent(killed + timeout, mutants.length)}`);
  }
  for (const { id, file, line, what, before, after } of sample) {
    if (verdicts.get(id)?.status === 'survived') lines.push(`survived ${file}:${line} ${what}: ${short(before)} -> ${short(after)}`);
  }
  const { killed, timeout } = counted(sample);
  const score = (killed + timeout) / Math.max(sample.length, 1);
  lines.push(`${sample.length} of ${all} mutants, score ${percent(killed + timeout, sample.length)} (at least 85 % wanted)`);
  return { text: `${lines.join('\n')}\n`, score };
}
