import { readFileSync } from 'fs';
import type { AdviseOptions } from '../analysis/advise/options';
import { readInvariants } from '../analysis/prove/invariant-file';
import { fail } from '../errors';
import type { Arguments } from './option';

/** What the arguments wish of an advice. */
export function adviceOptions(given: Arguments): AdviseOptions {
  const file = given.value('invariants');
  const read = file === undefined ? undefined : readInvariants(textOf(file), file);
  const dns = given.value('dns');
  return {
    ...(given.has('fence') && { fence: given.values('fence') }),
    ...(given.has('no-fences') && { fence: [] }),
    ...(read && { invariants: read.statements, podRanges: read.podRanges }),
    ...(dns !== undefined && { dns }),
    inside: given.has('inside'),
    denied: given.has('denied'),
    blocks: given.values('block'),
    apiServer: given.values('api-server'),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail('no-such-path', `cannot read the invariants \`${file}\` (${(error as { code?: string }).code ?? 'unknown'}); correct the path`);
  }
}
