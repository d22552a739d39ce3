import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';

/** Those of the paths, relative to a folder, that exist in it. */
export function existingIn(folder: string, paths: readonly string[]): string[] {
  return paths.filter((path) => existsSync(join(folder, path)));
}

/** Creates a folder and those that contain it, where they are missing. */
export function createFolder(path: string): void {
  mkdirSync(path, { recursive: true });
}

/** Writes a file, unless it is there already with the same text: then its time of change stays. */
export function writeIfChanged(path: string, text: string): void {
  if (textOf(path) !== text) writeFileSync(path, text, { encoding: 'utf8' });
}

/** The text of a file; absent where there is none that can be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether a folder exists. */
export function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether two paths name one folder, that need not exist. */
export function isSameFolder(a: string, b: string): boolean {
  return realPath(a) === realPath(b);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** The files below a folder, relative to it, with `/`, sorted. What begins with a dot is left out. */
export function filesBelow(folder: string): string[] {
  const found = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.')).flatMap((entry) =>
    (entry.isDirectory() ? filesBelow(join(folder, entry.name)).map((path) => `${entry.name}/${path}`) : [entry.name]));
  return found.sort();
}
