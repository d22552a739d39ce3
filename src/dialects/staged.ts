import type { Fields } from './manifest';

/** How staged policies are read: not at all, as in the cluster, or as if they were enforced. */
export type StagedReading = 'ignore' | 'enforce';

/** What a staged object stands for. */
export interface Staged {
  /** `set`: it becomes `enforced`; `delete`: the policy that `enforced` names goes; `ignore`: nothing happens; `refused`: the API server refuses the object. */
  readonly action: 'set' | 'delete' | 'ignore' | 'refused';
  /** The object of the kind that is enforced. */
  readonly enforced: Fields;
}

/** A policy API whose policies can be staged: tried out before they are enforced. */
export interface Staging {
  /** `undefined` for objects that are not staged. */
  staged(value: Fields): Staged | undefined;
  /** The same text for all objects that are one policy, whatever kind they are shown as; `undefined` for objects that nothing can be staged for. */
  keyOf(value: Fields, defaultNamespace: string): string | undefined;
}
