import type { Traffic } from './traffic';

/** What passes from the workloads of one group to those of another. */
export interface MatrixCell {
  readonly allowed: Traffic;
  readonly unknown: Traffic;
  /** Whether that holds for a part of the addresses outside only. */
  readonly partly?: boolean;
}

/** Groups of workloads that are judged alike, and the addresses outside as the last one. */
export interface Matrix {
  /** Of each group, its members. */
  readonly groups: readonly (readonly string[])[];
  /** Of one source group, the cells towards all groups; `undefined` where nothing passes. */
  row(source: number): readonly (MatrixCell | undefined)[];
}
