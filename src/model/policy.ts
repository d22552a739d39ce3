import type { IpSet, LabelSelector, Protocol, TrafficSet } from '../sets';
import type { FieldPath, Origin } from './origin';
import type { PolicyLanguage } from './policy-language';
import type { Stage } from './stage';

/** Seen from the subject of a policy. */
export type Direction = 'ingress' | 'egress';
/** Both directions, ingress first. */
export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** `pass` leaves the stage undecided. */
export type Action = 'allow' | 'deny' | 'pass';

/** What a policy that could not be read may do with the traffic of its subjects. */
export type UnreadEffect = 'anything' | 'may-deny';

/**
 * The namespace of a policy itself (or another one of the input) by name, or namespaces by their labels; one that may be created is selected by the
 * label of its name.
 */
export type NamespaceSelection = { readonly name: string } | { readonly labels: LabelSelector };

/** Pods by their namespace AND their own labels. */
export interface EndpointSelector {
  readonly namespaces: NamespaceSelection;
  readonly pods: LabelSelector;
}

/**
 * One alternative of a rule's other end. `addresses.pods` says whether the block also means pods that hold such an address:
 * `by-address` if the API says so, `depends-on-cni` if it leaves this open; `never` means neither pods nor nodes: the identity of
 * an end decides, not its address. `hosts` are nodes with the pods on their network: the one on which the subject runs, the others, or both.
 * `api-server` is the API server, wherever it runs (`stated`: only where its addresses are known). `all-of` is what some peer of each list of
 * `every` means, and none of `none`. An `unreadable` peer may match everything or nothing (`outside`: only addresses outside the cluster; `absent`:
 * what it names is not in the input, and nothing where the input is the whole cluster); with
 * `domains` it is whatever addresses outside these names have, and `learned` says that an agent learns them from answers of DNS that pass through it.
 */
export type RulePeer =
  | { readonly type: 'endpoints'; readonly endpoints: EndpointSelector }
  | {
    readonly type: 'addresses';
    readonly addresses: IpSet;
    readonly pods: 'by-address' | 'depends-on-cni' | 'never';
    readonly blocks?: readonly Block[];
  }
  | { readonly type: 'nodes'; readonly labels: LabelSelector }
  | { readonly type: 'hosts'; readonly own: boolean; readonly others: boolean }
  | { readonly type: 'api-server'; readonly stated?: boolean }
  | { readonly type: 'all-of'; readonly every: readonly (readonly RulePeer[])[]; readonly none: readonly RulePeer[] }
  | {
    readonly type: 'unreadable';
    readonly why: string;
    readonly domains?: readonly string[];
    readonly outside?: boolean;
    readonly absent?: boolean;
    readonly learned?: boolean;
  };

/** One block as it was written: the addresses of `cidr` without those of `except`. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** A port by name, resolved at each destination pod; without protocol, the container port's own counts. */
export interface NamedPort {
  readonly name: string;
  readonly protocol?: Protocol;
}

/** What a rule is about: numbers fixed, names resolved at each destination. */
export interface RuleTraffic {
  readonly fixed: TrafficSet;
  readonly named: readonly NamedPort[];
  /**
   * What is left out of both.
   * @default - nothing
   */
  readonly without?: Omit<RuleTraffic, 'without'>;
}

/** The fields of a rule of which the names differ from those of a NetworkPolicy. */
export interface RuleFields {
  /** One for all peers; absent where each item of `from` or `to` is a peer. */
  readonly peers?: string;
  readonly traffic: string;
  /** Whether all peers are what one selector means together. @default false */
  readonly isOneSelector?: boolean;
}

/** One rule of a policy, in one direction. It matches if a peer and the traffic match. */
export interface Rule {
  readonly direction: Direction;
  readonly action: Action;
  /** `undefined`: every peer, outside addresses included. An empty list: no peer. */
  readonly peers: readonly RulePeer[] | undefined;
  readonly traffic: RuleTraffic;
  /**
   * What the pod of the policy must be as well; an empty list: no pod is.
   * @default - every subject of the policy
   */
  readonly own?: readonly RulePeer[];
  /**
   * The family of the packets that it is about, where its peers have addresses of one family only; then only such addresses of its own pod count.
   * @default - both
   */
  readonly family?: 4 | 6;
  readonly name?: string;
  /**
   * Why only a part of the traffic may be meant: the rule says more, which is not read. A rule that allows then only possibly allows, and
   * possibly denies what no other rule allows.
   * @default - all of it is meant
   */
  readonly partly?: string;
  /**
   * Whether answers of DNS pass through the agent, which learns the addresses of names from them.
   * @default false
   */
  readonly showsNames?: boolean;
  /** Where it lists its peers and its traffic. @default - `from` or `to`, one item for each peer, and `ports` */
  readonly fields?: RuleFields;
  /**
   * What its language calls the action, where that says more: `Reject`.
   * @default - nothing more
   */
  readonly verb?: string;
  /**
   * The Services to which calls are meant, and no other traffic.
   * @default - traffic to pods and addresses is meant
   */
  readonly services?: readonly { readonly namespace: string; readonly name: string }[];
  /**
   * Peers that the API server takes and the agent leaves out, so that the rule is about everyone.
   * @default - none
   */
  readonly leftOut?: readonly FieldPath[];
  /**
   * Entries of its ports with a number that no port has.
   * @default - none
   */
  readonly noPorts?: readonly FieldPath[];
  /**
   * Entries of its ports of which the agent was measured to forget the ports of the sender, so that each of them is meant.
   * @default - none
   */
  readonly anySenderPort?: readonly FieldPath[];
  /** Why the rule exists, in the author's words. */
  readonly reason?: string;
  readonly origin: Origin;
}

