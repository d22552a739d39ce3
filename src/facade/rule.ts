import type { RuleSeverity } from '../results/severity';
import type { Analysis } from './analysis';

/**
 * A rule of your own, for all places where the rules of `netfence check` run.
 *
 * It asks who reaches whom, and gives back what is wrong. A rule that throws, or gives back what is no list of findings, becomes a finding
 * itself (`internal-error`): the run is not clean then.
 *
 * @see https://github.com/cdk8s-netfence/cdk8s-netfence/blob/main/docs/your-own-rules.md
 */
export interface IRule {
  /** Its name in configurations, ignores and baselines: small letters, digits and dashes; none of the rules of netfence. */
  readonly id: string;
  /** How severe its findings are, where no configuration says otherwise. */
  readonly severity: RuleSeverity;
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** Why it matters: lower case, no final stop. */
  readonly why: string;
  /**
   * The address of a page about it.
   * @default - the page about rules of one's own
   */
  readonly page?: string;
  /**
   * Looks for mistakes.
   *
   * @param input what is checked
   * @returns what is wrong; empty when nothing is
   */
  check(input: RuleInput): RuleFinding[];
}

/** What a rule may ask. */
export interface RuleInput {
  /** Who reaches whom, exactly; judged as the network plugin of the run enforces policies, where it was measured. */
  readonly analysis: Analysis;
  /** The objects of the input, of all kinds, in their order. */
  readonly objects: ManifestInfo[];
  /**
   * The network plugin of the run, such as `calico`.
   * @default - nobody said
   */
  readonly cni?: string;
}

/** An object of the input. */
export interface ManifestInfo {
  /** What findings call it: `NetworkPolicy production/api`. */
  readonly label: string;
  /** Such as `networking.k8s.io/v1`; empty where it is missing. */
  readonly apiVersion: string;
  /** Such as `NetworkPolicy`. */
  readonly kind: string;
  /**
   * The namespace that it lies in.
   * @default - it lies in none
   */
  readonly namespace?: string;
  /** Its name; empty where it has none. */
  readonly name: string;
  /** Its labels, those that are texts. */
  readonly labels: Record<string, string>;
  /** The object itself; not to be changed. */
  readonly manifest: any;
}

/** What a rule found. */
export interface RuleFinding {
  /** What is so: lower case, no final stop, names in backticks. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /**
   * The object, by its label: `NetworkPolicy production/api`; findings about objects of the input get its line and construct.
   * @default - none; the finding is about the cluster
   */
  readonly object?: string;
  /**
   * The field of the object, such as `spec.ingress[0].from`.
   * @default - the object as a whole
   */
  readonly field?: string;
  /**
   * A connection that shows it; what becomes of it is asked, not claimed.
   * @default - none
   */
  readonly witness?: RuleWitness;
  /**
   * How severe this one is.
   * @default - the severity of the rule
   */
  readonly severity?: RuleSeverity;
}

/** A connection that shows what a rule found; one that nobody can judge shows nothing, and is an error of the rule. */
export interface RuleWitness {
  /** `namespace/name`, `namespace/name[Kind]`, the name of a pod, or an address. */
  readonly source: string;
  /** Likewise. */
  readonly destination: string;
  /** Protocol and port (`TCP 8080`), or traffic as `Analysis.reach` gives it, of which one packet is shown. */
  readonly traffic: string;
}
