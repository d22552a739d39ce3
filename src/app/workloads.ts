import { isWorkload } from './workload-shape';

const WORKLOADS = new WeakMap<object, readonly any[]>();

/** Keeps the workloads of an app at hand while it is synthesized: to look for them anew for each policy would be quadratic. */
export function rememberWorkloads(root: object, tree: readonly unknown[]): void {
  WORKLOADS.set(root, tree.filter(isWorkload));
}

/** For when the tree has changed. */
export function forgetWorkloads(root: object): void {
  WORKLOADS.delete(root);
}

/** The workloads and pods of an app; their labels may still change. */
export function workloadsOf(root: any): readonly any[] {
  return root === undefined ? [] : WORKLOADS.get(root) ?? (root.node.findAll() as unknown[]).filter(isWorkload);
}
