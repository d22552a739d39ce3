import type { Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { ascending, ClassList, selects } from './class-list';
import type { Classes } from './classes';

/**
 * The classes that a policy selects: definitely, or possibly (pods on the host network, where the API leaves it open).
 * INVARIANT: no class is in both, so that each is visited once; test/engine/compile/subjects.test.ts.
 */
export interface Subjects {
  readonly definite: ClassList;
  readonly possible: ClassList;
}

const NONE: ClassList = { except: false, list: [] };

/** Divides what a policy selects into definite and possible. `selected`: the classes whose labels and namespaces match. */
export function subjectsOf(policy: Policy, selected: ClassList, { hostNetwork, example }: Classes, profile: Enforcement): Subjects {
  if (hostNetwork.length === 0) return { definite: selected, possible: NONE };
  const hosts = Array.from(hostNetwork).filter((c) => selects(selected, c));
  const definite: ClassList = selected.except
    ? { except: true, list: [...new Set([...selected.list, ...hostNetwork])].sort(ascending) }
    : { except: false, list: selected.list.filter((c) => !example[c].hostNetwork) };
  const seen = policy.hostNetwork !== 'never' && (profile.hostNetwork === 'unknown' || policy.unread !== undefined);
  return { definite, possible: seen ? { except: false, list: hosts } : NONE };
}

/** Visits all of them, of so many classes; `possible` after `definite`. `policy` is passed on: a closure for each of a million policies costs time. */
export function eachSubject(
  { definite, possible }: Subjects, classes: number, policy: number, visit: (classId: number, policy: number) => void,
): void {
  if (definite.except) for (let c = 0; c < classes; c++) if (selects(definite, c)) visit(c, policy);
  if (!definite.except) for (const c of definite.list) visit(c, policy);
  for (const c of possible.list) visit(c, policy);
}
