import {
  Cluster,
  EndpointSelector,
  NAMESPACE_NAME_LABEL,
  Namespace,
  NamespaceSelection,
  Origin,
  Policy,
  Rule,
  RulePeer,
  Workload,
  onlyNamespace,
  selectorKey,
  undeclaredNamespace,
} from '../../model';
import type { LabelSelector } from '../../sets';
import { matchNamespace } from '../compile';

/** The policies of a cluster without workloads, with a pod for each selector that they have. */
export interface AssumedPods {
  /** With the pods of all selectors. */
  readonly all: Cluster;
  /** With those pods alone that stand for all pods of their selectors. */
  readonly settled: Cluster;
  /** The pods of `settled` that policies select. */
  readonly subjects: readonly Workload[];
  /** The objects of policies whose own pods and whose peers all stand for their selectors. */
  readonly settledPolicies: ReadonlySet<Origin>;
  /** The objects of policies such that the same policies select all of their pods: what these allow and close is so for each of them. */
  readonly ownSettledPolicies: ReadonlySet<Origin>;
  /** Whether policies do nothing but isolate and allow, so that further policies of a pod take away nothing that one of them allows. */
  readonly isAdditive: boolean;
}

/** Each selector is compared with each other one, so there is a limit. */
const MAX_SELECTORS = 1_000;

/**
 * Assumes a pod for each selector of the policies. It stands for all pods of the selector where every other selector selects all of them or
 * none, and where no port counts that a rule names; else further labels or ports decide. `undefined` where there are too many selectors.
 */
export function withAssumedPods(cluster: Cluster, policies: readonly Policy[]): AssumedPods | undefined {
  const selectors = byKey(policies.flatMap(selectorsIn));
  if (selectors.size > MAX_SELECTORS) return undefined;
  const subjects = byKey(policies.map(({ subject }) => subject));
  const isSettled = settling(selectors, policies, cluster);
  const isOwnSettled = settling(subjects, policies, cluster);
  const pods = [...selectors.values()].flatMap((selector) => podFor(selector, cluster) ?? []);
  const settled = pods.filter(({ selector }) => isSettled(selector));
  const clusterWith = (some: typeof pods): Cluster => ({
    ...cluster,
    namespaces: new Map([...namespacesOf(some), ...cluster.namespaces]),
    workloads: some.map(({ pod }) => pod),
  });
  const originsOf = (holds: (policy: Policy) => boolean) => {
    const others = new Set(policies.filter((policy) => policy.unread !== undefined || !holds(policy)).map(({ origin }) => origin));
    return new Set(policies.map(({ origin }) => origin).filter((origin) => !others.has(origin)));
  };
  return {
    all: clusterWith(pods),
    settled: clusterWith(settled),
    subjects: settled.filter(({ selector }) => subjects.has(selectorKey(selector))).map(({ pod }) => pod),
    settledPolicies: originsOf((policy) => !hasOtherPeers(policy) && selectorsIn(policy).every(isSettled)),
    ownSettledPolicies: originsOf(({ subject }) => isOwnSettled(subject)),
    isAdditive: policies.every(
      ({ stage, rules, unread }) => unread === undefined && stage.isolating && rules.every(({ action }) => action === 'allow'),
    ),
  };
}

/** Labels that a selector selects, no more than it asks for; `undefined` where it selects nothing. */
export function labelsFor(selector: LabelSelector): Readonly<Record<string, string>> | undefined {
  if (!selector.isSatisfiable()) return undefined;
  const labels: Record<string, string> = {};
  for (const [key, constraint] of selector.constraints) {
    if (constraint.allowsAbsent) continue;
    labels[key] = constraint.cofinite
      ? ['any', 'other', 'another'].find((value) => constraint.contains(value)) ?? 'one-more'
      : constraint.values.find((value) => value !== '') ?? '';
  }
  return labels;
}

/** A namespace that is selected, which the input does not show; `undefined` where none is. */
export function assumedNamespace(selection: NamespaceSelection): Namespace | undefined {
  const labels = 'name' in selection ? { [NAMESPACE_NAME_LABEL]: selection.name } : labelsFor(selection.labels);
  // no namespace has an empty name
  if (labels === undefined || labels[NAMESPACE_NAME_LABEL] === '') return undefined;
  const name = labels[NAMESPACE_NAME_LABEL] ?? ['any-namespace', ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)].join(' ');
  return { name, labels: { ...labels, [NAMESPACE_NAME_LABEL]: name } };
}

