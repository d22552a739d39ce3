import { createRequire } from 'module';
import { resolve } from 'path';

/** What a module exports. Its code runs: only modules that a configuration names are read. */
export function readModule(path: string): unknown {
  const full = resolve(path);
  return createRequire(full)(full);
}
