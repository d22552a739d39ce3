import { dirname, join } from 'path';
import { today as clock } from '../../files/clock';
import type { StatedFacts } from './stated';

/** The paths that are stated to be not rendered, until their last day, with the reasons. */
export function notRenderedPaths({ notRendered }: StatedFacts = {}, day?: string): ReadonlyMap<string, string> {
  if (notRendered === undefined) return new Map();
  const today = day ?? clock();
  const { value, source: { position } } = notRendered;
  const folder = position === undefined ? '.' : dirname(position.file);
  const current = value.filter(({ until = today }) => until >= today);
  return new Map(current.map(({ path, reason }) => [join(folder, path).replace(/[\\/]$/, ''), reason]));
}
