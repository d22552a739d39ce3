import type { LintContext, PlacedRule } from '../framework/context';
import { endsMeant } from './ends-meant';

/** The classes of the input that a rule is definitely about: subjects of its policy, and what it says of its own end. */
export function ruleSubjects(context: LintContext, { policy, rule: { own } }: PlacedRule): readonly number[] {
  const subjects = context.subjects(policy);
  if (own === undefined) return subjects;
  const { classes } = endsMeant(context, own);
  return subjects.filter((c) => classes.has(c));
}
