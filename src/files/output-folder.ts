import { existsSync } from 'fs';
import { join } from 'path';

/** Those of the paths, relative to a folder, that exist in it. */
export function existingIn(folder: string, paths: readonly string[]): string[] {
  return paths.filter((path) => existsSync(join(folder, path)));
}
