import type { Policy } from '../model';

/** A policy that opens a fence, with its rule in words. */
export interface FenceOpening {
  readonly rule: string;
  readonly policy: Policy;
}

/** What refutes that a fence holds, or may refute it. */
export interface FenceProof {
  readonly namespace: string;
  /** Whether it is refuted; otherwise it is not known. */
  readonly isRefuted: boolean;
  readonly sentence: string;
  /** Empty where nothing isolates. */
  readonly openedBy: readonly FenceOpening[];
  /** The pods that would have to be created, line by line. */
  readonly manifest?: readonly string[];
  /** Why it is not known. */
  readonly because: readonly string[];
}
