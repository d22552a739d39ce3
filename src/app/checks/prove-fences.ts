import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { AnalysisSession, constructBehind, FENCE_PROOF, FenceProof, Ignore, isExpired, proveFence } from '../../analysis';
import type { Policy } from '../../model';

/** A fence of an app. */
export interface Fence {
  readonly construct: IConstruct;
  readonly namespace: string;
  /** The objects that existed when it was created and that it states as they are; none unless `Fences.everywhere` created it. */
  readonly existing: ReadonlySet<ApiObject>;
}

/** The part of an app's model that the proof reads. */
interface FencedApp {
  readonly fences: readonly Fence[];
  ignoresOf(construct: IConstruct): readonly Ignore[];
}

/**
 * What refutes that the fences of an app hold: a policy that is not stated opens one further.
 *
 * Stated are the policies of our constructs, wherever they are in the app; with `Fences.everywhere`, those that existed before; and those
 * whose construct ignores the rule.
 */
export function proveFences(session: AnalysisSession, app: FencedApp, written: ReadonlySet<IConstruct>, today: string): string[] {
  const accepts = (construct: IConstruct) =>
    app.ignoresOf(construct).some((ignore) => ignore.rules.includes(FENCE_PROOF) && !isExpired(ignore, today));
  const accepted = new Set(session.decoded.policies.filter((policy) => {
    const object = objectOf(policy);
    return object !== undefined && (written.has(object) || accepts(object));
  }));
  return app.fences.filter(({ construct }) => !accepts(construct)).flatMap(({ construct, namespace, existing }) => {
    const isStated = (policy: Policy) => accepted.has(policy) || existing.has(objectOf(policy)!);
    return proveFence(session, namespace, isStated).map((proof) => wordsOf(construct, proof));
  });
}

function objectOf({ origin }: Policy): ApiObject | undefined {
  return constructBehind(origin)?.object;
}

function wordsOf({ node: { path } }: IConstruct, { namespace, sentence, openedBy, manifest }: FenceProof): string {
  const rules = openedBy.map(({ rule, policy }) => `${rule} (${constructBehind(policy.origin)!.construct})`);
  const opened = rules.length === 0 ? 'nothing isolates its pods any more' : `opened by ${rules.join(', ')}`;
  const fix = rules.length === 0
    ? 'restore the default deny of the fence'
    : `state it on the fence (\`fence.allowFrom(…)\`, \`fence.allowTo(…)\`), remove the policy, or accept it with \`Checks.ignore(policy, { rule: '${FENCE_PROOF}', reason: '…' })\``;
  const shown = manifest === undefined ? '' : `\n    the counterexample:\n${manifest.map((line) => `      ${line}`).join('\n')}`;
  return `[${FENCE_PROOF}] NamespaceFence ${namespace} (${path}): ${sentence}; ${opened}; fix: ${fix}${shown}`;
}
