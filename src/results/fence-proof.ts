import type { Policy } from '../model';

/** A policy that opens a fence, with its rule in words. */
export interface FenceOpening {
  readonly rule: string;
  readonly policy: Policy;
}

/** What refutes that a fence holds. */
export interface FenceProof {
  readonly namespace: string;
  readonly sentence: string;
  /** Empty where nothing isolates. */
  readonly openedBy: readonly FenceOpening[];
  /** The pods that would have to be created, line by line. */
  readonly manifest?: readonly string[];
}
