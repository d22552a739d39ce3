import type { Engine, EngineInput } from '../../engine';
import type { Cluster, Policy } from '../../model';
import type { Cni, Enforcement } from '../../profiles';
import type { IpSet } from '../../sets';

/** What is checked. */
export interface LintInput {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  /** Whether each workload is assumed, and none is in the input. @default false */
  readonly assumesPods?: boolean;
  /** The network plugin of the cluster; without it, verdicts that depend on it are unknown. */
  readonly cni?: Cni;
  /** How policies are enforced. @default - the enforcement of `cni` if it is known, otherwise the specification */
  readonly profile?: Enforcement;
  /** The addresses that domain names were seen to resolve to. */
  readonly domains?: ReadonlyMap<string, IpSet>;
}

/** Makes the engine that the rules ask. */
export type EngineFor = (input: EngineInput) => Engine;
