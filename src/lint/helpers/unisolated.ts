import type { Direction } from '../../model';
import type { LintContext } from '../framework/context';

/** Which pods of a namespace are isolated in a direction. */
interface NamespaceIsolation {
  /** The classes that no policy applies to. */
  readonly unselected: readonly number[];
  /** Whether each pod is definitely isolated. */
  readonly isComplete: boolean;
}

/** Isolation by namespace, without system namespaces and pods on the host network. */
export function isolationByNamespace(context: LintContext, direction: Direction): Map<string, NamespaceIsolation> {
  const found = new Map<string, { unselected: number[]; isComplete: boolean }>();
  for (const c of context.classes()) {
    const { namespace, hostNetwork } = context.engine.classes.example[c];
    if (hostNetwork || /^(?:kube|openshift)-/.test(namespace)) continue;
    let entry = found.get(namespace);
    if (entry === undefined) found.set(namespace, (entry = { unselected: [], isComplete: true }));
    if (context.isolated(direction, c)) continue;
    entry.isComplete = false;
    if (context.engine.applications(direction, c).length === 0) entry.unselected.push(c);
  }
  return found;
}
