import type { Direction } from '../model';
import type { LintContext } from './context';

/** The classes of each namespace that no policy isolates in a direction; system namespaces and pods on the host network are left out. */
export function unisolatedByNamespace(context: LintContext, direction: Direction): Map<string, { readonly bare: number[]; readonly total: number }> {
  const found = new Map<string, { bare: number[]; total: number }>();
  for (const c of context.classes()) {
    const { namespace, hostNetwork } = context.engine.classes.example[c];
    if (hostNetwork || /^(?:kube|openshift)-/.test(namespace)) continue;
    const entry = found.get(namespace) ?? { bare: [], total: 0 };
    entry.total++;
    if (context.engine.policies(direction, c).length === 0) entry.bare.push(c);
    found.set(namespace, entry);
  }
  return found;
}
