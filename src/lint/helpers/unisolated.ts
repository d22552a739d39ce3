import type { Direction } from '../../model';
import type { LintContext } from '../framework/context';

/** How far the pods of a namespace are isolated in a direction. */
export interface Isolation {
  /** The classes that no policy bears on. */
  readonly bare: readonly number[];
  /** Whether each of the pods is surely isolated. */
  readonly whole: boolean;
}

/** By namespace; system namespaces and pods on the host network are left out. */
export function isolationByNamespace(context: LintContext, direction: Direction): Map<string, Isolation> {
  const found = new Map<string, { bare: number[]; whole: boolean }>();
  for (const c of context.classes()) {
    const { namespace, hostNetwork } = context.engine.classes.example[c];
    if (hostNetwork || /^(?:kube|openshift)-/.test(namespace)) continue;
    let entry = found.get(namespace);
    if (entry === undefined) found.set(namespace, (entry = { bare: [], whole: true }));
    if (context.isolated(direction, c)) continue;
    entry.whole = false;
    if (context.engine.policies(direction, c).length === 0) entry.bare.push(c);
  }
  return found;
}
