import type { Invariant } from './invariant';

/** How policies are advised. */
export interface AdviceOptions {
  /**
   * The namespaces that get a fence; an empty list for none.
   *
   * @default - those that the record shows and that have no policies, system namespaces left out
   */
  readonly fence?: string[];
  /**
   * Whether a fence allows all traffic inside its namespace.
   *
   * @default false
   */
  readonly inside?: boolean;
  /**
   * The invariants that must also hold with the advice.
   *
   * @default - nothing
   */
  readonly invariants?: Invariant[];
  /**
   * The address ranges of pods, for the invariants: blocks such as `10.244.0.0/16`.
   *
   * @default - unknown: a block may match any pod whose address is unknown
   */
  readonly podRanges?: string[];
  /**
   * Whether connections that were denied or failed when they were recorded are also wanted.
   *
   * @default false
   */
  readonly denied?: boolean;
  /**
   * Whether rules may open the metadata services of clouds, which give credentials of a node to any pod that asks.
   *
   * @default false
   */
  readonly allowMetadata?: boolean;
  /**
   * How pods resolve names: `kube-dns`, `open-shift`, `aks-local-dns`, `gke-cloud-dns`, `node-local=ADDRESS` or `none`.
   *
   * @default - detected from the record
   */
  readonly dns?: string;
  /**
   * Blocks that rules may use instead of one address inside them, such as `203.0.113.0/24`.
   *
   * @default - none: rules name each address
   */
  readonly blocks?: string[];
  /**
   * The addresses of the API server, besides those that the record names as such.
   *
   * @default - none
   */
  readonly apiServer?: string[];
}
