import { existsSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { SourceMap } from 'module';
import { dirname, isAbsolute, join, relative, resolve } from 'path';
import { fileURLToPath } from 'url';
import type { Position } from '../model';
import { readBytes } from './read-files';

/** Beside the manifests of an app: a name that neither kubectl, Helm nor cdk8s takes for a manifest. */
export const SOURCES_FILE = '.netfence-sources';
const VERSION = 1;
/** A longer one is not understood, in bytes. */
const MAX_SOURCES = 2 ** 28;

/** Where an object comes from. */
export interface ObjectSource {
  /** The path of the construct. */
  readonly construct: string;
  /** The line of the program. */
  readonly source?: Position;
}

interface Stored {
  readonly construct: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The manifests of a folder by the program that wrote them: sorted paths, relative to the folder. */
type WrittenFiles = ReadonlyMap<string, readonly string[]>;

/**
 * Writes where the objects of a folder come from, and which files which program wrote; all paths are relative to the folder. Without the folder,
 * nothing.
 */
export function writeSources(folder: string, sources: ReadonlyMap<string, ObjectSource>, written: WrittenFiles): void {
  if (!existsSync(folder)) return;
  const objects: Record<string, Stored> = {};
  const names = new Map<string, string>();
  const nameOf = (path: string): string => {
    const known = names.get(path) ?? relative(folder, path).replaceAll('\\', '/');
    names.set(path, known);
    return known;
  };
  for (const key of [...sources.keys()].sort()) {
    const { construct, source } = sources.get(key)!;
    objects[key] = source === undefined ? { construct } : { construct, file: nameOf(source.file), line: source.line, column: source.column };
  }
  const file = join(folder, SOURCES_FILE);
  const text = JSON.stringify({
    netfence: 'sources',
    version: VERSION,
    objects,
    files: Object.fromEntries([...written].sort(([a], [b]) => (a < b ? -1 : 1))),
  });
  if (existsSync(file) && readFileSync(file, 'utf8') === `${text}\n`) return;
  // two processes may synthesize to one folder: the rename makes the file complete at once
  writeFileSync(`${file}.${process.pid}`, `${text}\n`);
  renameSync(`${file}.${process.pid}`, file);
}

/** The files that programs wrote to a folder; none where that is not recorded. A path that leaves the folder is not believed. */
export function readWritten(folder: string): WrittenFiles {
  const { files = {} } = stored(folder);
  if (typeof files !== 'object' || files === null) return new Map();
  const isInside = (path: unknown) => typeof path === 'string' && !isAbsolute(path) && !path.split(/[/\\]/).includes('..');
  return new Map(Object.entries(files).map(([program, paths]) => [program, Array.isArray(paths) ? paths.filter(isInside) as string[] : []]));
}

/** The content of the file; empty where there is none, or one that is not understood. */
function stored(folder: string): { readonly objects?: unknown; readonly files?: unknown } {
  try {
    const content = JSON.parse(readBytes(join(folder, SOURCES_FILE),
      MAX_SOURCES).toString()) as Readonly<Record<'netfence' | 'version' | 'objects' | 'files', unknown>> | null;
    return content?.netfence === 'sources' && content.version === VERSION ? content : {};
  } catch {
    return {};
  }
}

/** Where the objects of a folder come from; nothing where that is not recorded. */
export function readSources(folder: string): ReadonlyMap<string, ObjectSource> {
  const found = new Map<string, ObjectSource>();
  const { objects = {} } = stored(folder);
  if (typeof objects !== 'object' || objects === null) return found;
  for (const [key, object] of Object.entries(objects as Record<string, Stored | null>)) {
    const { construct, file, line, column } = object ?? {};
    if (typeof construct !== 'string') continue;
    const placed = typeof file === 'string' && Number.isInteger(line) && Number.isInteger(column);
    found.set(key, { construct, ...(placed && { source: { file: join(folder, file), line: line!, column: column! } }) });
  }
  return found;
}

/** The position in the original source, if the program was compiled with a source map. */
export function originalPosition(place: Position): Position {
  const file = place.file.startsWith('file:') ? fileURLToPath(place.file) : place.file;
  const map = /\.[cm]?js$/.test(file) && isAbsolute(file) ? mapOf(file) : undefined;
  if (map === undefined) return { ...place, file };
  const entry = map.findEntry(place.line - 1, place.column - 1) as { originalSource?: string; originalLine?: number; originalColumn?: number };
  if (entry.originalSource === undefined || entry.originalLine === undefined) return { ...place, file };
  const source = entry.originalSource.startsWith('file:') ? fileURLToPath(entry.originalSource) : entry.originalSource;
  return { file: resolve(dirname(file), source), line: entry.originalLine + 1, column: (entry.originalColumn ?? 0) + 1 };
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    const urls = [...readFileSync(file, 'utf8').matchAll(/^\/\/[#@] sourceMappingURL=(\S+)\s*$/gm)];
    const url = urls.at(-1)?.[1];
    if (url === undefined) return undefined;
    const inline = /^data:application\/json;(?:charset=[^;]+;)?base64,(.*)$/.exec(url);
    const text = inline === null ? readFileSync(join(dirname(file), decodeURIComponent(url)), 'utf8') : Buffer.from(inline[1],
      'base64').toString('utf8');
    const payload = JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0];
    const root = payload.sourceRoot ?? '';
    return new SourceMap({ ...payload, sourceRoot: '', sources: payload.sources.map((source) => (root === '' ? source : join(root, source))) });
  } catch {
    return undefined;
  }
}
