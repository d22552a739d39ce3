import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync, type Dirent } from 'fs';
import { join, sep } from 'path';

/** The only file of the loader that touches the file system. */

/** A file to read, or the reason why one that should be read cannot. */
export type FoundFile =
  | { readonly file: string; readonly reason?: undefined }
  | { readonly file: string; readonly reason: 'outside' | 'unreadable' | 'special'; readonly detail: string };

/** What a path of the command line is; undefined if there is nothing. */
export function kindOfPath(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    return 'file';
  }
}

/**
 * Every manifest file below a folder, in the order of the names.
 *
 * A link is followed where it stays below the folder, each target once; so a circle of links ends.
 */
export function manifestFiles(root: string): FoundFile[] {
  const top = realpathSync(root);
  const found: FoundFile[] = [];
  const seen = new Set<string>([top]);
  const folders = [root];
  const links: string[] = [];
  // Links come last, so that a file goes by its own name.
  for (;;) {
    const folder = folders.pop();
    if (folder === undefined) {
      const link = links.shift();
      if (link === undefined) break;
      followLink(link, top, seen, folders, found);
      continue;
    }
    for (const entry of entriesOf(folder, found)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(...newFolder(path, seen));
      else if (entry.isSymbolicLink()) links.push(path);
      else if (isManifestName(entry.name)) takeFile(path, entry.isFile(), seen, found);
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function entriesOf(folder: string, found: FoundFile[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    found.push({ file: folder, reason: 'unreadable', detail: codeOf(error) });
    return [];
  }
}

function newFolder(path: string, seen: Set<string>): string[] {
  const real = realpathSync(path);
  if (seen.has(real)) return [];
  seen.add(real);
  return [path];
}

function takeFile(path: string, regular: boolean, seen: Set<string>, found: FoundFile[]): void {
  if (!regular) {
    found.push({ file: path, reason: 'special', detail: 'no regular file' });
    return;
  }
  const real = realpathSync(path);
  if (seen.has(real)) return;
  seen.add(real);
  found.push({ file: path });
}

function followLink(path: string, top: string, seen: Set<string>, folders: string[], found: FoundFile[]): void {
  let real: string;
  let target;
  try {
    real = realpathSync(path);
    target = statSync(real);
  } catch (error) {
    if (isManifestName(path)) found.push({ file: path, reason: 'unreadable', detail: codeOf(error) });
    return;
  }
  if (!target.isDirectory() && !isManifestName(path)) return;
  const below = top.endsWith(sep) ? top : top + sep;
  if (real !== top && !real.startsWith(below)) found.push({ file: path, reason: 'outside', detail: 'the link leads out of the folder' });
  else if (target.isDirectory()) folders.push(...newFolder(path, seen));
  else takeFile(path, target.isFile(), seen, found);
}

function isManifestName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}

/** The bytes of a file, at most one more than `maxBytes`; descriptor 0 is standard input. */
export function readBytes(file: string | 0, maxBytes: number): Buffer {
  const descriptor = file === 0 ? 0 : openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    let buffer = Buffer.allocUnsafe(Math.min(size > 0 ? size : 65_536, maxBytes) + 1);
    let length = 0;
    for (;;) {
      if (length === buffer.length) {
        if (length > maxBytes) break;
        const longer = Buffer.allocUnsafe(Math.min(2 * length, maxBytes + 1));
        buffer.copy(longer);
        buffer = longer;
      }
      const count = readSome(descriptor, buffer, length);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** Standard input may be a pipe that has nothing yet; then wait a little. */
function readSome(descriptor: number, buffer: Buffer, from: number): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, from, Math.min(buffer.length - from, 2 ** 30), null);
    } catch (error) {
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
