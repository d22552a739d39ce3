import type { Peer, Policy, Rule } from '../model';
import { Intervals, LabelSelector, Ordinal, successor } from '../sets';

/**
 * Everything about a pod that some policy can see: label keys with the values that selectors mention, port names, and the boundaries of
 * address blocks. Pods that agree in all of it cannot be told apart.
 */
export interface Vocabulary {
  /** Label key → values mentioned (other values are all alike). */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  readonly portNames: ReadonlySet<string>;
  /** Ascending first addresses of the pieces that block boundaries cut. */
  readonly v4: Float64Array;
  readonly v6: readonly bigint[];
  /** Selectors of nodes. */
  readonly nodes: readonly LabelSelector[];
}

export function vocabularyOf(policies: readonly Policy[], seesAddresses: boolean): Vocabulary {
  const labels = new Map<string, Set<string>>();
  const portNames = new Set<string>();
  const v4 = new Set<number>();
  const v6 = new Set<bigint>();
  const nodes = new Map<string, LabelSelector>();
  const seen = new Set<LabelSelector>();

  const mention = (selector: LabelSelector) => {
    if (seen.has(selector)) return;
    seen.add(selector);
    for (const [key, constraint] of selector.constraints) {
      let values = labels.get(key);
      if (values === undefined) labels.set(key, (values = new Set()));
      for (const value of constraint.values) values.add(value);
    }
  };
  const peer = (p: Peer) => {
    if (p.type === 'endpoints') mention(p.endpoints.pods);
    else if (p.type === 'nodes') nodes.set(p.labels.toString(), p.labels);
    else if (p.type === 'addresses' && seesAddresses) {
      cutAt(p.addresses.v4, v4);
      cutAt(p.addresses.v6, v6);
    }
  };
  const rule = (r: Rule) => {
    r.peers?.forEach(peer);
    for (const { name } of r.traffic.named) portNames.add(name);
  };
  for (const policy of policies) {
    mention(policy.subject.pods);
    policy.rules.forEach(rule);
  }
  return {
    labels,
    portNames,
    v4: Float64Array.from(v4).sort(),
    v6: [...v6].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    nodes: [...nodes.values()],
  };
}

/** Adds where intervals start, and where what follows them starts. */
export function cutAt<T extends Ordinal>(intervals: Intervals<T>, cuts: Set<T>): void {
  for (let i = 0; i < intervals.length; i++) cuts.add(intervals.first(i)).add(successor(intervals.last(i)));
}
