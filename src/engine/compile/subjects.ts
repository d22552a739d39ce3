import type { Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { ascending, ClassList, means } from './class-list';
import type { Classes } from './classes';

/** The classes that a policy selects: surely, or perhaps (pods on the host network, where the API leaves it open). */
export interface Subjects {
  readonly sure: ClassList;
  readonly maybe: ClassList;
}

const NONE: ClassList = { except: false, list: [] };

/** `selected`: the classes whose labels and namespaces fit. */
export function subjectsOf(policy: Policy, selected: ClassList, { hostNetwork, example }: Classes, profile: Enforcement): Subjects {
  if (hostNetwork.length === 0) return { sure: selected, maybe: NONE };
  const hosts = Array.from(hostNetwork).filter((c) => means(selected, c));
  const sure: ClassList = selected.except
    ? { except: true, list: [...new Set([...selected.list, ...hostNetwork])].sort(ascending) }
    : { except: false, list: selected.list.filter((c) => !example[c].hostNetwork) };
  const seen = policy.hostNetwork !== 'never' && (profile.hostNetwork === 'unknown' || policy.unread !== undefined);
  return { sure, maybe: seen ? { except: false, list: hosts } : NONE };
}

/** All of them, of so many classes; `maybe` after `sure`. `policy` is handed on: a closure for each of a million policies costs time. */
export function eachSubject({ sure, maybe }: Subjects, classes: number, policy: number, visit: (of: number, policy: number) => void): void {
  if (sure.except) for (let c = 0; c < classes; c++) if (means(sure, c)) visit(c, policy);
  if (!sure.except) for (const c of sure.list) visit(c, policy);
  for (const c of maybe.list) visit(c, policy);
}
