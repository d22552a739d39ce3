import type { Engine, EngineInput } from '../../engine';
import type { Cluster, Policy } from '../../model';
import type { Cni, Enforcement } from '../../profiles';
import type { IpSet } from '../../sets';

/** What is checked. */
export interface LintInput {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  /** The network plugin of the cluster; without it, what depends on it stays unknown. */
  readonly cni?: Cni;
  /** How policies are enforced. @default - the plugin's own way where it is known, else the words of the API */
  readonly profile?: Enforcement;
  /** The addresses that domain names were seen to resolve to. */
  readonly domains?: ReadonlyMap<string, IpSet>;
}

/** Who makes the engine that answers the rules. */
export type EngineFor = (input: EngineInput) => Engine;
