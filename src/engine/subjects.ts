import type { Policy } from '../model';
import type { Enforcement } from '../profiles';
import { ClassList, means } from './class-list';
import type { Classes } from './classes';

/** The classes that a policy selects: surely, or perhaps (pods on the host network, where the API leaves it open). */
export interface Subjects {
  readonly sure: ClassList;
  readonly maybe: ClassList;
}

const NONE: ClassList = { except: false, list: new Int32Array(0) };

/** `selected`: the classes whose labels and namespaces fit. */
export function subjectsOf(policy: Policy, selected: ClassList, { hostNetwork, example }: Classes, profile: Enforcement): Subjects {
  if (hostNetwork.length === 0) return { sure: selected, maybe: NONE };
  const hosts = hostNetwork.filter((c) => means(selected, c));
  const sure: ClassList = selected.except
    ? { except: true, list: Int32Array.from(new Set([...selected.list, ...hostNetwork])).sort() }
    : { except: false, list: selected.list.filter((c) => !example[c].hostNetwork) };
  const seen = policy.hostNetwork !== 'never' && (profile.hostNetwork === 'unknown' || policy.unread !== undefined);
  return { sure, maybe: seen ? { except: false, list: hosts } : NONE };
}
