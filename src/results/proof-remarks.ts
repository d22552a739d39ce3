import type { AddressSet } from './address-set';
import type { PeerSet } from './peer-set';
import type { Traffic } from './traffic';

/** What a proof assumes. */
export enum AssumptionKind {
  /** The network agent follows the specification of the API, for every pod from its start. */
  AGENT_FOLLOWS_SPECIFICATION = 'agent-follows-specification',
  /** The network agent behaves as it was measured. */
  AGENT_AS_MEASURED = 'agent-as-measured',
  /** The input holds all policies, and they stay as they are. */
  ALL_POLICIES = 'all-policies',
  /** Objects that are brought from elsewhere hold no policies. */
  OBJECTS_ELSEWHERE = 'objects-elsewhere',
  /** No pod that is created runs on the host network, and no process on a node counts. */
  NO_HOST_NETWORK = 'no-host-network',
  /** The labels of the namespaces that the input declares, or that are stated, stay as they are. */
  NAMESPACE_LABELS = 'namespace-labels',
  /** Anyone who may create pods in the namespace of an excepted workload is trusted: they can create pods that match it. */
  EXCEPTED_WORKLOAD = 'excepted-workload',
  /** Anyone who may create pods that an exception is about is trusted. */
  EXCEPTED_PODS = 'excepted-pods',
  /** Packets from outside arrive with the address that they were sent from, and packets to outside are judged by the address that they reach. */
  OUTSIDE_ADDRESSES = 'outside-addresses',
  /** No pod, no node and no Service has an address that the invariant names. */
  ADDRESS_OUTSIDE = 'address-outside',
  /** What has an address that the invariant names keeps it, and its labels. */
  ADDRESS_HOLDER = 'address-holder',
  /** Pods get their addresses from known ranges. */
  POD_RANGES = 'pod-ranges',
  /** Facts that are stated about the cluster are true. */
  STATED_FACTS = 'stated-facts',
}

/** One assumption of a proof. */
export interface ProofAssumption {
  /** What is assumed. */
  readonly kind: AssumptionKind;
  /**
   * The network agent.
   * @default - it is about no measured agent
   */
  readonly agent?: string;
  /**
   * Where the agent was measured.
   * @default - it is about no measured agent
   */
  readonly source?: string;
  /**
   * What brings objects from elsewhere: of `ALL_POLICIES`, these may bring policies.
   * @default - there is nothing of the kind
   */
  readonly objects?: string[];
  /**
   * An excepted workload, as the invariant names it.
   * @default - it is about no workload
   */
  readonly workload?: string;
  /**
   * Excepted pods.
   * @default - of `EXCEPTED_PODS`: all that the ends of an exception do not name; else it is about no pods
   */
  readonly peers?: PeerSet;
  /**
   * Where pods get their addresses, or the address that the invariant names.
   * @default - it is not about addresses
   */
  readonly addresses?: AddressSet;
  /**
   * What has the address: `namespace/name[Kind]`, `Service namespace/name`, or a node.
   * @default - it is not about what has an address
   */
  readonly holder?: string;
  /**
   * The fields of the facts that are stated: `nodeRanges`, `complete`.
   * @default - it is not about them
   */
  readonly facts?: string[];
}

/** What a note on an invariant says. */
export enum ProofNoteKind {
  /** No pod of the input has a label with this value; another value is similar. */
  SIMILAR_VALUE = 'similar-value',
  /** No pod of the input has a label of this key; another key is similar. */
  SIMILAR_KEY = 'similar-key',
  /** No pod of the input is meant, so the invariant is about pods to come. */
  PODS_TO_COME = 'pods-to-come',
  /** As the policies are, one invariant demands traffic that another one forbids. */
  CONTRADICTION = 'contradiction',
}

/** A note on an invariant. */
export interface ProofNote {
  /** What it says. */
  readonly kind: ProofNoteKind;
  /** The labels of the invariant that it is about: keys, or `key=value`; empty where it is about none. */
  readonly labels: string[];
  /**
   * The similar value or key.
   * @default - there is none
   */
  readonly suggestion?: string;
  /**
   * Id of the invariant that demands the traffic.
   * @default - it is about no contradiction
   */
  readonly demandedBy?: string;
  /**
   * Id of the invariant that forbids it.
   * @default - it is about no contradiction
   */
  readonly forbiddenBy?: string;
  /**
   * Traffic that one invariant demands and the other one forbids.
   * @default - it is about no contradiction
   */
  readonly traffic?: Traffic;
}
