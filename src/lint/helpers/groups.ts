import type { Direction, Policy } from '../../model';
import type { LintContext } from '../framework/context';

/** Classes that the same policies isolate in a direction: a statement about one class holds for all of them. */
interface IsolatedGroup {
  readonly classes: readonly number[];
  readonly policies: readonly Policy[];
}

export function isolatedGroups(context: LintContext, direction: Direction): IsolatedGroup[] {
  const groups = new Map<number, { classes: number[]; policies: readonly Policy[] }>();
  for (const c of context.classes()) {
    const row = context.engine.rowNumber(direction, c);
    const known = groups.get(row);
    if (known !== undefined) known.classes.push(c);
    else if (context.isolated(direction, c)) groups.set(row, { classes: [c], policies: context.isolating(direction, c) });
  }
  return [...groups.values()];
}

/** The names of the workloads of some classes. */
export function namesIn(context: LintContext, classes: readonly number[]): string[] {
  return classes.flatMap((c) => context.workloads(c).map(({ namespace, name }) => `${namespace}/${name}`));
}
