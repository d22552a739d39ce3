/**
 * What is known of a cluster beside its manifests. What is not stated, and not in the input, is unknown.
 *
 * @see https://github.com/cdk8s-netfence/cdk8s-netfence/blob/main/docs/what-is-known.md
 */
export interface ClusterFactsOptions {
  /**
   * Namespaces by name, each with all of its labels; `kubernetes.io/metadata.name` may be left out.
   *
   * @default - the labels of namespaces that the input does not declare are unknown, but for their names
   */
  readonly namespaces?: Record<string, Record<string, string>>;
  /**
   * Where all pods have their addresses, as blocks such as `10.244.0.0/16`.
   *
   * @default - unknown
   */
  readonly podRanges?: string[];
  /**
   * Where all Services have their cluster addresses, as blocks such as `10.96.0.0/12`.
   *
   * @default - unknown
   */
  readonly serviceRanges?: string[];
  /**
   * Where all nodes have their addresses, external ones included, as blocks.
   *
   * @default - unknown
   */
  readonly nodeRanges?: string[];
  /**
   * The addresses of the API server, or blocks that hold them.
   *
   * @default - unknown
   */
  readonly apiServer?: string[];
  /**
   * How pods resolve names: `kube-dns`, `open-shift`, `aks-local-dns`, `gke-cloud-dns`, `node-local=ADDRESS` or `none`.
   *
   * @default - unknown
   */
  readonly dns?: string;
  /**
   * The network plugin, such as `calico` or `cilium`.
   *
   * @default - unknown: the specification of the API counts
   */
  readonly cni?: string;
  /**
   * Whether pods, nodes or Services may have public addresses.
   *
   * @default false
   */
  readonly publicAddresses?: boolean;
  /**
   * Whether the input is the whole cluster, so that what it does not contain does not exist.
   *
   * @default false
   */
  readonly complete?: boolean;
}
