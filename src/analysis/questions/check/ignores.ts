import { fail, Mistake } from '../../../errors';
import { RULES } from '../../../lint';
import type { Finding } from '../../../model';
import { dayMistake } from '../../../schema';
import { nearest } from '../../../text/nearest';
import { FENCE_PROOF } from './levels';

/** A finding that is accepted. */
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

/** The ids of what is said of ignores themselves. */
export const ABOUT_IGNORES: readonly string[] = ['ignore-malformed', 'ignore-expired', 'ignore-unused'];

/** The key of the annotation that ignores findings about its object. */
export const IGNORE_ANNOTATION = 'netfence/ignore';

/** Whether the ignore means the finding, its last day left aside. */
export function ignoreMatches(ignore: Ignore, { rule, subject }: Finding): boolean {
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

const WRITE = 'write `rule: reason`, or `rule until 2027-01-31: reason`';
const OWN_FIRST = 'see docs/rules/README.md; rules of your own are given first: `Checks.configure(app, { rules })`';

/** What to change where no rule has the id. */
export function ruleFix(id: string, known: readonly string[], otherwise = 'see docs/rules/README.md'): string {
  const near = nearest(id, known);
  return near === undefined ? otherwise : `did you mean \`${near}\`?`;
}

/** Reads `rule, other-rule until 2027-01-31: reason`; or says what is wrong with it: `what` goes on behind its place. */
export function parseIgnore(text: string, where: string, known: readonly string[]): Ignore | Mistake {
  const match = /^\s*([^:]*?)(?:\s+until\s+(\S+?))?\s*:(.*)$/s.exec(text);
  if (match === null) return { what: 'gives no reason', fix: WRITE };
  const rules = match[1].split(/[\s,]+/).filter((rule) => rule !== '');
  const reason = match[3].trim();
  if (rules.length === 0) return { what: 'names no rule', fix: WRITE };
  const unknown = rules.find((rule) => !known.includes(rule));
  if (unknown !== undefined) return { what: `names no rule, got \`${unknown}\``, fix: ruleFix(unknown, known) };
  if (reason === '') return { what: 'gives no reason', fix: WRITE };
  const until = match[2];
  const mistake = until === undefined ? undefined : dayMistake(until);
  if (mistake !== undefined) return { what: `\`until\` ${mistake.what}`, fix: mistake.fix };
  return { rules, reason, where, ...(until !== undefined && { until }) };
}

/** An ignore that a program states; checked where it is stated. `own` tells the ids of rules that are not built in, where one is meant. */
export function ignoreOf(stated: { rule: string; reason: string; until?: string }, where: string, own: () => readonly string[] = () => []): Ignore {
  const { rule, reason, until } = stated;
  const builtIn = [...RULES.map(({ id }) => id), FENCE_PROOF];
  const known = builtIn.includes(rule) ? builtIn : [...builtIn, ...own()];
  if (!known.includes(rule)) fail('unknown-rule', `no rule \`${String(rule)}\``, ruleFix(String(rule), known, OWN_FIRST));
  if (typeof reason !== 'string' || reason.trim() === '') fail('no-reason', `an ignored rule needs a reason, got none for \`${rule}\``, 'say why the finding is fine');
  const mistake = until === undefined ? undefined : dayMistake(String(until));
  if (mistake !== undefined) fail('bad-day', `\`until\` ${mistake.what}`, mistake.fix);
  return { rules: [rule], reason, where, ...(until !== undefined && { until }) };
}
