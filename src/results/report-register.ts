import type { AddressSet } from './address-set';
import type { DecidingRule } from './deciding-rule';
import type { PeerSet } from './peer-set';
import type { Traffic } from './traffic';

/** One end of a registered rule; all lists empty where it is no one. */
export interface RuleEnd {
  /** Whether it is every pod and every address. */
  readonly isAnyone: boolean;
  readonly pods: readonly PeerSet[];
  readonly addresses: readonly AddressSet[];
  /** Nodes, the API server, domain names, what could not be read: in words. */
  readonly others: readonly string[];
  /** How many pods of the input it definitely means, those on the host network left out. */
  readonly count: number;
  /** How many more it may mean. */
  readonly possible: number;
  /** The namespaces in which they are, by name: the first of them. Empty where a selector names its one namespace itself. */
  readonly namespaces: readonly { readonly namespace: string; readonly count: number; readonly possible: number }[];
  /** In how many further namespaces there are some. */
  readonly furtherNamespaces: number;
}

/** What a record shows of a rule. */
export interface RuleUse {
  /** How many records show traffic to which the rule applies, or possibly applies; 0 where none does. */
  readonly records: number;
  /** When it was seen last. @default - never, or the record has no times */
  readonly last?: string;
}

/** A rule of a policy: the sources and destinations as groups, never as pairs. */
export interface RegisteredRule {
  /** `NetworkPolicy production/api`. */
  readonly policy: string;
  readonly direction: 'ingress' | 'egress';
  /** `isolate`: no rule of the policy is about this direction, and it denies what no other policy allows; `unread`: the policy could not be read. */
  readonly action: 'allow' | 'deny' | 'pass' | 'isolate' | 'unread';
  readonly source: RuleEnd;
  readonly destination: RuleEnd;
  /** Its ports by number; `isolate` is about all traffic. */
  readonly traffic: Traffic;
  /** Its ports by name: `TCP http`. */
  readonly namedPorts: readonly string[];
  /** `spec.ingress[0]`; empty for the policy as a whole. */
  readonly field: string;
  /** @default - the input has no files */
  readonly file?: string;
  /** From 1. @default - the input has no files */
  readonly line?: number;
  /** @default - none is given */
  readonly reason?: string;
  /** Who answers for the policy. @default - its object does not say */
  readonly owner?: string;
  /** The day of the commit that changed the line at which it begins last. @default - git knows none */
  readonly since?: string;
  /** Protocols without encryption that are in use at ports that it allows: `TCP 23 (Telnet)`. */
  readonly insecure: readonly string[];
  /** @default - no record was given */
  readonly use?: RuleUse;
  /** Why only a part of it may count, or none of it. @default - all of it counts */
  readonly unclear?: string;
}

/** What becomes of traffic about which no rule of a tier says something. */
export interface TierDefault {
  /** `NetworkPolicy`, `Calico tier security`. */
  readonly tier: string;
  readonly policies: number;
  /**
   * `deny`: denied for the pods that a policy of the tier isolates, and passed on for all others; `pass`: the next tier is asked; `allow`: allowed,
   * for the tier is asked last, about what no policy isolates.
   */
  readonly action: 'deny' | 'pass' | 'allow';
}

/** What passes from the pods of one namespace to those of another, and what decides it. */
export interface NamespacePair {
  readonly source: string;
  readonly destination: string;
  /** What is allowed for some pair of pods; where this and `unknown` are empty, all is denied for every pair. */
  readonly allowed: Traffic;
  /** What is unknown for some pair of pods. */
  readonly unknown: Traffic;
  /** Rules and policies that let it through, or deny all of it, each once: the first of them. */
  readonly rules: readonly DecidingRule[];
  /** How many further ones there are; counted up to 95. */
  readonly furtherRules: number;
  /** By direction, a workload that no policy isolates, so that some of it needs no rule there: `shop/web[Deployment]`. */
  readonly notIsolated: readonly { readonly direction: 'ingress' | 'egress'; readonly workload: string }[];
}

/** The pairs of namespaces. */
export interface NamespacePairs {
  readonly pairs: readonly NamespacePair[];
  /** Whether pairs are listed of which everything is denied; where not, what is not listed is denied. */
  readonly listsDenied: boolean;
  /** Whether there are too many pairs with something allowed to list them all. */
  readonly isCut: boolean;
}

/** The rules, and what a record covers. */
export interface RuleRegister {
  readonly rules: readonly RegisteredRule[];
  /** In the order in which they are asked. */
  readonly defaults: readonly TierDefault[];
  readonly namespaces: NamespacePairs;
  /** @default - no record was given */
  readonly record?: RegisterRecord;
}

/** What the record covers from which the use of rules is taken. */
export interface RegisterRecord {
  readonly first?: string;
  readonly last?: string;
  readonly connections: number;
  /** Connections with an end that was not found: a rule that they use counts as never seen. */
  readonly unmapped: number;
  /** Recorded connections that the policies deny or may deny. */
  readonly denied: number;
  readonly unknown: number;
}
