/** What proofs may take for granted. */
export interface ProofOptions {
  /**
   * Where pods get their addresses, as blocks such as `10.244.0.0/16`: blocks of policies can then be judged over pods to come.
   *
   * @default - nobody knows, so a block may mean any pod of unknown address
   */
  readonly podRanges?: string[];
}
