import type { FieldPath } from '../model';

/** Where a value begins, and where the values inside it begin: offsets into the text of one file. */
export interface Mark {
  readonly at: number;
  keys?: Map<string, Mark>;
  items?: Mark[];
}

export function markOf(at: number): Mark {
  return { at };
}

/** The offset of the value at `path`, or of its nearest ancestor that exists. */
export function follow(root: Mark, path: FieldPath): number {
  let mark = root;
  for (const step of path) {
    const next: Mark | undefined = mark.items === undefined ? mark.keys?.get(String(step)) : mark.items[Number(step)];
    if (next === undefined) break;
    mark = next;
  }
  return mark.at;
}
