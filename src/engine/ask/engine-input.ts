import type { Cluster, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import type { IpSet } from '../../sets';
import type { AgentWorlds } from '../compile';

/** What to judge, and how. */
export interface EngineInput {
  readonly cluster: Cluster;
  /** In any order: stages and orders decide; numbers of policies are positions in this list. */
  readonly policies: readonly Policy[];
  /**
   * What the network agent enforces.
   * @default SPEC
   */
  readonly profile?: Enforcement;
  /**
   * Judge connections of one address family only; matters where pods have addresses of both.
   * @default - both families
   */
  readonly family?: 4 | 6;
  /**
   * The addresses that domain names were seen to resolve to.
   * @default - not known: a name in a policy may mean any address
   */
  readonly domains?: ReadonlyMap<string, IpSet>;
  /**
   * What is thought of labels, nodes and pods that neither the objects nor the facts show: they may be there, or they are not.
   * @default 'possible'
   */
  readonly unshown?: 'possible' | 'absent';
  /**
   * Which agents may run, by their languages.
   * @default - those whose policies are given
   */
  readonly worlds?: AgentWorlds;
}
