/**
 * Kinds of which an agent reads one set only. On a pod that policies of two languages of one `set` select, what they do together is written
 * nowhere, and the verdict is unknown.
 */
export interface PolicyLanguage {
  /** For example `cilium`. */
  readonly name: string;
  /** For example `agents`. */
  readonly set: string;
  /**
   * Sets of other kinds that its agent reads, too, in an order that is written nowhere.
   * @default - none
   */
  readonly unordered?: readonly string[];
  /**
   * The label by which its selectors name a namespace.
   * @default NAMESPACE_NAME_LABEL
   */
  readonly namespaceLabel?: string;
  /**
   * How its policies list rules that allow nothing.
   * @default - as an empty list
   */
  readonly nothing?: string;
}

/** The set of the languages that one network agent each has. */
export const AGENTS = 'network agents';
