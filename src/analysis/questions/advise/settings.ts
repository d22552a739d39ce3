import type { Statement } from '../../invariants/statement';

/** How policies are advised. */
export interface AdviseOptions {
  /** Namespaces that get a fence; @default - those that the record shows and that have no policies, system namespaces left out */
  readonly fence?: readonly string[];
  /** Whether fences leave the traffic inside of their namespaces open; @default false */
  readonly inside?: boolean;
  /** The invariants that must also hold with the advice. */
  readonly invariants?: readonly Statement[];
  /** Whether connections that were denied or failed at the time are wanted; @default false */
  readonly denied?: boolean;
  /** Whether rules may open the metadata services of clouds; @default false */
  readonly allowMetadata?: boolean;
  /** Blocks of addresses that may stand for an address in them. */
  readonly blocks?: readonly string[];
}
