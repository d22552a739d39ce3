import type { IRule } from '../../facade';

/** What happens on errors: they end the synthesis, they are printed, or nothing is checked. */
export type CheckLevel = 'fail' | 'warn' | 'off';

/** How an app is checked at synthesis; see `ChecksOptions`. */
export interface AppCheckSettings {
  /** @default 'fail' */
  readonly mode?: CheckLevel;
  /** @default - as `mode` */
  readonly fences?: CheckLevel;
  readonly cni?: string;
  readonly config?: string;
  /** @default true */
  readonly sources?: boolean;
  readonly rules?: IRule[];
}
