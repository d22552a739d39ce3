import { fail } from '../errors';
import { kindOfPath } from '../files/read-files';
import type { CommandSpec } from './option';

/** Refuses manifests before the workloads that a question is about: what follows them would be taken for manifests that do not exist. */
export function refuseManifestsFirst(ends: readonly string[], paths: readonly string[], { examples }: CommandSpec): void {
  const isThere = (path: string) => path === '-' || kindOfPath(path) !== undefined;
  if (ends.length === 0 || !isThere(ends[0]) || paths.length === 0 || paths.every(isThere)) return;
  fail('argument-missing', `workloads are written before manifests, got \`${ends[0]}\` first`, `write \`${examples[0].command}\``);
}
