import type { IRule } from './rule';

/** How an analysis is checked. */
export interface CheckOptions {
  /**
   * Rules of your own, beside those of netfence and of the configuration.
   * @default - none
   */
  readonly rules?: IRule[];
  /**
   * The configuration file, with levels and ignores.
   * @default - `.netfence.yaml` in the current folder, if there is one
   */
  readonly config?: string;
  /**
   * The network plugin of the cluster, such as `calico` or `flannel`.
   * @default - the one of the analysis; else the one of the configuration file; else the words of the API
   */
  readonly cni?: string;
  /**
   * The day by which ignores and baselines are judged, such as `2027-01-31`.
   * @default - today
   */
  readonly today?: string;
}
