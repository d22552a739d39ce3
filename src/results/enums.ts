/** The direction of traffic, as seen from the pods that a policy selects. */
export enum TrafficDirection {
  /** To these pods: the destination's end of a connection. */
  INGRESS = 'ingress',
  /** From these pods: the source's end of a connection. */
  EGRESS = 'egress',
}

/** What a rule or a policy does with the packets it matches. */
export enum RuleEffect {
  /** Lets them pass. */
  ALLOW = 'allow',
  /** Drops them. */
  DENY = 'deny',
  /** Leaves them to the policies of the next tier. */
  PASS = 'pass',
  /** The policy selects the pod, and none of its rules allows the packet. */
  ISOLATE = 'isolate',
  /** The policy could not be read. */
  UNREAD = 'unread',
}

/** How staged policies are read. */
export enum StagedPolicies {
  /** As in the cluster: they have no effect. */
  IGNORE = 'ignore',
  /** As if they were enforced. */
  ENFORCE = 'enforce',
}

/** What the policies change about a recorded connection. */
export enum ReplayStatus {
  /** It was seen and not denied, and would be denied. */
  DENIED = 'denied',
  /** It was denied, or only audited, and would pass. */
  OPENED = 'opened',
  /** What becomes of it is not known. */
  UNKNOWN = 'unknown',
  /** It is not subject to policies: it is of a node, or neither end is a pod. */
  NOT_POLICED = 'notPoliced',
  /** It stays as it was. */
  UNAFFECTED = 'unaffected',
}

/** What a record says about a connection. */
export enum RecordedOutcome {
  /** It passed. */
  PASSED = 'passed',
  /** It was denied. */
  DENIED = 'denied',
  /** It passed, and a policy that only audits would have denied it. */
  AUDITED = 'audited',
  /** Sometimes it passed, sometimes it was denied. */
  MIXED = 'mixed',
  /** It was tried and not established; the reason is not recorded. */
  FAILED = 'failed',
  /** It was seen; whether it passed is not recorded. */
  SEEN = 'seen',
}

/** How an object of the input differs between two states. */
export enum CauseKind {
  /** Only the new state has the policy. */
  POLICY_ADDED = 'policy-added',
  /** Only the old state has the policy. */
  POLICY_REMOVED = 'policy-removed',
  /** Both states have the policy, and it differs. */
  POLICY_CHANGED = 'policy-changed',
  /** Only the new state has the workload. */
  WORKLOAD_ADDED = 'workload-added',
  /** Only the old state has the workload. */
  WORKLOAD_REMOVED = 'workload-removed',
  /** Both states have the workload, and it differs. */
  WORKLOAD_CHANGED = 'workload-changed',
}

/** How the traffic between two ends differs between two states. */
export enum EdgeChange {
  /** Nothing passed, and now something does. */
  OPENED = 'opened',
  /** Something passed, or possibly did, and now nothing does. */
  CLOSED = 'closed',
  /** More passes than before, and nothing less, not even possibly. */
  WIDENED = 'widened',
  /** Less passes than before, and nothing more, not even possibly. */
  NARROWED = 'narrowed',
  /** Some traffic was opened and some was closed, one of them possibly. */
  CHANGED = 'changed',
  /** Nothing definitely opened or closed; what is unknown, or was, differs. */
  UNCLEAR = 'unclear',
}

/** Which end of a connection is outside the cluster. */
export enum OutsideEnd {
  /** Neither: both are workloads. */
  NEITHER = '',
  /** The source. */
  SOURCE = 'source',
  /** The destination. */
  DESTINATION = 'destination',
}

/** A target outside the pods that is of special use to an attacker. */
export enum TargetKind {
  /** The metadata service of a cloud. */
  METADATA = 'metadata',
  /** The Kubernetes API server. */
  API_SERVER = 'api-server',
}

/** Who could create a pod of a kind. */
export enum PodAuthor {
  /** Anyone who may create pods in a namespace where they can be. */
  POD_CREATOR = 'pod-creator',
  /** That, or anyone who may create namespaces and so take the name of one. */
  NAMESPACE_CREATOR = 'namespace-creator',
  /** That, or anyone who may label namespaces. */
  NAMESPACE_LABELER = 'namespace-labeler',
}

/** A fact about the cluster that neither the input nor the configuration states. */
export enum FactKind {
  /** Where pods have their addresses. */
  POD_RANGES = 'podRanges',
  /** Where Services have their cluster addresses. */
  SERVICE_RANGES = 'serviceRanges',
  /** Where nodes have their addresses. */
  NODE_RANGES = 'nodeRanges',
  /** Which pod has an address. */
  POD = 'pod',
  /** Which Service has an address. */
  SERVICE = 'service',
  /** Which node has an address. */
  NODE = 'node',
  /** Whether a pod runs on the node that has an address. */
  POD_NODE = 'podNode',
  /** The labels of a namespace. */
  NAMESPACE = 'namespaces',
  /** The value of a label that a controller gives to pods. */
  POD_LABEL = 'podLabel',
  /** The addresses of the API server. */
  API_SERVER = 'apiServer',
  /** Which network agent runs. */
  AGENT = 'cni',
}

/** Whether policies isolate the pods of a workload in one direction. */
export enum Isolation {
  /** A policy isolates each of its pods: only what a rule allows passes. */
  ISOLATED = 'isolated',
  /** A policy isolates some of its pods, and none the others. */
  PARTLY = 'partly',
  /** Whether one does depends on the network agent, on labels that are not known, or on a policy that could not be read. */
  UNKNOWN = 'unknown',
  /** No policy isolates any of its pods. */
  NOT_ISOLATED = 'not-isolated',
}
