import type { IRule } from '../../facade';

/** What happens on errors at synthesis. */
export enum CheckMode {
  /** Errors end the synthesis; warnings are printed on stderr. */
  FAIL = 'fail',
  /** Errors and warnings are printed on stderr. */
  WARN = 'warn',
  /** Nothing is checked. */
  OFF = 'off',
}

/** How an app is checked at synthesis. */
export interface ChecksOptions {
  /**
   * What happens on errors.
   * @default CheckMode.FAIL
   */
  readonly mode?: CheckMode;

  /**
   * What happens on a fence that does not hold, because a policy from outside of these constructs opens it further.
   * @default - as `mode`
   */
  readonly fences?: CheckMode;

  /**
   * The network plugin of the cluster, such as `calico` or `flannel`: its real behaviour is judged.
   * @default - that of the configuration file; else the specification of the API
   */
  readonly cni?: string;

  /**
   * The configuration file, with levels and ignores.
   * @default - `.netfence.yaml` in the current folder, if there is one
   */
  readonly config?: string;

  /**
   * Whether `App.synth` writes `.netfence-sources` to the output folder: the line of the program behind each object, for `netfence check`, and
   * the files of the app, for a note about those that a later run does not write any more.
   * @default true
   */
  readonly sources?: boolean;

  /**
   * Rules of your own, beside those of netfence and of the configuration file.
   * @default - none
   */
  readonly rules?: IRule[];
}

/** A finding that is accepted. */
export interface IgnoreOptions {
  /** The id of the rule, such as `half-open-edge`. */
  readonly rule: string;

  /** Why the finding is fine. */
  readonly reason: string;

  /**
   * The last day on which it is ignored, such as `2027-01-31`.
   * @default - without end
   */
  readonly until?: string;
}
