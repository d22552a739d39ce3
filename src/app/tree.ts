import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** `node.root` makes a list of all scopes on its way. */
export function rootOf(construct: IConstruct): IConstruct {
  let root = construct;
  for (let { scope } = construct.node; scope !== undefined; { scope } = scope.node) root = scope;
  return root;
}

/** Whether a construct writes a Kubernetes object. */
export function isObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

/** All Kubernetes objects of a tree, in its order. */
export function objectsOf(root: IConstruct): ApiObject[] {
  return root.node.findAll().filter(isObject);
}

/** Whether neither the construct nor one that contains it was removed. */
export function isInTree(construct: IConstruct, root: IConstruct): boolean {
  for (let at = construct; at !== root; at = at.node.scope!) {
    if (at.node.scope?.node.tryFindChild(at.node.id) !== at) return false;
  }
  return true;
}

/** Whether the tree still has the same constructs in the same order. */
export function isSameTree(root: IConstruct, tree: readonly IConstruct[]): boolean {
  let next = 0;
  const visit = (construct: IConstruct): boolean => construct === tree[next++] && construct.node.children.every(visit);
  return visit(root) && next === tree.length;
}
