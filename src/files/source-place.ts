import type { Position } from '../model';
import { originalPosition } from './sources-file';

/** The key of an object in the file beside the manifests. */
export function sourceKey(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === undefined || namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** The first line of a stack that is neither of a package nor of `packageFolder`, as it was written. */
export function placeOf(stack: string, packageFolder: string): Position | undefined {
  for (const line of stack.split('\n')) {
    const match = /(?:^\s*at |\()((?:file:\/\/)?(?:[A-Za-z]:)?[/\\][^()]*):(\d+):(\d+)\)?$/.exec(line);
    if (match === null) continue;
    const [, file, row, column] = match;
    const path = file.replace(/^file:\/\//, '');
    if (path.startsWith(`${packageFolder}/`) || path.startsWith(`${packageFolder}\\`) || /[/\\]node_modules[/\\]/.test(path)) continue;
    return originalPosition({ file, line: Number(row), column: Number(column) });
  }
  return undefined;
}
