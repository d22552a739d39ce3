import { dirname, join } from 'path';
import { today as clock } from '../../files/clock';
import type { StatedFacts } from './stated';

/** The paths that are stated to be not rendered, until their last day. */
export function notRenderedPaths({ notRendered }: StatedFacts = {}, day?: string): string[] {
  if (notRendered === undefined) return [];
  const today = day ?? clock();
  const { value, source: { position } } = notRendered;
  const folder = position === undefined ? '.' : dirname(position.file);
  return value.filter(({ until = today }) => until >= today).map(({ path }) => join(folder, path));
}
