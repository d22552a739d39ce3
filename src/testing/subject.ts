import { withFix } from '../errors';
import { AnalysisSession, givenFacts, mergeFacts, optionFacts, sessionOfThings } from '../analysis';
import type { ClusterFactsOptions } from '../facade';

/** How a matcher judges. */
export interface JudgingOptions {
  /**
   * The network plugin that enforces the policies, such as `cilium`.
   * @default - the specification of the API; what it leaves open is unknown
   */
  readonly cni?: string;
  /**
   * What is known of the cluster beside its manifests; it wins over what an app states with `ClusterFacts`.
   * @default - nothing
   */
  readonly facts?: ClusterFactsOptions;
}

/** What `expect` was given, as a session. */
export function sessionOfSubject(received: unknown, { cni, facts }: JudgingOptions = {}, places = false): AnalysisSession {
  const stated = [
    ...(cni === undefined ? [] : [optionFacts({ cni }, () => 'the option `cni`')]),
    ...(facts === undefined ? [] : [givenFacts(facts, 'the option `facts`')]),
  ];
  return sessionOfThings(received, { ...(stated.length > 0 && { facts: mergeFacts(...stated) }), places });
}

/** What was not understood of it: nothing is proven then. */
export function misunderstood(session: AnalysisSession): string[] {
  return session.problems.filter(({ severity }) => severity === 'error').map(({ code, message, fix, position }) =>
    `${position === undefined ? '' : `${position.file}:${position.line}: `}${code}: ${withFix(message, fix)}`);
}
