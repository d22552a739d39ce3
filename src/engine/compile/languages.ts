import { DIRECTIONS } from '../../model';
import type { Policy } from '../../model';
import type { Applicable } from './program';

/** A policy beside one of another language of its set → the same as a policy that was not read. */
const UNREAD = new WeakMap<Policy, Policy>();

/**
 * The policies of one class, of which those of languages that no agent reads together may do anything: each of them may be the one that counts.
 * The others are as they were.
 */
export function withoutRivals(applicable: Applicable[]): Applicable[] {
  const rivals = rivalSets(applicable);
  if (rivals.size === 0) return applicable;
  return applicable.map((one) => {
    const { policy } = one;
    return policy.language !== undefined && rivals.has(policy.language.set) ? { ...one, policy: unread(policy) } : one;
  });
}

const NONE: ReadonlySet<string> = new Set();

/** The sets of languages of which the policies are of more than one, and those of which the order among each other is not known. */
function rivalSets(applicable: readonly Applicable[]): ReadonlySet<string> {
  let names: Map<string, string> | undefined;
  let rivals: Set<string> | undefined;
  let unordered: Map<string, string> | undefined;
  for (let i = 0; i < applicable.length; i++) {
    const { language } = applicable[i].policy;
    if (language === undefined) continue;
    names ??= new Map();
    const known = names.get(language.set);
    if (known === undefined) names.set(language.set, language.name);
    else if (known !== language.name) (rivals ??= new Set()).add(language.set);
    for (const other of language.unordered ?? []) (unordered ??= new Map()).set(other, language.set);
  }
  for (const [one, other] of unordered ?? []) if (names!.has(one)) (rivals ??= new Set()).add(one).add(other);
  return rivals ?? NONE;
}

function unread(policy: Policy): Policy {
  let known = UNREAD.get(policy);
  if (known === undefined) {
    const { unread: why = `in which order an agent reads it and policies of other ${policy.language!.set}, which select the pod, too, is written nowhere, if one reads both` } = policy;
    UNREAD.set(policy, (known = { ...policy, unread: why, isolates: DIRECTIONS, rules: [] }));
  }
  return known;
}
