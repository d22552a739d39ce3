import type { StagedPolicies } from '../results/enums';
import type { ClusterFactsOptions } from './cluster-facts-options';

/** How manifests are read and judged. */
export interface AnalysisOptions {
  /**
   * The network agent that enforces the policies, such as `cilium`: what the API leaves open is then judged as this agent does it.
   *
   * @default - the specification of the API; what it leaves open is unknown
   */
  readonly cni?: string;
  /**
   * The namespace of objects that do not name one.
   *
   * @default 'default'
   */
  readonly defaultNamespace?: string;
  /**
   * What is known of the cluster beside its manifests; it wins over what an app states with `ClusterFacts`.
   *
   * @default - nothing
   */
  readonly facts?: ClusterFactsOptions;
  /**
   * Files and folders below the named paths that are not read, in the syntax of `.gitignore`; it counts for `Analysis.ofPaths`.
   *
   * @default - those of `.netfenceignore`, hidden folders, `node_modules` and test data
   */
  readonly exclude?: string[];
  /**
   * How policies are read that are staged: that the agent tries out and does not enforce, such as StagedNetworkPolicy of Calico.
   *
   * @default StagedPolicies.IGNORE
   */
  readonly staged?: StagedPolicies;
}
