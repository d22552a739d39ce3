import type { Invariant } from './invariant';

/** What an advice is asked for. */
export interface AdviceOptions {
  /**
   * The namespaces that get a fence; an empty list for none.
   *
   * @default - those that the record shows and that have no policies, system namespaces left out
   */
  readonly fence?: string[];
  /**
   * Whether fences leave the traffic inside of their namespaces open.
   *
   * @default false
   */
  readonly inside?: boolean;
  /**
   * What must hold with the advice, too.
   *
   * @default - nothing
   */
  readonly invariants?: Invariant[];
  /**
   * Where pods get their addresses, for the invariants: blocks such as `10.244.0.0/16`.
   *
   * @default - unknown: a block may match any pod whose address is unknown
   */
  readonly podRanges?: string[];
  /**
   * Whether connections that were denied or failed at the time are wanted, too.
   *
   * @default false
   */
  readonly denied?: boolean;
  /**
   * How pods resolve names: `kube-dns`, `open-shift`, `aks-local-dns`, `gke-cloud-dns`, `node-local=ADDRESS` or `none`.
   *
   * @default - what fits the record
   */
  readonly dns?: string;
  /**
   * Blocks that may stand for an address in them, such as `203.0.113.0/24`.
   *
   * @default - none: each address for itself
   */
  readonly blocks?: string[];
  /**
   * The addresses of the API server, beside those that the record calls so.
   *
   * @default - none
   */
  readonly apiServer?: string[];
}
