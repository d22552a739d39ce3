import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct, Node } from 'constructs';

/** A fence: it opens and closes. */
export const WHOLE_FENCE = 1;
/** A policy that only closes. */
export const DENY = 2;

/** The constructs that close something; among siblings, the higher comes later. */
export type Closers = ReadonlyMap<IConstruct, typeof WHOLE_FENCE | typeof DENY>;

/**
 * Puts the objects of a file into the order in which they should be applied, where the author's dependencies leave it open: Namespaces
 * before what lies in them, and what opens before what closes, so that `kubectl apply` never closes first.
 *
 * cdk8s writes a chart in the order of its tree, dependencies first. Its dependencies are dear (every chart goes through all of them
 * again), so siblings are moved, and only what is left over becomes a dependency.
 */
export function arrange(closers: Closers, objects: readonly ApiObject[]): void {
  const scopes = new Set<IConstruct>();
  for (const closer of closers.keys()) if (closer.node.scope !== undefined) scopes.add(closer.node.scope);
  for (const scope of scopes) moveToEnd(scope, closers);
  const moved = scopes.size === 0 ? objects : [...new Set(objects.map((object) => Chart.of(object)))].flatMap(objectsOf);
  for (const [, inChart] of groupBy(moved, (object) => Chart.of(object))) {
    namespacesFirst(inChart);
    deniesLast(inChart, closers);
  }
}

/** Removing a child and giving it its scope again is all that moves it; the child itself never notices. */
function moveToEnd(scope: IConstruct, closers: Closers): void {
  const children = scope.node.children;
  const ranks = children.map((child) => closers.get(child) ?? 0);
  if (ranks.every((rank, i) => i === 0 || rank >= ranks[i - 1]) || isLocked(scope)) return;
  for (const rank of [WHOLE_FENCE, DENY]) {
    for (const child of children.filter((_, i) => ranks[i] === rank)) {
      scope.node.tryRemoveChild(child.node.id);
      new Node(child as Construct, scope, child.node.id);
    }
  }
}

/** Whether a scope takes no more children. */
function isLocked(scope: IConstruct): boolean {
  const probe = 'netfence-probe';
  if (scope.node.tryFindChild(probe) !== undefined) return true;
  try {
    new Construct(scope as Construct, probe);
  } catch {
    return true;
  }
  return !scope.node.tryRemoveChild(probe);
}

function namespacesFirst(objects: readonly ApiObject[]): void {
  const earlier = new Map<string, ApiObject[]>();
  for (const object of objects) {
    if (isNamespace(object)) follow(earlier.get(object.name) ?? [], object);
    else push(earlier, object.metadata.namespace ?? '', object);
  }
}

/** What is left: denies of another scope than the allows that come after them. */
function deniesLast(objects: readonly ApiObject[], closers: Closers): void {
  const closing = new Map<string, ApiObject[]>();
  for (const object of objects) {
    if (object.kind !== 'NetworkPolicy') continue;
    const namespace = object.metadata.namespace ?? '';
    if (object.node.scope !== undefined && closers.get(object.node.scope) === DENY) push(closing, namespace, object);
    else follow(closing.get(namespace) ?? [], object);
  }
}

/** Lets some objects come after another one, unless the author's dependencies may say otherwise. */
function follow(later: readonly ApiObject[], first: ApiObject): void {
  if (later.length === 0 || hasOwnDependencies(first)) return;
  for (const object of later) object.node.addDependency(first);
}

function hasOwnDependencies(object: ApiObject): boolean {
  const scopes = object.node.scopes.slice(object.node.scopes.indexOf(Chart.of(object)) + 1);
  return scopes.some((scope) => scope.node.dependencies.some((target) => !ApiObject.isApiObject(target) || !isNamespace(target)));
}

function isNamespace(object: ApiObject): boolean {
  return object.kind === 'Namespace' && object.apiVersion === 'v1';
}

function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child) && Chart.of(child) === chart);
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) push(groups, keyOf(value), value);
  return groups;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