/** Something that an agent refuses. */
export interface Refusal {
  readonly path: FieldPath;
  /** What must be there, after the name of the field: `must lie in …`. */
  readonly text: string;
}

/** One policy of any kind, as its dialect has decoded it. */
export interface Policy {
  readonly stage: Stage;
  /** Lower first; 0 where the stage knows no order. */
  readonly order: number;
  /**
   * What the order is made of, where that is more than one number: `tier application, priority 5`. Orders of such policies are numbers of one input.
   * @default - the order is what was written
   */
  readonly place?: string;
  /**
   * Where it says that it stands: in which tier, and at which order there, the lower first; without one, behind all that have one.
   * @default - its language has no tiers
   */
  readonly tier?: { readonly name: string; readonly order?: number };
  readonly name: string;
  /** Absent for cluster-scoped policies. */
  readonly namespace?: string;
  readonly subject: EndpointSelector;
  /**
   * The directions in which the policy isolates its subjects (meaningful where the stage is `isolating`); of one that could not be read, those in
   * which it may do anything.
   */
  readonly isolates: readonly Direction[];
  /**
   * The directions in which its rules count, whether it isolates or not (meaningful where the stage is `isolating`).
   * @default - those in which it isolates
   */
  readonly acts?: readonly Direction[];
  /**
   * Whether pods that it isolates reach their own node only as rules say; the API of NetworkPolicy leaves this to the agent.
   * @default false
   */
  readonly policesOwnNode?: boolean;
  /**
   * Whether its rules never stop what the own node of its pods sends them.
   * @default false
   */
  readonly sparesOwnNode?: boolean;
  /** In order; of both directions. */
  readonly rules: readonly Rule[];
  /**
   * Whether pods on the host network may be subjects and selector peers: open in some APIs, never in others. `only`: the policy, which was not
   * read, is about nodes and the pods on their network.
   */
  readonly hostNetwork: 'depends-on-cni' | 'never' | 'only';
  /** Present when the policy could not be read: it may allow or deny anything for its subjects, and this says why. */
  readonly unread?: string;
  /**
   * What a policy that could not be read may do. `may-deny`: it is enforced behind the other policies, so that it may deny what they allow, in
   * the directions of `isolates`, and never allows what they deny.
   * @default 'anything'
   */
  readonly unreadEffect?: UnreadEffect;
  /**
   * Directions that it isolates though only the other one has rules and none of its fields is about them; `isNamed`: it says that it isolates them.
   * @default - none
   */
  readonly unspoken?: readonly { readonly direction: Direction; readonly isNamed: boolean }[];
  /**
   * Labels of its selectors that are written with the value null, and that its API server drops.
   * @default - none
   */
  readonly droppedLabels?: readonly FieldPath[];
  /**
   * Labels of its selectors that its agent keeps from what selectors see: for a selector, no pod has one.
   * @default - none
   */
  readonly unseenLabels?: readonly FieldPath[];
  /**
   * Labels of its subject that name another namespace than its own, which its subject cannot leave.
   * @default - none
   */
  readonly foreignLabels?: readonly FieldPath[];
  /**
   * Selectors of its subject that no pod can match, whatever its labels are.
   * @default - none
   */
  readonly neverMatching?: readonly FieldPath[];
  /**
   * Directions that it leaves open though a NetworkPolicy of the same rules would isolate them.
   * @default - none
   */
  readonly leftOpen?: readonly Direction[];
  /** Where its subject is written. @default - `spec.podSelector` */
  readonly subjectPath?: FieldPath;
  /** @default - one that goes together with all others */
  readonly language?: PolicyLanguage;
  /**
   * The agent that refuses the policy, though the API server stores it: there it has no effect.
   * @default - none is known to
   */
  readonly refusedBy?: string;
  /** What that agent has against it. @default - nothing is known */
  readonly refusals?: readonly Refusal[];
  /**
   * Of an object that an agent was measured to treat otherwise than its documents say, the two readings are two policies: the `measured` one counts
   * where the agent is named, and the other one where it is not.
   * @default - the agent does what is written, or nothing else was measured
   */
  readonly reading?: { readonly agent: string; readonly measured: boolean };
  readonly origin: Origin;
}
