import { isSameStage } from '../../../engine';
import type { RulePeer, Policy, Rule } from '../../../model';
import type { LabelSelector } from '../../../sets';

/** A policy that only one state has, or that has another meaning in the other state. */
export interface PolicyChange {
  readonly what: 'added' | 'removed' | 'changed';
  /** `NetworkPolicy production/api` */
  readonly label: string;
  readonly before?: Policy;
  readonly after?: Policy;
  /** Rules that only the one or the other state has. */
  readonly removedRules: readonly Rule[];
  readonly addedRules: readonly Rule[];
  /** Whether something besides the rules changed: the pods that are meant, the directions, the order. */
  readonly frame: boolean;
}

/** The policies that differ in meaning, and which policy of either state belongs to which change. */
export interface PolicyChanges {
  readonly changes: readonly PolicyChange[];
  readonly changeOf: ReadonlyMap<Policy, PolicyChange>;
}

/** Compares the policies of two states by their names and languages; where they stand, how they are written, and in which version, does not matter. */
export function policyChanges(before: readonly Policy[], after: readonly Policy[]): PolicyChanges {
  const old = new Map(byName(before));
  const changes: PolicyChange[] = [];
  const kept = new Set<Policy>();
  for (const [name, policy] of byName(after)) {
    const same = old.get(name);
    if (same === undefined || kept.has(same)) {
      changes.push({ what: 'added', label: policy.origin.label, after: policy, removedRules: [], addedRules: policy.rules, frame: true });
      continue;
    }
    kept.add(same);
    const change = compare(same, policy);
    if (change !== undefined) changes.push(change);
  }
  for (const policy of before) {
    if (!kept.has(policy)) changes.push({ what: 'removed', label: policy.origin.label, before: policy, removedRules: policy.rules, addedRules: [], frame: true });
  }
  const changeOf = new Map<Policy, PolicyChange>();
  for (const change of changes) for (const policy of [change.before, change.after]) if (policy !== undefined) changeOf.set(policy, change);
  return { changes, changeOf };
}

/** Policies by their names, which are one for each language that has the kind; several of one object by their order in it, too. */
function byName(policies: readonly Policy[]): [name: string, policy: Policy][] {
  const last = new Map<string, { origin: Policy['origin']; count: number }>();
  return policies.map((policy) => {
    const { origin, language } = policy;
    const name = `${origin.label} ${language?.name ?? ''}`;
    const before = last.get(name);
    const count = before?.origin === origin ? before.count + 1 : 0;
    last.set(name, { origin, count });
    return [`${name} ${count}`, policy];
  });
}

function compare(before: Policy, after: Policy): PolicyChange | undefined {
  const frame = !isSameFrame(before, after);
  if (!frame && before.rules.length === after.rules.length && before.rules.every((rule, i) => isSameRule(rule, after.rules[i]))) return undefined;
  const [old, now] = [before.rules.map(ruleKey), after.rules.map(ruleKey)];
  const [had, has] = [new Set(old), new Set(now)];
  return {
    what: 'changed',
    label: after.origin.label,
    before,
    after,
    removedRules: before.rules.filter((_, i) => !has.has(old[i])),
    addedRules: after.rules.filter((_, i) => !had.has(now[i])),
    frame,
  };
}

function isSameFrame(a: Policy, b: Policy): boolean {
  const isSamePlace = isSameStage(a.stage, b.stage) && a.stage.isolating === b.stage.isolating && (a.place ?? a.order) === (b.place ?? b.order);
  const isSameKind = a.namespace === b.namespace && a.hostNetwork === b.hostNetwork && a.unread === b.unread;
  return isSamePlace && isSameKind && isSameSelection(a.subject, b.subject)
    && isSameList(a.isolates, b.isolates, (x, y) => x === y) && isSameList(a.acts ?? a.isolates, b.acts ?? b.isolates, (x, y) => x === y);
}

/** Without texts, for most rules of two states are the same. */
function isSameRule(a: Rule, b: Rule): boolean {
  return a.direction === b.direction && a.action === b.action && a.partly === b.partly && a.traffic.fixed.equals(b.traffic.fixed) &&
    isSameNames(a.traffic.named, b.traffic.named) && isSameWithout(a.traffic.without, b.traffic.without) &&
    (a.own === undefined || b.own === undefined ? a.own === b.own : isSameList(a.own, b.own, isSamePeer)) &&
    (a.peers === undefined || b.peers === undefined ? a.peers === b.peers : isSameList(a.peers, b.peers, isSamePeer));
}

function isSameNames(a: Rule['traffic']['named'], b: Rule['traffic']['named']): boolean {
  return isSameList(a, b, (x, y) => x.name === y.name && x.protocol === y.protocol);
}

function isSameWithout(a: Rule['traffic']['without'], b: Rule['traffic']['without']): boolean {
  return a === undefined || b === undefined ? a === b : a.fixed.equals(b.fixed) && isSameNames(a.named, b.named);
}

function isSamePeer(a: RulePeer, b: RulePeer): boolean {
  if (a.type === 'endpoints' && b.type === 'endpoints') return isSameSelection(a.endpoints, b.endpoints);
  if (a.type === 'addresses' && b.type === 'addresses') {
    return a.pods === b.pods && a.addresses.equals(b.addresses) && JSON.stringify(a.blocks) === JSON.stringify(b.blocks);
  }
  return a.type === b.type && JSON.stringify(peerKey(a)) === JSON.stringify(peerKey(b));
}

function isSameSelection(a: Policy['subject'], b: Policy['subject']): boolean {
  const [one, other] = [a.namespaces, b.namespaces];
  const spaces = 'name' in one ? 'name' in other && one.name === other.name : 'labels' in other && isSameSelector(one.labels, other.labels);
  return spaces && isSameSelector(a.pods, b.pods);
}

/** As `equals`, without a text of either. */
function isSameSelector(a: LabelSelector, b: LabelSelector): boolean {
  return a === b || isSameList(a.constraints, b.constraints, ([key, one], [other, two]) => key === other && one.equals(two));
}

export function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
}

function ruleKey({ direction, action, partly, peers, own, traffic }: Rule): string {
  const ends = [peers, own].map((some) => some?.map(peerKey) ?? null);
  return JSON.stringify([direction, action, partly ?? null, ends, trafficKey(traffic), traffic.without && trafficKey(traffic.without)]);
}

function trafficKey({ fixed, named }: Rule['traffic']): unknown {
  return [fixed.key, named.map(({ name, protocol }) => [name, protocol ?? null])];
}

function peerKey(peer: RulePeer): unknown {
  switch (peer.type) {
    case 'endpoints': return selectionKey(peer.endpoints);
    case 'addresses': return [peer.pods, peer.addresses.key, peer.blocks ?? null];
    case 'nodes': return ['nodes', peer.labels.key];
    case 'hosts': return ['hosts', peer.own, peer.others];
    case 'api-server': return ['api-server', peer.stated ?? false];
    case 'all-of': return ['all of', peer.every.map((peers) => peers.map(peerKey)), peer.none.map(peerKey)];
    case 'unreadable': return [peer.why, peer.domains ?? null, peer.outside ?? false];
  }
}

function selectionKey({ namespaces, pods }: Policy['subject']): unknown {
  return ['name' in namespaces ? namespaces.name : [namespaces.labels.key], pods.key];
}
