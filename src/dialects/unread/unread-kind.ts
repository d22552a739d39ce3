import type { Direction, UnreadEffect } from '../../model';
import type { Scope } from '../dialect';
import type { Fields } from '../manifest';

/** A policy kind that is known and not read yet. */
export interface UnreadKind {
  readonly group: string;
  readonly kind: string;
  readonly scope: Scope;
  /** The network agent whose kind it is, by the name of the profile. @default - of none, or of several */
  readonly agent?: string;
  /** What it may forbid or allow. */
  readonly directions: readonly Direction[];
  /** The namespace in which such an object is about every namespace. */
  readonly rootNamespace?: string;
  /** @default 'anything' */
  readonly effect?: UnreadEffect;
  /** The field that selects its pods; every pod of its namespaces where it is absent or cannot be read. */
  readonly selector?: readonly string[];
  /** Whether an object of the kind does nothing. */
  readonly isIdle?: (value: Fields, isPolicyKind: IsPolicyKind) => boolean;
  /** Whether an object may be about every namespace, wherever it lies. @default false */
  readonly everywhere?: boolean;
}

/** Whether objects of a kind are policies. */
export type IsPolicyKind = (apiVersion: string, kind: string) => boolean;
