import { AdviseOptions, readInvariantFile, StatedFacts } from '../analysis';
import { noticesOf } from './environment';
import type { Io } from './io';
import type { Arguments } from './option';

/** The options of an advice, as given by the arguments, and the facts that its file of invariants states. */
export function adviceOptions(given: Arguments, io: Io): { readonly options: AdviseOptions; readonly facts: StatedFacts } {
  const file = given.value('invariants');
  const read = file === undefined ? undefined : readInvariantFile(file);
  noticesOf(read, given, io);
  const options = {
    ...(given.has('fence') && { fence: given.values('fence') }),
    ...(given.has('no-fences') && { fence: [] }),
    ...(read && { invariants: read.statements }),
    inside: given.has('inside'),
    denied: given.has('denied'),
    allowMetadata: given.has('allow-metadata'),
    blocks: given.values('block'),
  };
  return { options, facts: read?.facts ?? {} };
}
