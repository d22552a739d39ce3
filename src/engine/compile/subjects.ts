import type { Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { ascending, ClassList, isEmpty, NO_CLASS, Selection, selects } from './class-list';
import type { Classes } from './classes';

/**
 * Whether a policy applies to a class that it may select. `as-host`: it does if the agent counts pods on the host network, which the API
 * leaves open, so all such policies of a pod apply or none. `possible`: a label that is not known decides, for each policy by itself.
 * `with-agent`: it does if its agent is the one that runs.
 */
export type Application = 'definite' | 'as-host' | 'possible' | 'with-agent';

/**
 * The classes that a policy selects, by how it applies to them.
 * INVARIANT: no class is in two of the sets, so that each is visited once; test/engine/compile/subjects.test.ts.
 */
export interface Subjects {
  readonly definite: ClassList;
  readonly asHost: ClassList;
  readonly possible: ClassList;
  /** Whether it definitely applies to each of its subjects. */
  readonly isDefinite: boolean;
}

/** Divides what a policy selects by how it applies. `selected`: the classes whose labels and namespaces match. */
export function subjectsOf(policy: Policy, selected: Selection, { hostNetwork, example }: Classes, profile: Enforcement): Subjects {
  const { definite, possible } = selected;
  if (policy.hostNetwork === 'only') {
    return { definite: NO_CLASS, asHost: { except: false, list: Array.from(hostNetwork) }, possible: NO_CLASS, isDefinite: false };
  }
  if (hostNetwork.length === 0) return { definite, asHost: NO_CLASS, possible, isDefinite: isEmpty(possible) };
  const seen = policy.hostNetwork !== 'never' && (profile.hostNetwork === 'unknown' || policy.unread !== undefined);
  const hosts = seen ? Array.from(hostNetwork).filter((c) => selects(definite, c)) : [];
  const isHost = (c: number) => example[c].hostNetwork;
  const unsure = seen ? possible : without(possible, hostNetwork, isHost);
  return {
    definite: without(definite, hostNetwork, isHost),
    asHost: { except: false, list: hosts },
    possible: unsure,
    isDefinite: hosts.length === 0 && isEmpty(unsure),
  };
}

/** The classes of a set that are not among the pods on the host network. */
export function without(classes: ClassList, hostNetwork: Int32Array, isHost: (c: number) => boolean): ClassList {
  if (!classes.except) return { except: false, list: classes.list.filter((c) => !isHost(c)) };
  return { except: true, list: [...new Set([...classes.list, ...hostNetwork])].sort(ascending) };
}

/** How a policy applies to one of its subjects. */
export function applicationOf({ definite, asHost, isDefinite }: Subjects, classId: number): Application {
  if (isDefinite) return 'definite';
  if (selects(definite, classId)) return 'definite';
  return selects(asHost, classId) ? 'as-host' : 'possible';
}

/** Visits all of them, of so many classes. `policy` is passed on: a closure for each of a million policies costs time. */
export function eachSubject(
  { definite, asHost, possible, isDefinite }: Subjects, classes: number, policy: number, visit: (classId: number, policy: number) => void,
): void {
  eachOf(definite, classes, policy, visit);
  if (isDefinite) return;
  for (const c of asHost.list) visit(c, policy);
  eachOf(possible, classes, policy, visit);
}

function eachOf(classes: ClassList, count: number, policy: number, visit: (classId: number, policy: number) => void): void {
  if (classes.except) for (let c = 0; c < count; c++) if (selects(classes, c)) visit(c, policy);
  if (!classes.except) for (const c of classes.list) visit(c, policy);
}
