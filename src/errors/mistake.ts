/** What is wrong with something that people write. */
export interface Mistake {
  /** What is wrong. */
  readonly what: string;
  /** The change to make. */
  readonly fix: string;
}
