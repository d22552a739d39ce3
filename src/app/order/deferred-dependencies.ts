import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * Gives objects that were written by a validation the dependencies of the constructs around them: cdk8s hands these down to objects before
 * it validates, so the first `Chart.toJson` would not have them.
 *
 * Only within a chart; the order of charts is settled before.
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
export function inheritDependencies(root: IConstruct, written: readonly ApiObject[]): void {
  if (written.length === 0) return;
  const around = new Map<IConstruct, ApiObject[]>();
  for (const object of written) {
    const chart = Chart.of(object);
    for (const scope of object.node.scopes) {
      if (scope === root) continue;
      around.set(scope, [...around.get(scope) ?? [], object]);
      for (const target of scope.node.dependencies) for (const needed of objectsIn(target, chart)) depend(object, needed);
    }
  }
  for (const source of root.node.findAll()) {
    for (const target of source.node.dependencies) {
      for (const object of around.get(target) ?? []) for (const later of objectsIn(source, Chart.of(object))) depend(later, object);
    }
  }
}

function depend(later: ApiObject, first: ApiObject): void {
  if (later !== first) later.node.addDependency(first);
}

function objectsIn(construct: IConstruct, chart: Chart): ApiObject[] {
  if (!construct.node.scopes.includes(chart)) return [];
  return construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child) && Chart.of(child) === chart);
}

/** Removes an object from the dependencies of all others: cdk8s would write it out with them. */
export function forgetDependencies(root: IConstruct, removed: ApiObject): void {
  for (const { node } of root.node.findAll()) (node as unknown as { readonly _dependencies?: Set<unknown> })._dependencies?.delete(removed);
}
