import type { DecidingRule } from './deciding-rule';
import type { NeededFact } from './needed-fact';
import type { ProofAssumption, ProofNote } from './proof-remarks';
import type { Traffic } from './traffic';

/** The outcome of a proof. */
export enum ProofOutcome {
  /** The invariant holds for everything that exists and everything that could, as far as the assumptions hold. */
  PROVED = 'proved',
  /** A counterexample breaks it. */
  REFUTED = 'refuted',
  /** Undetermined: the reasons say what is missing. */
  UNKNOWN = 'unknown',
  /** A ready-made invariant that is about nothing of this cluster, such as DNS for isolated pods where none is isolated; the reasons say so. */
  NOT_APPLICABLE = 'not applicable',
}

/** A connection that breaks an invariant. */
export interface Counterexample {
  /** `namespace/name[Kind]`, or an address. */
  readonly source: string;
  /**
   * `namespace/name[Kind]`, or an address.
   *
   * @default - the invariant is about isolation, so it is broken by the source alone
   */
  readonly destination?: string;
  /**
   * One packet that shows it: `TCP 443`.
   *
   * @default - the invariant is about isolation
   */
  readonly packet?: string;
  /**
   * All traffic between the two that breaks the invariant, or may where that is unknown, in the form `SCTP 1-65535,TCP 80,443`; everything
   * where the invariant is about isolation.
   */
  readonly traffic: Traffic;
  /** What is wrong with it, in a sentence. */
  readonly sentence: string;
  /**
   * The pods and namespaces that would have to be created, as YAML; applied beside the input, the packet passes (or not).
   *
   * @default - the ends exist already
   */
  readonly manifest?: string;
  /** Who can bring it about: anyone who may create pods, label namespaces or create them. */
  readonly who: string[];
  /** What decides about the packet, the source's end first. */
  readonly rules: DecidingRule[];
}

/** The answer to one invariant. */
export interface ProofResult {
  /** Of the invariant. */
  readonly id: string;
  /** Whether it is proved, refuted, unknown or not applicable. */
  readonly outcome: ProofOutcome;
  /**
   * Why the invariant must hold, in its author's words.
   *
   * @default - no reason is given
   */
  readonly reason?: string;
  /** The assumptions of the proof; empty unless it is proved. */
  readonly assumptions: ProofAssumption[];
  /** Why it is undetermined, or does not apply; empty where it is proved or refuted. */
  readonly unknownBecause: string[];
  /** The facts that would settle it; empty where it is not unknown, or no fact would. */
  readonly needs: NeededFact[];
  /**
   * Whether more or better input could decide it, not the network agent alone.
   *
   * @default - it is not unknown
   */
  readonly isInputIncomplete?: boolean;
  /**
   * What breaks it; where it is unknown, what possibly breaks it.
   *
   * @default - nothing does
   */
  readonly counterexample?: Counterexample;
  /** Further notes: labels that no pod of the input has, invariants that exclude each other. */
  readonly notes: ProofNote[];
  /**
   * The file of the invariant, as it was named.
   *
   * @default - it was not read from a file
   */
  readonly file?: string;
  /**
   * The line of the invariant, from 1.
   *
   * @default - it was not read from a file
   */
  readonly line?: number;
}
