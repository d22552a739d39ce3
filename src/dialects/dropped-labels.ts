import type { FieldPath } from '../model';
import { isFields } from './manifest';

/** The labels of selectors below a value whose value is null: a server of custom resources drops them. The places begin with `path`. */
export function droppedLabels(value: unknown, path: FieldPath): FieldPath[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => droppedLabels(item, [...path, i]));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (key !== 'matchLabels' || !isFields(inner)) return typeof inner === 'object' ? droppedLabels(inner, at) : [];
    return Object.keys(inner).filter((label) => inner[label] === null).map((label) => [...at, label]);
  });
}
