import { dirname, join } from 'path';
import { ObjectSource, originalPosition, readSources, writeSources } from '../../../files/sources-file';
import type { Finding, Position } from '../../../model';
import type { Provenance } from './check';

/** What tells an object from others, in the file beside the manifests. */
export function sourceKey(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === undefined || namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** The first line of a stack that is neither of a package nor of `own`, as it was written. */
export function placeOf(stack: string, own: string): Position | undefined {
  for (const line of stack.split('\n')) {
    const match = /(?:^\s*at |\()((?:file:\/\/)?(?:[A-Za-z]:)?[/\\][^()]*):(\d+):(\d+)\)?$/.exec(line);
    if (match === null) continue;
    const [, file, row, column] = match;
    const path = file.replace(/^file:\/\//, '');
    if (path.startsWith(`${own}/`) || path.startsWith(`${own}\\`) || /[/\\]node_modules[/\\]/.test(path)) continue;
    return originalPosition({ file, line: Number(row), column: Number(column) });
  }
  return undefined;
}

/** Writes where the objects of an output folder come from. */
export function recordSources(folder: string, sources: ReadonlyMap<string, ObjectSource>): void {
  writeSources(folder, sources);
}

interface Named {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
}

/** Where findings about manifests come from, as far as the app that wrote them left word beside them, or in a folder above. */
export function provenances(): (finding: Finding) => Provenance {
  const folders = new Map<string, ReadonlyMap<string, ObjectSource>>();
  const sourcesOf = (folder: string) => {
    let sources = folders.get(folder);
    if (sources === undefined) folders.set(folder, (sources = readSources(folder)));
    return sources;
  };
  return ({ origin }) => {
    const document = origin?.document as { file?: unknown; value?: unknown } | undefined;
    if (typeof document?.file !== 'string' || document.file === '-') return {};
    const { apiVersion, kind, metadata } = (document.value ?? {}) as Named;
    const group = /^(.*)\//.exec(String(apiVersion))?.[1] ?? '';
    const key = sourceKey(group, String(kind), metadata?.namespace as string | undefined, String(metadata?.name));
    const folder = dirname(document.file);
    for (const place of [folder, join(folder, '..')]) {
      const found = sourcesOf(place).get(key);
      if (found !== undefined) return { construct: found.construct, ...(found.source && { source: found.source }) };
    }
    return {};
  };
}
