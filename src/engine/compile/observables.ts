import { endsOf, namesOf } from '../../model';
import type { RulePeer, Policy, Rule } from '../../model';
import { textOf } from '../../sets';
import type { Intervals, IpSet, LabelSelector, Ordinal, TextTest } from '../../sets';
import { addBoundaries, firstNotBelow } from './boundaries';

/**
 * Everything about a pod that some policy can see: label keys with the values that selectors mention, port names, and the boundaries of
 * address blocks. No policy can distinguish pods that agree in all of it.
 */
export interface Observables {
  /** Label key → values mentioned; no policy distinguishes the other values. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  /** Label key → tests of the text of its value, by their texts. */
  readonly tests: ReadonlyMap<string, ReadonlyMap<string, TextTest>>;
  /** The port names that rules look up. */
  readonly portNames: ReadonlySet<string>;
  /** Whether blocks may select pods, so that their boundaries matter. */
  readonly seesAddresses: boolean;
  /** First addresses of the segments between the boundaries of blocks, ascending. */
  readonly v4: Float64Array;
  /** The same for IPv6. */
  readonly v6: readonly bigint[];
  /** Selectors of nodes. */
  readonly nodes: readonly LabelSelector[];
  /**
   * The selectors of pods and the sets of addresses that were read.
   * INVARIANT: policies share equal selectors and sets as one object, so that each is read once; test/engine/compile/observables.test.ts.
   */
  readonly seen: ReadonlySet<LabelSelector | IpSet>;
}

/** Collects what the policies can see of a pod; `seesAddresses`: whether blocks may select pods. */
export function observablesOf(policies: readonly Policy[], seesAddresses: boolean): Observables {
  const labels = new Map<string, Set<string>>();
  const tests = new Map<string, Map<string, TextTest>>();
  const portNames = new Set<string>();
  const v4: number[] = [];
  const v6: bigint[] = [];
  const nodes = new Map<string, LabelSelector>();
  const seen = new Set<LabelSelector | IpSet>();

  const mention = (selector: LabelSelector) => {
    if (seen.has(selector)) return;
    seen.add(selector);
    for (let i = 0; i < selector.constraints.length; i++) {
      const [key, constraint] = selector.constraints[i];
      let values = labels.get(key);
      if (values === undefined) labels.set(key, (values = new Set()));
      for (const value of constraint.values) values.add(value);
      if (constraint.tests.length === 0) continue;
      let asked = tests.get(key);
      if (asked === undefined) tests.set(key, (asked = new Map()));
      for (const test of constraint.tests) asked.set(textOf(test), test);
    }
  };
  const peer = (p: RulePeer) => {
    if (p.type === 'endpoints') mention(p.endpoints.pods);
    else if (p.type === 'nodes') nodes.set(p.labels.toString(), p.labels);
    else if (p.type === 'addresses' && p.pods !== 'never' && seesAddresses && !seen.has(p.addresses)) {
      seen.add(p.addresses);
      addBoundaries(p.addresses.v4, v4);
      addBoundaries(p.addresses.v6, v6);
    }
  };
  const rule = (r: Rule) => {
    endsOf(r).forEach(peer);
    for (const { name } of namesOf(r.traffic)) portNames.add(name);
  };
  for (const policy of policies) {
    mention(policy.subject.pods);
    policy.rules.forEach(rule);
  }
  return {
    labels,
    tests,
    portNames,
    seesAddresses,
    v4: Float64Array.from(new Set(v4)).sort(),
    v6: [...new Set(v6)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    nodes: [...nodes.values()],
    seen,
  };
}

/** Whether some rule selects pods by their addresses, whatever the agent. */
export function statesAddresses(policy: Policy): boolean {
  return policy.rules.some((rule) => endsOf(rule).some((peer) => peer.type === 'addresses' && peer.pods === 'by-address'));
}

/** Whether observables distinguish all pods that a policy distinguishes. */
export function isObservable(known: Observables, policy: Policy): boolean {
  if (!knowsSelector(known, policy.subject.pods)) return false;
  return policy.rules.every((rule) =>
    endsOf(rule).every((peer) => knowsPeer(known, peer)) && namesOf(rule.traffic).every(({ name }) => known.portNames.has(name)));
}

function knowsSelector({ labels, tests, seen }: Observables, selector: LabelSelector): boolean {
  return seen.has(selector) || selector.constraints.every(([key, constraint]) => {
    const mentioned = labels.get(key);
    const knowsTests = constraint.tests.every((test) => tests.get(key)?.has(textOf(test)) === true);
    return mentioned !== undefined && knowsTests && constraint.values.every((value) => mentioned.has(value));
  });
}

function knowsPeer(known: Observables, peer: RulePeer): boolean {
  if (peer.type === 'endpoints') return knowsSelector(known, peer.endpoints.pods);
  if (peer.type === 'nodes') return known.nodes.some((selector) => selector.equals(peer.labels));
  if (peer.type !== 'addresses' || peer.pods === 'never' || !known.seesAddresses || known.seen.has(peer.addresses)) return true;
  return hasBoundaries(known.v4, peer.addresses.v4) && hasBoundaries(known.v6, peer.addresses.v6);
}

function hasBoundaries<T extends Ordinal>(known: ArrayLike<T>, intervals: Intervals<T>): boolean {
  const wanted: T[] = [];
  addBoundaries(intervals, wanted);
  return wanted.every((boundary) => known[firstNotBelow(known, boundary)] === boundary);
}
