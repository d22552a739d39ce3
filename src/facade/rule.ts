import type { RuleSeverity } from '../results/severity';

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
   * A connection that shows it; its verdict is computed, not taken from the rule.
   * @default - none
   */
  readonly witness?: RuleWitness;
  /**
   * How severe this one is.
   * @default - the severity of the rule
   */
  readonly severity?: RuleSeverity;
}

/** A connection that shows what a rule found; one whose verdict is unknown shows nothing, and is an error of the rule. */
export interface RuleWitness {
  /** `namespace/name`, `namespace/name[Kind]`, the name of a pod, or an address. */
  readonly source: string;
  /** Likewise. */
  readonly destination: string;
  /** Protocol and port (`TCP 8080`); of what `Analysis.reach` gives, the `example`. */
  readonly traffic: string;
}
