import type { LoadResult, SourceDocument } from '../../load';
import { isFields } from '../../model';

const CONFIGURATION = /(?:^|[\\/:])\.netfence\.ya?ml$/;
/** The lists of the other forms. */
const LISTS = ['invariants', 'accept', 'ignores'];

/**
 * What is loaded without files of our own forms, which stand beside manifests and are none: configurations, invariants, baselines, accepted changes.
 */
export function withoutOwnFiles(loaded: LoadResult): LoadResult {
  const own = new Set(loaded.documents.filter(isOwn).map(({ file }) => file));
  if (own.size === 0) return loaded;
  return { ...loaded, documents: loaded.documents.filter((document) => !isOwn(document)), files: loaded.files - own.size };
}

function isOwn({ file, value }: SourceDocument): boolean {
  if (!isFields(value) || value.kind !== undefined || value.apiVersion !== undefined) return false;
  return CONFIGURATION.test(file) || value.netfence === 'baseline' || LISTS.some((name) => Array.isArray(value[name]));
}
