import type { Service } from '../../model';
import type { PartialLabels } from '../../sets';
import type { Groups, Members } from './groups';
import type { Reading } from './reading';

/** What the parts of one policy are read with. */
export interface Context {
  /** Absent for policies of the whole cluster. */
  readonly namespace?: string;
  readonly groups: Groups;
  readonly services: readonly Service[];
  /** The namespaces of the input, as far as their labels are known. */
  readonly namespaces: ReadonlyMap<string, PartialLabels>;
  /** Whether the input is the whole cluster: what it does not have does not exist. */
  readonly isWhole: boolean;
  readonly reading: Reading;
}

/** What a name of a group means to a policy: its own kind of groups. */
export function membersOf(name: unknown, { groups, namespace, services }: Context): Members {
  return groups.members(String(name), namespace, services);
}
