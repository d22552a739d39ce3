import { AdviseOptions, readInvariantFile } from '../analysis';
import type { Arguments } from './option';

/** The options of an advice, as given by the arguments. */
export function adviceOptions(given: Arguments): AdviseOptions {
  const file = given.value('invariants');
  const read = file === undefined ? undefined : readInvariantFile(file);
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
