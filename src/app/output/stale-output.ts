import { listOutput } from '../../files/output-folder';

/** Files of an earlier synthesis that the coming one will not write: `kubectl apply -f` on the folder would still apply them. */
export function staleOutput(folder: string, extension: string, written: Iterable<string>): string[] {
  const current = new Set(written);
  return listOutput(folder, extension).filter((path) => !current.has(path));
}
