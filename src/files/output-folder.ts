import { readdirSync } from 'fs';
import { join } from 'path';

/**
 * The files in a folder and its direct sub-folders whose names end so, as paths relative to the folder with `/`, sorted. A folder that
 * cannot be read holds none: it is about to be made.
 */
export function listOutput(folder: string, extension: string): string[] {
  const found: string[] = [];
  for (const entry of entriesOf(folder)) {
    if (entry.isDirectory()) {
      const below = entriesOf(join(folder, entry.name)).filter((file) => file.isFile());
      found.push(...below.map((file) => `${entry.name}/${file.name}`));
    } else if (entry.isFile()) found.push(entry.name);
  }
  return found.filter((path) => path.endsWith(extension)).sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
