/** Proof options. */
export interface ProofOptions {
  /**
   * The address ranges of pods, such as `10.244.0.0/16`: with them, blocks of policies are also judged for pods that do not exist yet.
   *
   * @default - unknown: a block may match any pod whose address is unknown
   */
  readonly podRanges?: string[];
}
