import type { ApiObject, App } from 'cdk8s';
import { existingIn } from '../../files/output-folder';
import { readWritten, writeSources } from '../../files/sources-file';
import { show } from '../../text/show';
import type { SourceLines } from './source-lines';

/** What an app is about to write. */
interface Output {
  readonly app: App;
  readonly lines: SourceLines;
  readonly objects: readonly ApiObject[];
  /** Relative to the output folder, sorted. */
  readonly paths: readonly string[];
}

/**
 * Records, beside the manifests, the line of the program behind each object and the files of this app; answers warnings about files that an
 * earlier run of this app wrote and this one does not. They stay on record until they are deleted.
 */
export function recordOutput({ app: { outdir }, lines, objects, paths }: Output): string[] {
  const program = lines.programName(outdir);
  const earlier = new Map([...readWritten(outdir)].map(([name, files]) => [name, existingIn(outdir, files)]));
  const own = earlier.get(program) ?? [];
  earlier.delete(program);
  const current = new Set([...paths, ...[...earlier.values()].flat()]);
  const stale = own.filter((path) => !current.has(path));
  const others = [...earlier].filter(([, files]) => files.length > 0);
  writeSources(outdir, lines.of(objects), new Map([...others, [program, [...paths, ...stale].sort()]]));
  return warningsOf(outdir, stale);
}

/** Further files are counted. */
const MAX_STALE = 10;

function warningsOf(outdir: string, stale: readonly string[]): string[] {
  const warnings = stale.slice(0, MAX_STALE).map((path) => {
    const apply = `kubectl apply ${path.includes('/') ? '-R ' : ''}-f ${outdir}`;
    return `${show(`${outdir}/${path}`)} is not written by this app any more, but \`${apply}\` still applies it; delete it`;
  });
  const more = stale.length - warnings.length;
  return more > 0 ? [...warnings, `${more} more files in ${show(outdir)} are not written by this app any more; delete them`] : warnings;
}
