import type { Analysis } from '../../../facade/analysis';

/** How recorded traffic is replayed. */
export interface ReplayOptions {
  /**
   * The old policies, to tell what changes with the new ones.
   *
   * @default - there is nothing to compare with
   */
  readonly old?: Analysis;
  /**
   * A YAML or JSON file of connections that may break, as `netfence replay --ignore` takes it.
   *
   * @default - nothing is accepted
   */
  readonly ignoreFile?: string;
  /**
   * The day on which ignores must still hold: `2026-11-20`.
   *
   * @default - today, in UTC
   */
  readonly today?: string;
  /**
   * For how many denied connections the smallest change is looked for, from 0.
   *
   * @default 50
   */
  readonly changes?: number;
}
