import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync, type Dirent, type Stats } from 'fs';
import { dirname, join, sep } from 'path';
import { fail } from '../errors';
import { ignoreRules } from './ignore-rules';
import { DefaultReason, defaultReason, IGNORE_FILE, IgnoreLayer, isLeftOut, isUncounted, layersOf } from './left-out';

/** The only file of the loader that touches the file system. */

/** A file to read, or the reason why one that should be read cannot. */
export type FoundFile =
  | { readonly file: string; readonly reason?: undefined }
  | { readonly file: string; readonly reason: 'outside' | 'unreadable' | 'special' | 'submodule'; readonly detail: string };

/** What a path of the command line is; undefined if there is nothing. */
export function kindOfPath(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    return 'file';
  }
}

/** What is left out of a folder: by default, with the reason, or by a rule, which has none. */
export interface LeftOutPath {
  readonly path: string;
  readonly reason?: DefaultReason;
}

/** What a folder holds. */
interface FolderContent {
  readonly found: readonly FoundFile[];
  /** Whether it holds files that were found before. */
  readonly isRepeated: boolean;
  readonly leftOut: readonly LeftOutPath[];
}

/**
 * Every manifest file below a folder, in the order of the names, without what is left out and without files that were found before, which `seen`
 * names and collects.
 *
 * A link is followed where it stays in the working tree of git, or else below the folder, each target once; so a circle of links ends.
 */
export function manifestFiles(root: string, layers: readonly IgnoreLayer[] = [], seen = new Set<string>()): FolderContent {
  return new Walk(root, layers, seen).run();
}

/** The folder that links may not lead out of: what git would hand to others together with the named folder, or that folder alone. */
function treeOf(folder: string): string {
  for (let top = folder; ; top = dirname(top)) {
    if (existsSync(join(top, '.git'))) return top;
    if (dirname(top) === top) return folder;
  }
}

/** Whether a real path is below a folder, which may be the root. */
function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The layers that count before those of a named folder: the ignore file of the current folder, paths, and patterns that are given one by one. */
export function outerLayers(named: string, patterns: readonly string[] = [], paths: readonly string[] = []): IgnoreLayer[] {
  return layersOf(named, patterns, paths, existsSync(IGNORE_FILE) ? ignoreText() : undefined);
}

function ignoreText(): string {
  try {
    return readBytes(IGNORE_FILE, MAX_IGNORE_FILE).toString();
  } catch (error) {
    return fail('unreadable-file', `cannot read \`${IGNORE_FILE}\` (${codeOf(error)})`, 'make it readable or remove it');
  }
}

class Walk {
  private readonly top: string;
  private readonly tree: string;
  private readonly entered: Set<string>;
  private isRepeated = false;
  private readonly found: FoundFile[] = [];
  private readonly leftOut: LeftOutPath[] = [];
  /** To enter; with the real path of each. */
  private readonly folders: { readonly folder: string; readonly real: string }[];
  private readonly links: string[] = [];
  private readonly layers: IgnoreLayer[];

  constructor(root: string, layers: readonly IgnoreLayer[], private readonly seen: Set<string>) {
    this.top = realpathSync(root);
    this.tree = treeOf(this.top);
    this.entered = new Set([this.top]);
    this.folders = [{ folder: root, real: this.top }];
    this.layers = [...layers];
  }

  public run(): FolderContent {
    // Links come last, so that a file goes by its own name.
    for (;;) {
      const next = this.folders.pop();
      if (next !== undefined) {
        this.enter(next.folder, next.real);
        continue;
      }
      const link = this.links.shift();
      if (link === undefined) break;
      this.followLink(link);
    }
    return {
      found: this.found.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      isRepeated: this.isRepeated,
      leftOut: this.leftOut.sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
  }

  private enter(folder: string, real: string): void {
    const entries = this.entriesOf(folder);
    if (entries.some((entry) => entry.name === IGNORE_FILE)) this.addRules(folder);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.addFolder(path);
      else if (entry.isSymbolicLink()) this.links.push(path);
      else if (isManifestName(entry.name)) this.takeFile(path, join(real, entry.name), entry.isFile());
    }
  }

