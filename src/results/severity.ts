/** How severe findings are. */
export enum RuleSeverity {
  /** Ends a synthesis, and a run of the command line with 2. */
  ERROR = 'error',
  /** Is said. */
  WARNING = 'warning',
  /** Is reported where all findings are asked for. */
  INFO = 'info',
}
