import { dirname, join } from 'path';
import { sourceKey } from '../../../files/source-place';
import { ObjectSource, readSources } from '../../../files/sources-file';
import type { Finding } from '../../../model';
import type { Provenance } from './check';

interface Named {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
}

/** Where findings about manifests come from, as far as the app that wrote them recorded it in a file beside them, or in a folder above. */
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
