import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { FENCE_PROOF, isExpired } from '../../analysis/questions/check/ignores';
import { constructBehind } from '../../analysis/session/construct-document';
import { FenceProof, proveFence } from '../../analysis/questions/prove/fence';
import type { Study } from '../../analysis/session/study';
import type { Policy } from '../../model';
import { ignoresOf } from './settings';

/** A fence of an app, and the objects that its author had in view when it was put up. */
export interface RaisedFence {
  readonly construct: IConstruct;
  readonly namespace: string;
  readonly around: ReadonlySet<ApiObject>;
}

/**
 * What refutes that the fences of an app hold: a policy that nobody stated opens one further.
 *
 * Stated are the policies of our constructs, wherever in the app they stand; with `Fences.everywhere`, those that were there before; and those
 * whose construct ignores the rule.
 */
export function proveFences(study: Study, fences: readonly RaisedFence[], own: ReadonlySet<IConstruct>, today: string): string[] {
  const accepts = (construct: IConstruct) => ignoresOf(construct).some((ignore) => ignore.rules.includes(FENCE_PROOF) && !isExpired(ignore, today));
  const accepted = new Set(study.decoded.policies.filter((policy) => {
    const object = objectOf(policy);
    return object !== undefined && (own.has(object) || accepts(object));
  }));
  return fences.filter(({ construct }) => !accepts(construct)).flatMap(({ construct, namespace, around }) => {
    const isStated = (policy: Policy) => accepted.has(policy) || around.has(objectOf(policy)!);
    return proveFence(study, namespace, isStated).map((proof) => wordsOf(construct, proof));
  });
}

function objectOf({ origin }: Policy): ApiObject | undefined {
  return constructBehind(origin)?.object;
}

function wordsOf({ node: { path } }: IConstruct, { namespace, sentence, openedBy, manifest }: FenceProof): string {
  const rules = openedBy.map(({ rule, policy }) => `${rule} (${constructBehind(policy.origin)!.construct})`);
  const opened = rules.length === 0 ? 'nothing isolates its pods any more' : `opened by ${rules.join(', ')}`;
  const fix = rules.length === 0
    ? 'give the fence its deny back'
    : `state it on the fence (\`fence.allowFrom(…)\`, \`fence.allowTo(…)\`), remove the policy, or accept it with \`Checks.ignore(policy, { rule: '${FENCE_PROOF}', reason: '…' })\``;
  const shown = manifest === undefined ? '' : `\n    the counterexample:\n${manifest.map((line) => `      ${line}`).join('\n')}`;
  return `[${FENCE_PROOF}] NamespaceFence ${namespace} (${path}): ${sentence}; ${opened}; fix: ${fix}${shown}`;
}