function peersIn({ rules }: Policy): RulePeer[] {
  return rules.flatMap(({ peers, own }) => [...peers ?? [], ...own ?? []]);
}

function selectorsIn(policy: Policy): EndpointSelector[] {
  return [policy.subject, ...peersIn(policy).flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []))];
}

/** Whether some peers are not selected by labels alone. */
function hasOtherPeers(policy: Policy): boolean {
  return peersIn(policy).some(({ type }) => type === 'all-of' || type === 'unreadable');
}

function byKey(selectors: readonly EndpointSelector[]): Map<string, EndpointSelector> {
  return new Map(selectors.map((selector) => [selectorKey(selector), selector]));
}

type Settling = (selector: EndpointSelector) => boolean;

/** Whether each of `others` selects all pods of a selector or none, and no policy of these names a port. */
function settling(others: ReadonlyMap<string, EndpointSelector>, policies: readonly Policy[], cluster: Cluster): Settling {
  const naming = policies.filter(({ rules }) => rules.some(namesPorts)).map(({ subject }) => subject);
  const known = new Map<string, boolean>();
  return (selector) => {
    const key = selectorKey(selector);
    let settled = known.get(key);
    if (settled === undefined) {
      settled = selector.pods.isSatisfiable() && naming.every((other) => isApart(selector, other))
        && [...others.values()].every((other) => isApart(selector, other) || covers(other, selector));
      known.set(key, settled);
    }
    return settled;
  };

  function isApart(a: EndpointSelector, b: EndpointSelector): boolean {
    return !mayMeet(a.namespaces, b.namespaces, cluster) || !a.pods.intersect(b.pods).isSatisfiable();
  }

  function covers(other: EndpointSelector, { namespaces, pods }: EndpointSelector): boolean {
    return coversNamespaces(other.namespaces, namespaces) && pods.implies(other.pods);
  }
}

/**
 * Whether a selection that meets another one selects all of its namespaces, as far as the assumed namespace tells: labels that it does not have
 * are open to the engine, too.
 */
function coversNamespaces(other: NamespaceSelection, selection: NamespaceSelection): boolean {
  const [name, otherName] = [onlyNamespace(selection), onlyNamespace(other)];
  if (otherName !== undefined) return name === otherName;
  if (name !== undefined || 'name' in selection || 'name' in other) return true;
  const own = new Map(selection.labels.constraints);
  return other.labels.constraints.every(([key, constraint]) => own.get(key)?.isSubsetOf(constraint) ?? true);
}

/** Whether a namespace may be selected by both. */
function mayMeet(a: NamespaceSelection, b: NamespaceSelection, cluster: Cluster): boolean {
  if ('name' in a) return matchNamespace(b, a.name, cluster) !== 'no';
  return 'name' in b ? matchNamespace(a, b.name, cluster) !== 'no' : a.labels.intersect(b.labels).isSatisfiable();
}

function namesPorts({ traffic }: Rule): boolean {
  return traffic.named.length + (traffic.without?.named.length ?? 0) > 0;
}

interface AssumedPod {
  readonly selector: EndpointSelector;
  readonly namespace: Namespace;
  readonly pod: Workload;
}

/** By name; of one that several selectors ask different labels of, only the name is known. */
function namespacesOf(pods: readonly AssumedPod[]): Map<string, Namespace> {
  const found = new Map<string, Namespace>();
  for (const { namespace } of pods) {
    const { name, labels } = namespace;
    const known = found.get(name)?.labels ?? labels;
    const keys = Object.keys(known);
    const isSame = keys.length === Object.keys(labels).length && keys.every((key) => known[key] === labels[key]);
    found.set(name, isSame ? namespace : undeclaredNamespace(name));
  }
  return found;
}

/** The pod that is assumed for a selector; `undefined` where nothing is selected. */
function podFor(selector: EndpointSelector, cluster: Cluster): AssumedPod | undefined {
  const labels = labelsFor(selector.pods);
  const assumed = assumedNamespace(selector.namespaces);
  if (labels === undefined || assumed === undefined) return undefined;
  const namespace = cluster.namespaces.get(assumed.name) ?? { ...assumed, openLabels: true };
  const asked = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
  const name = asked === '' ? 'any pod' : `any pod with ${asked}`;
  return {
    selector,
    namespace,
    pod: { namespace: namespace.name, name, kind: 'Pod', labels, ports: [], addresses: [], hostNetwork: false, replicas: 1 },
  };
}