  private addRules(folder: string): void {
    const file = join(folder, IGNORE_FILE);
    try {
      this.layers.push({ folder, rules: ignoreRules(readBytes(file, MAX_IGNORE_FILE).toString()) });
    } catch (error) {
      this.found.push({ file, reason: 'unreadable', detail: codeOf(error) });
    }
  }

  private entriesOf(folder: string): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.found.push({ file: folder, reason: 'unreadable', detail: codeOf(error) });
      return [];
    }
  }

  private addFolder(path: string): void {
    const ruled = isLeftOut(this.layers, path, true);
    const reason = ruled === undefined ? defaultReason(path) : undefined;
    if (reason !== undefined || ruled === true) {
      if (!isUncounted(path)) this.leftOut.push({ path, ...(reason && { reason }) });
      return;
    }
    const real = realpathSync(path);
    if (this.entered.has(real)) return;
    this.entered.add(real);
    this.folders.push({ folder: path, real });
  }

  private takeFile(path: string, real: string, regular: boolean): void {
    if (isLeftOut(this.layers, path, false) === true) {
      this.leftOut.push({ path });
      return;
    }
    if (!regular) {
      this.found.push({ file: path, reason: 'special', detail: 'no regular file' });
      return;
    }
    if (isNew(real, this.seen)) this.found.push({ file: path });
    else this.isRepeated = true;
  }

  private followLink(path: string): void {
    let real: string;
    let target;
    try {
      real = realpathSync(path);
      target = statSync(real);
    } catch (error) {
      if (isManifestName(path)) this.found.push({ file: path, reason: 'unreadable', detail: codeOf(error) });
      return;
    }
    if (!target.isDirectory() && !isManifestName(path)) return;
    if (real === this.top) return;
    // the store of git is beside what git hands to others, and may hold secrets
    const isInside = isBelow(real, this.tree) && !isBelow(`${real}${sep}`, join(this.tree, '.git'));
    if (!isInside || isBelow(this.top, real)) this.found.push({ file: path, reason: 'outside', detail: 'the link leads out of the folder' });
    else if (target.isDirectory()) this.addFolder(path);
    else this.takeFile(path, real, target.isFile());
  }
}

/** A longer ignore file is cut off, in bytes. */
const MAX_IGNORE_FILE = 2 ** 20;

/** Whether a file is found for the first time, by whatever path. */
export function isFirst(path: string, seen: Set<string>): boolean {
  return isNew(realpathSync(path), seen);
}

function isNew(real: string, seen: Set<string>): boolean {
  const before = seen.size;
  return seen.add(real).size > before;
}

/** Whether a file of a folder is read: by its ending, or as the file of a kustomization. */
export function isManifestName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || name === 'Kustomization' || /[\\/]Kustomization$/.test(name);
}

/** Paths of descriptors that the process has: a shell hands over what a command prints by such a path, and it is a pipe. */
const DESCRIPTOR = /^\/(?:dev\/(?:stdin|null|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** Whether a path is a device, a socket or a named pipe: reading it may never end. */
export function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && mayBeEndless(path, stats);
}

function mayBeEndless(path: string, stats: Stats): boolean {
  return !stats.isFile() && !stats.isDirectory() && !DESCRIPTOR.test(path);
}

/** The bytes of a file, at most one more than `maxBytes`; descriptor 0 is standard input. */
export function readBytes(file: string | 0, maxBytes: number): Buffer {
  const stats = file === 0 ? fstatSync(0) : statSync(file);
  if (file !== 0 && mayBeEndless(file, stats)) throw Object.assign(new Error(`no regular file: ${file}`), { code: 'no regular file' });
  const { size } = stats;
  const descriptor = file === 0 ? 0 : openSync(file, 'r');
  try {
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
