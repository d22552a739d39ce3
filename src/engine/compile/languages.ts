import { DIRECTIONS } from '../../model';
import type { Policy } from '../../model';

type Judged = { readonly policy: Policy };

/** A policy beside others with which no order is known → the same as a policy that was not read, by the reason. */
const UNREAD = new WeakMap<Policy, Map<string, Policy>>();

/**
 * The policies of one class, of which those of languages that no agent reads together may do anything: each of them may be the one that counts.
 * So may those whose order is not known. The others are as they were.
 */
export function withoutRivals<T extends Judged>(applicable: T[]): T[] {
  const rivals = rivalSets(applicable);
  if (rivals.size === 0) return applicable;
  return applicable.map((one) => {
    const { policy } = one;
    const why = policy.language && rivals.get(policy.language.set);
    return why === undefined ? one : { ...one, policy: unread(policy, why) };
  });
}

const NONE: ReadonlyMap<string, string> = new Map();

/** The sets of languages of which the policies are of more than one, and those of which the order among each other is not known; with the reason. */
function rivalSets(applicable: readonly Judged[]): ReadonlyMap<string, string> {
  let names: Map<string, string> | undefined;
  let rivals: Map<string, string> | undefined;
  let unordered: Map<string, string> | undefined;
  for (let i = 0; i < applicable.length; i++) {
    const { language } = applicable[i].policy;
    if (language === undefined) continue;
    names ??= new Map();
    const known = names.get(language.set);
    if (known === undefined) names.set(language.set, language.name);
    else if (known !== language.name) (rivals ??= new Map()).set(language.set, `no agent reads it together with policies of other ${language.set}, which select the pod, too`);
    for (const other of language.unordered ?? []) (unordered ??= new Map()).set(other, language.set);
  }
  for (const [one, other] of unordered ?? []) {
    if (names!.has(one)) for (const set of [one, other]) (rivals ??= new Map()).set(set, 'in which order it and policies of other kinds, which select the pod, too, are asked is written nowhere');
  }
  return rivals ?? NONE;
}

function unread(policy: Policy, reason: string): Policy {
  let known = UNREAD.get(policy);
  if (known === undefined) UNREAD.set(policy, (known = new Map()));
  let found = known.get(reason);
  if (found === undefined) {
    const { unread: why = reason } = policy;
    known.set(reason, (found = { ...policy, unread: why, isolates: DIRECTIONS, rules: [] }));
  }
  return found;
}
