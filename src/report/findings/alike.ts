import type { CheckFinding } from '../../results/check';
import { andMore } from '../../text/lists';
import { plural } from '../../text/plural';

/** Findings that one look settles: the first of them in full, and some of the rest in short. */
interface Alike {
  readonly first: CheckFinding;
  /** The next ones, a few. */
  readonly others: readonly CheckFinding[];
  /** How many there are beyond these. */
  readonly more: number;
  /** What they are about. */
  readonly subjects: ReadonlySet<string>;
}

/** What the findings of a group have in common. */
type KeyOf = (finding: CheckFinding) => readonly unknown[];

/** How many findings that are alike are shown for people; the forms for programs have all. */
const MAX_SHOWN = 5;

/** One cause, or one sentence about one field of one object. */
export const sameField: KeyOf = ({ cause, rule, severity, subject, field, why, fix, place, source }) =>
  (cause === undefined ? [rule, severity, subject, field, why, fix, place, source] : [severity, cause]);

/** One cause, or one advice of one rule, wherever it is given. */
export const sameAdvice: KeyOf = ({ cause, rule, severity, why, fix }) => (cause === undefined ? [rule, severity, why, fix] : [severity, cause]);

/** Groups findings, in the order of the first of each group. */
export function alike(findings: readonly CheckFinding[], keyOf: KeyOf): Alike[] {
  const groups = new Map<string, CheckFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify(keyOf(finding));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const most = MAX_SHOWN - 1;
  return [...groups.values()].map((group) => {
    const [first, ...rest] = group;
    const subjects = new Set(group.map(({ subject }) => subject));
    return { first, others: rest.slice(0, most), more: Math.max(0, rest.length - most), subjects };
  });
}

/** Each finding as a group of its own. */
export function eachAlone(findings: readonly CheckFinding[]): Alike[] {
  return findings.map((first) => ({ first, others: [], more: 0, subjects: new Set([first.subject]) }));
}

/** How many findings a group of several objects has, and what they have in common; nothing for one object. */
export function groupText({ first, others, more, subjects }: Alike): string | undefined {
  if (subjects.size === 1) return undefined;
  const kinds = new Set([...subjects].map((subject) => /^([A-Z]\w*) /.exec(subject)?.[1]));
  const [kind] = kinds;
  const noun = kinds.size === 1 && kind !== undefined ? kind : 'object';
  const counted = `${plural(1 + others.length + more, 'finding')} in ${plural(subjects.size, noun)}`;
  return first.cause === undefined ? `alike: ${counted}` : `cause: ${first.cause}; ${counted}`;
}

/** Says how many are not shown. */
export function moreAlike({ first, more }: Alike): string {
  const nouns = first.cause === undefined ? `of ${first.rule}` : 'of this cause';
  return `${andMore(more, nouns)}, which are counted, too; \`netfence check --verbose\` shows each`;
}
