import { fail } from '../../../errors';
import { RULES } from '../../../lint';
import type { Finding } from '../../../model';
import { DAY_FIX, isDay } from '../../../schema';
import { quote } from '../../../text/quote';
import { nearest } from '../../../text/nearest';
import { FENCE_PROOF } from './levels';

/** A finding that somebody accepts. */
export interface Ignore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day on which it holds: `2027-01-31`. */
  readonly until?: string;
  /** The object, with `*` for any text: `NetworkPolicy production/*`. */
  readonly object?: string;
  /** Where it was written, for words. */
  readonly where: string;
}

/** The key of the annotation that ignores findings about its object. */
export const IGNORE_ANNOTATION = 'netfence/ignore';

/** What is wrong with a last day. */
export function dayProblem(text: string): string | undefined {
  return isDay(text) ? undefined : `must be a day, got ${quote(text)}; ${DAY_FIX}`;
}

/** Whether the ignore means the finding, its last day left aside. */
export function means(ignore: Ignore, { rule, subject }: Finding): boolean {
  return ignore.rules.includes(rule) && (ignore.object === undefined || patternOf(ignore.object).test(subject));
}

export function isExpired({ until }: Ignore, today: string): boolean {
  return until !== undefined && until < today;
}

const patterns = new Map<string, RegExp>();

function patternOf(object: string): RegExp {
  let pattern = patterns.get(object);
  if (pattern === undefined) {
    pattern = new RegExp(`^${object.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('.*')}$`, 's');
    patterns.set(object, pattern);
  }
  return pattern;
}

/** Reads `rule, other-rule until 2027-01-31: reason`; a text says what is wrong with it. */
export function parseIgnore(text: string, where: string, known: readonly string[]): Ignore | string {
  const match = /^\s*([^:]*?)(?:\s+until\s+(\S+?))?\s*:(.*)$/s.exec(text);
  if (match === null) return 'gives no reason; write `rule: reason`';
  const rules = match[1].split(/[\s,]+/).filter((rule) => rule !== '');
  const reason = match[3].trim();
  if (rules.length === 0) return 'names no rule; write `rule: reason`';
  const unknown = rules.find((rule) => !known.includes(rule));
  if (unknown !== undefined) return `names no rule, got \`${unknown}\`; see docs/rules/README.md`;
  if (reason === '') return 'gives no reason; write `rule: reason`';
  const until = match[2];
  const problem = until === undefined ? undefined : dayProblem(until);
  if (problem !== undefined) return `\`until\` ${problem}`;
  return { rules, reason, where, ...(until !== undefined && { until }) };
}

/** An ignore that a program states; checked where it is stated. `own` tells the ids of rules that are not built in, where one is meant. */
export function ignoreOf(stated: { rule: string; reason: string; until?: string }, where: string, own: () => readonly string[] = () => []): Ignore {
  const { rule, reason, until } = stated;
  const builtIn = [...RULES.map(({ id }) => id), FENCE_PROOF];
  const known = builtIn.includes(rule) ? builtIn : [...builtIn, ...own()];
  if (!known.includes(rule)) {
    const near = nearest(String(rule), known);
    fail('unknown-rule', `no rule \`${String(rule)}\`; ${near === undefined ? 'docs/rules/README.md lists them, and rules of your own are given first: `Checks.configure(app, { rules })`' : `did you mean \`${near}\`?`}`);
  }
  if (typeof reason !== 'string' || reason.trim() === '') fail('no-reason', `an ignored rule needs a reason, got none for \`${rule}\`; say why the finding is fine`);
  const problem = until === undefined ? undefined : dayProblem(String(until));
  if (problem !== undefined) fail('bad-day', `\`until\` ${problem}`);
  return { rules: [rule], reason, where, ...(until !== undefined && { until }) };
}
