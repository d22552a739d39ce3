import type { ApiObjectMetadataDefinition } from 'cdk8s';
import { sortedKeys } from './same-json';

/** What cdk8s keeps of the metadata of an object. */
interface Kept {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels?: Entries;
  readonly annotations?: Entries;
  readonly finalizers?: readonly unknown[];
  readonly ownerReferences?: readonly unknown[];
  readonly _additionalAttributes?: Entries;
}

type Entries = Readonly<Record<string, unknown>>;

/**
 * The metadata of an object as cdk8s renders it, where it is nothing but texts; absent where something else was added. `known` answers what
 * the object makes of a value that is lazy.
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/metadata.ts
 */
export function plainMetadata(metadata: ApiObjectMetadataDefinition, known: (given: unknown) => unknown): Entries | undefined {
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: others } = metadata as unknown as Kept;
  if (typeof name !== 'string' || typeof namespace !== 'string' || finalizers?.length !== 0 || ownerReferences?.length !== 0) return undefined;
  if (labels === undefined || annotations === undefined || others === undefined || !hasOnly(KNOWN, others)) return undefined;
  const [plainAnnotations, plainLabels] = [textsOf(annotations, known), textsOf(labels, known)];
  if (plainAnnotations === undefined || plainLabels === undefined) return undefined;
  return {
    ...(plainAnnotations !== NONE && { annotations: plainAnnotations }),
    ...(plainLabels !== NONE && { labels: plainLabels }),
    name,
    namespace,
  };
}

function hasOnly(known: ReadonlySet<string>, entries: Entries): boolean {
  for (const key of Object.keys(entries)) if (!known.has(key)) return false;
  return true;
}

/** Given again by the other fields. */
const KNOWN: ReadonlySet<string> = new Set(['name', 'namespace', 'labels', 'annotations']);
const NONE: Entries = {};

/** Texts by sorted keys; absent where something else is among them. */
function textsOf(entries: Entries, known: (given: unknown) => unknown): Entries | undefined {
  let texts: Record<string, string> | undefined;
  for (const key of sortedKeys(entries)) {
    const text = known(entries[key]);
    if (text === undefined) continue;
    if (typeof text !== 'string') return undefined;
    (texts ??= {})[key] = text;
  }
  return texts ?? NONE;
}
