import type { IpSet, Labels } from '../sets';

/**
 * What is stated about the cluster beside its objects. What is absent here and in the objects is not known; it is never taken for absent
 * from the cluster.
 */
export interface Facts {
  /** Namespaces by name, each with all of its labels. */
  readonly namespaces: ReadonlyMap<string, Labels>;
  /** Where all pods have their addresses; absent if not stated. */
  readonly podRanges?: IpSet;
  /** Where all Services have their cluster addresses; absent if not stated. */
  readonly serviceRanges?: IpSet;
  /** Where all nodes have their addresses; absent if not stated. */
  readonly nodeRanges?: IpSet;
  /** The addresses of the API server; empty if not stated. */
  readonly apiServer: IpSet;
  /** The profile of the resolver, such as `kube-dns`; absent if not stated. */
  readonly dns?: string;
  /** Whether pods, nodes or Services may have public addresses. */
  readonly publicAddresses: boolean;
  /** Whether the input is the whole cluster: what it does not contain does not exist. */
  readonly complete: boolean;
}
