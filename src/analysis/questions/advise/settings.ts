import type { IpSet } from '../../../sets';
import type { Statement } from '../../invariants/statement';

/** What an advice is asked for. */
export interface AdviseOptions {
  /** Namespaces that get a fence; @default - those that the record shows and that have no policies, system namespaces left out */
  readonly fence?: readonly string[];
  /** Whether fences leave the traffic inside of their namespaces open; @default false */
  readonly inside?: boolean;
  /** What must hold with the advice, too. */
  readonly invariants?: readonly Statement[];
  /** Where pods get their addresses, for the invariants. */
  readonly podRanges?: IpSet;
  /** Whether connections that were denied or failed at the time are wanted; @default false */
  readonly denied?: boolean;
  /** The profile of the resolver (`kube-dns`, `open-shift`, `aks-local-dns`, `gke-cloud-dns`, `node-local=ADDRESS`, `none`); @default - the one that the record fits */
  readonly dns?: string;
  /** Blocks of addresses that may stand for an address in them. */
  readonly blocks?: readonly string[];
  /** Addresses of the API server, beside those that the record calls so. */
  readonly apiServer?: readonly string[];
}
