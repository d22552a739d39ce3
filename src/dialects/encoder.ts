import type { Direction, PolicyLanguage, Rule, Stage } from '../model';
import type { Labels, LabelSelector, TrafficSet } from '../sets';

/** A policy that isolates pods of one namespace and allows some of their traffic. */
export interface EncodablePolicy {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Labels;
  /** The reasons of the rules are added as `netfence/reason`. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The pods of `namespace` that are meant. */
  readonly pods: LabelSelector;
  /** At least one direction. */
  readonly isolates: readonly Direction[];
  /** Allow rules, each of a direction that is isolated. */
  readonly rules: readonly Rule[];
}

/** Pods of one namespace, by their labels. */
export interface LabelledPods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** One rule between pods. */
interface OneRule {
  readonly name: string;
  readonly direction: Direction;
  readonly subject: LabelledPods;
  readonly peer: LabelledPods;
  readonly traffic: TrafficSet;
}

/** One rule that allows what a later policy denies. */
export interface OverridingRule extends OneRule {
  /** The `order` of the policy: the lower comes first. */
  readonly priority: number;
}

/** One rule that allows, in an agent's own language. */
export interface AllowingRule extends Omit<OneRule, 'peer'> {
  /** A block is an address with its length. */
  readonly peer: LabelledPods | { readonly block: string };
  /** Whether its policy isolates the subject; one that does not allows only. */
  readonly isolates: boolean;
}

/** One rule that allows, in a policy of a tier. */
export interface TieredRule extends OneRule {
  readonly tier: string;
  /** Of the policy: the lower comes first. */
  readonly order: number;
}

/** A policy as a manifest. */
export interface EncodedManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
  /** The rules of each direction. */
  readonly spec: Readonly<Partial<Record<Direction, unknown>>>;
}

/** Writes policies of an isolating stage as manifests. */
export interface IsolatingEncoder {
  readonly stage: Stage;
  /** @throws what no policy of the stage can say */
  encode(policy: EncodablePolicy): EncodedManifest;
}

/** Writes policies of a stage that decides before the isolating ones. */
export interface OverridingEncoder {
  readonly stage: Stage;
  /** Of the policies that it writes; policies of its rivals do not go together with them. */
  readonly language: PolicyLanguage;
  /** The kind that it writes, with its article. */
  readonly kind: string;
  /** The highest `order` that a policy can have; the lowest is 0. */
  readonly maxOrder: number;
  /** Whether one rule can hold the traffic. */
  fits(traffic: TrafficSet): boolean;
  encode(rule: OverridingRule): object;
}

/** Writes policies of an agent's own language, in the stage of NetworkPolicies. */
export interface AllowingEncoder {
  readonly language: PolicyLanguage;
  encode(rule: AllowingRule): object;
}

/** Writes policies of a language that has tiers, in the tier of others. */
export interface TieredEncoder {
  readonly language: PolicyLanguage;
  /** The lowest order that a policy can have. @default - any number */
  readonly minOrder?: number;
  /** The order of policies of other languages that share a stage with it. @default - none does */
  readonly orderOfOthers?: number;
  /** The tier of policies that need none of the input. */
  readonly defaultTier: string;
  encode(rule: TieredRule): object;
}
