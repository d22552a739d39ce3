import type { Labels } from '../../sets';
import type { Fields } from '../manifest';

/** What is known of kinds that no dialect reads. One row stands for several kinds of a group, and for all of their versions. */
export interface KnownKinds {
  readonly group: string;
  /** Separated by blanks; `*` = every kind of the group. */
  readonly kinds: string;
  readonly role: Role;
  /** Where the pods are: in the object's namespace, or anywhere. @default 'own' */
  readonly where?: 'own' | 'anywhere';
  /** The field that names another namespace for what the object makes. */
  readonly target?: readonly string[];
  /** Where the object holds labels that all of its pods get. */
  readonly labels?: readonly string[];
  /** The key of a label whose value is the object's name, on all of its pods. */
  readonly nameLabel?: string;
  /** Labels of all of its pods that are worked out otherwise. */
  readonly labelsOf?: (value: Fields) => Labels;
}

/**
 * `inert`: no effect on who reaches whom. `makes-pods`: an operator makes pods of it. `brings-objects`: it brings objects that are written
 * elsewhere. `secondary-network`: it is about other networks than that of the cluster. `staged`: a policy that is tried out and not
 * enforced.
 */
export type Role = 'inert' | 'makes-pods' | 'brings-objects' | 'secondary-network' | 'staged';
