import { cniNamed } from '../analysis/questions/check/check';
import { studyOfThings } from '../analysis/session/gather';
import type { Study } from '../analysis/session/study';

/** How a matcher judges. */
export interface JudgingOptions {
  /**
   * The network plugin that enforces the policies, such as `cilium`.
   * @default - the words of the API; what they leave open is unknown
   */
  readonly cni?: string;
}

/** What `expect` was given, as a study. */
export function studyOfSubject(received: unknown, { cni }: JudgingOptions = {}, places = false): Study {
  const profile = cni === undefined ? undefined : cniNamed(cni).enforcement;
  return studyOfThings(received, { ...(profile && { profile }), places });
}

/** What was not understood of it: nothing is proven then. */
export function misunderstood(study: Study): string[] {
  return study.problems.filter(({ severity }) => severity === 'error').map(({ code, message, position }) =>
    `${position === undefined ? '' : `${position.file}:${position.line}: `}${code}: ${message}`);
}
