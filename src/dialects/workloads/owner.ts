import type { Owner } from '../dialect';
import { isFields, listOf, textOf } from '../manifest';
import type { Fields } from '../manifest';

/**
 * The controller of an object. Static pods are owned by their node and stay pods of their own; an owner without kind counts as a Pod.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export function controllerOf(metadata: Fields): Owner | undefined {
  if (metadata.ownerReferences === undefined) return undefined;
  for (const reference of listOf(metadata.ownerReferences)) {
    if (!isFields(reference) || reference.controller !== true || reference.kind === 'Node') continue;
    const name = textOf(reference.name);
    if (name !== undefined) return { kind: textOf(reference.kind) ?? 'Pod', name };
  }
  return undefined;
}
