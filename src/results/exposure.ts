import type { PodAuthor, TrafficDirection } from './enums';
import type { PeerSet } from './peer-set';
import type { Traffic } from './traffic';

/** What is open between a workload and pods that do not exist yet. */
export interface Exposure {
  /** `namespace/name[Kind]`. */
  readonly workload: string;
  /** `ingress` = they reach the workload, `egress` = it reaches them. */
  readonly direction: TrafficDirection;
  /** Which pods; where it is not definite, some of these. */
  readonly peers: PeerSet;
  /** Those of them that are not meant. */
  readonly except: PeerSet[];
  /** It is open at ports to which the pods give all of these names; empty where it does not matter what they name. */
  readonly portNames: string[];
  /** It is not said to be open at ports to which the pods give one of these names. */
  readonly exceptPortNames: string[];
  /** Whether policies of the pods themselves close some of it for some of them. */
  readonly isLimitedByPeers: boolean;
  /** `TCP 8080`, or `All Connections`. */
  readonly traffic: Traffic;
  /** Whether it is definitely allowed; otherwise the reasons say on what it depends. */
  readonly isDefinite: boolean;
  /** Why it is undetermined; empty where it is definitely allowed. */
  readonly reasons: string[];
  /** Who could create such pods. */
  readonly who: PodAuthor;
}
