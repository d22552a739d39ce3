import type { TrafficDirection } from './enums';
import type { Traffic } from './traffic';

/** What a note on a connection says. */
export enum ExplanationNoteKind {
  /** Both ends must agree: the end of the direction denies what the other one allows. */
  OTHER_END_DENIES = 'other-end-denies',
  /** Several policies isolate the end; one rule that allows it is enough. */
  SEVERAL_ISOLATE = 'several-isolate',
  /** The policy has no rule of the direction, which allows no one. */
  NO_RULE = 'no-rule',
  /** A rule opens the port for TCP, not for UDP. */
  TCP_ONLY = 'tcp-only',
  /** A rule opens a port by a name that the destination does not declare. */
  UNDECLARED_PORT = 'undeclared-port',
  /** A rule is about the other end, and opens other traffic. */
  OTHER_TRAFFIC = 'other-traffic',
  /** A block has the address of the pod, and blocks are for addresses outside the cluster. */
  BLOCK_OF_POD = 'block-of-pod',
  /** A peer has the labels of the pod, and means the policy's own namespace only. */
  OWN_NAMESPACE = 'own-namespace',
  /** A peer has the labels of the pod and not its namespace; two selectors of one item must both hold. */
  OTHER_NAMESPACE = 'other-namespace',
  /** A peer has the namespace of the pod and not its labels; two selectors of one item must both hold. */
  OTHER_LABELS = 'other-labels',
  /** The policy of an administrator denies what no policy of a namespace decides. */
  DENIED_BY_DEFAULT = 'denied-by-default',
  /** The policy of an administrator denies it before any policy of a namespace is asked. */
  DENIED_FIRST = 'denied-first',
  /** A rule names no peers, which means everyone. */
  EVERYONE = 'everyone',
  /** A pod on the host network has the address of its node. */
  HOST_NETWORK = 'host-network',
  /** The source is the node of the pod, which always reaches it. */
  OWN_NODE = 'own-node',
  /** The ends, or one of them and the address of a Service, have no address family in common: nothing passes, whatever policies say. */
  NO_COMMON_FAMILY = 'no-common-family',
  /** The port is that of a Service; policies see the port of the container. */
  SERVICE_PORT = 'service-port',
  /** Where the last egress rule of a policy goes, its `policyTypes` must name Egress. */
  LAST_EGRESS_RULE = 'last-egress-rule',
}

/** A note on a connection: what may have been overlooked. */
export interface ExplanationNote {
  /** What it says. */
  readonly kind: ExplanationNoteKind;
  /**
   * `NetworkPolicy production/api`.
   * @default - it is about no single policy
   */
  readonly policy?: string;
  /**
   * The kind of the policies that could allow it, such as `NetworkPolicy`.
   * @default - it is about no policy of an administrator
   */
  readonly policyKind?: string;
  /**
   * Whether it is about the source's end, or about the destination's.
   * @default - it is about no end
   */
  readonly direction?: TrafficDirection;
  /**
   * How many policies isolate the end.
   * @default - it does not count them
   */
  readonly policies?: number;
  /**
   * All that the rule opens.
   * @default - it is about no other traffic
   */
  readonly traffic?: Traffic;
  /**
   * `namespace/name` of the pod's workload.
   * @default - it is about no workload
   */
  readonly workload?: string;
  /**
   * The port that was asked for.
   * @default - it is about no port by number
   */
  readonly port?: number;
  /**
   * The port by name that a rule opens, or to which the Service translates.
   * @default - it is about no port by name
   */
  readonly portName?: string;
  /**
   * The name of the Service.
   * @default - it is about no Service
   */
  readonly service?: string;
  /**
   * The port to which the Service translates.
   * @default - it is about no Service, or its target is a port by name
   */
  readonly targetPort?: number;
}
