import { join } from 'path';
import { NetfenceError } from '../../errors';
import { filesBelow, isFolder, textOf } from '../../files/output-folder';
import { show } from '../../text/show';

/** A folder that is compared with what an app writes. */
interface Compared {
  readonly folder: string;
  /** Whether the app would write to this folder. */
  readonly isOutput: boolean;
  /** What the app writes: texts by paths relative to the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Of the names of its manifests. */
  readonly extension: string;
}

/** The error that a folder is not what an app writes; absent where it is. */
export function staleOutput({ folder, isOutput, files, extension }: Compared): NetfenceError | undefined {
  if (!isFolder(folder)) {
    const fix = isOutput
      ? 'it is the output folder of the app, which the `cdk8s` command empties before it runs the app: name another one for the output, with `cdk8s synth -o`'
      : 'name the folder that holds the rendered manifests';
    return new NetfenceError('output-stale', `there is no folder ${show(folder)} to compare with`, fix);
  }
  const written = [...files.keys()].filter(isManifest);
  const missing = written.filter((path) => textOf(join(folder, path)) === undefined);
  const changed = written.filter((path) => !missing.includes(path) && textOf(join(folder, path)) !== files.get(path));
  const leftOver = filesBelow(folder).filter((path) => !files.has(path) && isManifest(path) && (path.endsWith(extension) || /\.(?:ya?ml|json)$/.test(path)));
  const parts = [part('missing', missing), part('changed', changed), part('left over', leftOver)].filter((text) => text !== '');
  if (parts.length === 0) return undefined;
  return new NetfenceError('output-stale', `${show(folder)} is not what this app writes: ${parts.join('; ')}`, 'synthesize to this folder again, delete what is left over, and commit it');
}

/** What is beside the manifests is not compared: the record of constructs, and what selects or describes manifests. */
function isManifest(path: string): boolean {
  return !/(?:^|\/)(?:construct-metadata\.json|kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** Further files are counted. */
const MAX_SHOWN = 10;

function part(what: string, paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const more = paths.length > MAX_SHOWN ? ` and ${paths.length - MAX_SHOWN} more` : '';
  return `${what} ${paths.slice(0, MAX_SHOWN).map((path) => show(path)).join(', ')}${more}`;
}
