import type { Site } from './site';

/** A mistake that people make, and who finds it elsewhere or asked for it. */
export interface Mistake {
  /** What the author did, in a few words. */
  readonly what: string;
  /** The rule of another tool, or the kind of report in public. */
  readonly asked: string;
  /** The rules, or codes of problems of the input, of which any says it; none where nothing says it. */
  readonly found: readonly string[];
  /** Why it is no error and no warning. @default - it is one */
  readonly silent?: string;
  /** The network plugin that enforces. @default - none is named */
  readonly cni?: string;
  /** What stands in the set before and after the mistake. @default - nothing */
  readonly around?: (site: Site) => void;
  /** Makes it, and names the object that the finding is about (an empty text: the words say it). @default - the policy of the site */
  readonly make: (site: Site) => string | void;
}
