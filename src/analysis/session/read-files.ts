import type { LoadResult } from '../../load';
import { isFields, type Problem } from '../../model';

/** How many files of the input were read. */
export interface ReadFiles {
  readonly read: number;
  /** Those of which nothing is known: they could not be opened or read, or are templates. */
  readonly notRead: number;
  /** Objects of Kubernetes in the files that were read. */
  readonly objects: number;
}

/** Compares what was loaded with what is left of it without what must be rendered first. */
export function readFilesOf(loaded: LoadResult, { documents, problems }: LoadResult): ReadFiles {
  const { files, refused = 0 } = loaded;
  const kept = new Set(documents.map(({ file }) => file));
  const without = loaded.documents.flatMap(({ file }) => (kept.has(file) ? [] : [file]));
  const isBroken = ({ severity, position }: Problem) => severity === 'error' && position !== undefined && !kept.has(position.file);
  const broken = [...loaded.problems, ...problems].filter(isBroken).map(({ position }) => position!.file);
  const notRead = Math.min(files + refused, new Set([...without, ...broken]).size);
  const objects = documents.filter(({ value }) => isFields(value) && typeof value.kind === 'string').length;
  return { read: files + refused - notRead, notRead, objects };
}
