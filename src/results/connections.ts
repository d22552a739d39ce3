import type { VerdictName } from '../model';
import type { AddressSet } from './address-set';
import type { DecidingRule } from './deciding-rule';
import type { Traffic } from './traffic';

/** One end of a connection, as the forms print it. */
export interface EdgeEnd {
  readonly type: 'workload' | 'outside' | 'controller';
  /** `production/api[Deployment]`, `10.0.0.0-10.0.0.255[External]` or `{ingress-controller}`. */
  readonly label: string;
  /** Of workloads only. */
  readonly namespace?: string;
  /** `api[Deployment]`; of workloads only. */
  readonly short?: string;
}

/** A connection of the compatible forms: these ports are open from one end to the other. */
export interface Edge {
  readonly source: EdgeEnd;
  readonly destination: EdgeEnd;
  /** `TCP 80,443`, or `All Connections`. */
  readonly traffic: Traffic;
}

/** The label of what brings in the traffic of Ingress and Route. */
export const INGRESS_CONTROLLER = '{ingress-controller}';

/** One end of a judged connection: a workload by its label, or addresses outside the cluster. */
export type JudgedEnd = string | { readonly addresses: AddressSet };

/** Traffic between two ends that has one verdict. */
export interface VerdictLine {
  readonly source: JudgedEnd;
  readonly destination: JudgedEnd;
  readonly verdict: VerdictName;
  readonly traffic: Traffic;
  /** Why it is unknown. */
  readonly reasons?: readonly string[];
  readonly rules: readonly DecidingRule[];
}
