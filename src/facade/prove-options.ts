/** Proof options. */
export interface ProofOptions {
  /**
   * Where pods get their addresses, as blocks such as `10.244.0.0/16`: blocks of policies can then be judged over pods to come.
   *
   * @default - unknown: a block may match any pod whose address is unknown
   */
  readonly podRanges?: string[];
}
