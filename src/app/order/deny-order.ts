import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct, Node } from 'constructs';
import { append } from '../../sets';

/** What a construct that denies writes; among siblings, the higher comes later. */
export enum DenyOrder {
  /** A fence: it allows and denies. */
  FENCE = 1,
  /** A policy that only denies. */
  DENY = 2,
}

/** The constructs that deny something. */
type DenyOrders = ReadonlyMap<IConstruct, DenyOrder>;

/**
 * Puts the objects of a file into the order in which they should be applied, where the author's dependencies leave it open: Namespaces
 * before the objects in them, and what allows before what denies, so that `kubectl apply` never denies first.
 *
 * cdk8s writes a chart in the order of its tree, dependencies first. Its dependencies are slow (every chart goes through all of them
 * again), so siblings are moved, and only the rest becomes a dependency.
 */
export function orderObjects(denyOrder: DenyOrders, objects: readonly ApiObject[]): void {
  const scopes = new Set<IConstruct>();
  for (const construct of denyOrder.keys()) if (construct.node.scope !== undefined) scopes.add(construct.node.scope);
  for (const scope of scopes) moveToEnd(scope, denyOrder);
  const moved = scopes.size === 0 ? objects : [...new Set(objects.map((object) => Chart.of(object)))].flatMap(objectsOf);
  if (denyOrder.size === 0 && !moved.some(isNamespace)) return;
  for (const [, inChart] of groupBy(moved, (object) => Chart.of(object))) {
    namespacesFirst(inChart);
    deniesLast(inChart, denyOrder);
  }
}

/** A child is moved by removing it and adding it to its scope again; the child itself does not change. */
function moveToEnd(scope: IConstruct, denyOrder: DenyOrders): void {
  const children = scope.node.children;
  const orders = children.map((child) => denyOrder.get(child) ?? 0);
  if (orders.every((order, i) => i === 0 || order >= orders[i - 1]) || isLocked(scope)) return;
  for (const order of [DenyOrder.FENCE, DenyOrder.DENY]) {
    for (const child of children.filter((_, i) => orders[i] === order)) {
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
    else append(earlier, object.metadata.namespace ?? '', object);
  }
}

/** The rest: denies of another scope than the allows that come after them. */
function deniesLast(objects: readonly ApiObject[], denyOrder: DenyOrders): void {
  const denying = new Map<string, ApiObject[]>();
  for (const object of objects) {
    if (object.kind !== 'NetworkPolicy') continue;
    const namespace = object.metadata.namespace ?? '';
    if (denyOrder.get(object) === DenyOrder.DENY) append(denying, namespace, object);
    else follow(denying.get(namespace) ?? [], object);
  }
}

/** Puts some objects after another one, unless the author's dependencies may require otherwise. */
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
  for (const value of values) append(groups, keyOf(value), value);
  return groups;
}
