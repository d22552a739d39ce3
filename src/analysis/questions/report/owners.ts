import { isFields, type Policy } from '../../../model';
import type { AnalysisSession } from '../../session/session';

/** The key of the annotation that says who answers for a policy. */
const OWNER_ANNOTATION = 'netfence/owner';

/** Who answers for a policy of the input, by the annotation of its object. */
export function ownersOf({ source: { manifests } }: AnalysisSession): (policy: Policy) => string | undefined {
  const owners = new Map<string, string>();
  for (const { value, document } of manifests) {
    const owner = ownerOf(value);
    if (owner !== undefined && document !== undefined) owners.set(keyOf(document.position([])), owner);
  }
  return ({ origin: { document } }) => (owners.size === 0 || document === undefined ? undefined : owners.get(keyOf(document.position([]))));
}

function ownerOf(value: unknown): string | undefined {
  const metadata = isFields(value) ? value.metadata : undefined;
  const annotations = isFields(metadata) ? metadata.annotations : undefined;
  const owner = isFields(annotations) ? annotations[OWNER_ANNOTATION] : undefined;
  const line = typeof owner === 'string' ? owner.replace(/\s+/g, ' ').trim() : '';
  return line === '' ? undefined : line;
}

function keyOf({ file, line, column }: { readonly file: string; readonly line: number; readonly column: number }): string {
  return `${line}:${column} ${file}`;
}
