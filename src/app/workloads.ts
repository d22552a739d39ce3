import type { IConstruct } from 'constructs';
import { APP_MODEL } from '../analysis';

/** Whether a value has the shape of a cdk8s-plus workload or pod: it has containers, and metadata for its pods. */
export function isWorkload(value: any): boolean {
  return typeof value?.podMetadata?.toJson === 'function' && Array.isArray(value.containers);
}

/** The workloads and pods of an app; their labels may still change. An app without policies of this package has no index, so its tree is searched. */
export function workloadsOf(root: IConstruct | undefined): readonly any[] {
  if (root === undefined) return [];
  const model = (root as { readonly [APP_MODEL]?: { readonly workloads: readonly any[] } })[APP_MODEL];
  return model === undefined ? root.node.findAll().filter(isWorkload) : model.workloads;
}
