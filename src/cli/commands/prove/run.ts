import { InvariantFile, prove as proveAll, readInvariants, readyMade } from '../../../analysis';
import { ProofOutcome, ProofResult } from '../../../results/proof';
import { fail } from '../../../errors';
import { readBytes } from '../../../files/read-files';
import { FORMS } from '../../../report/forms';
import { emit } from '../../emit';
import { noticesOf } from '../../environment';
import { exitCode } from '../../exit-code';
import { progress, readInput, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { PROVE } from './spec';

/** The longest file of invariants, in bytes. */
const LARGEST = 2 ** 26;

type Statements = InvariantFile['statements'];

/** Proves invariants, or shows what breaks them. */
export async function prove(given: Arguments, io: Io): Promise<number> {
  const { file, paths } = split(given);
  const read = file === undefined ? undefined : readInvariants(textOf(file, io), file);
  const statements = [...read?.statements ?? [], ...readyMadeOnes(given)];
  const session = readInput(PROVE, { ...given, paths }, io, read?.facts);
  noticesOf(read, given, io);
  report(session.problems, given, io);
  progress(io, 'proving');
  const results = proveAll(session, statements);
  progress(io);
  await emit(FORMS.proof, results, undefined, given, io);
  return codeOf(session.understood, results);
}

/** The first word is the file of invariants, unless built-in ones are asked for. */
function split(given: Arguments): { file?: string; paths: readonly string[] } {
  const { paths } = given;
  const named = given.value('invariants');
  if (named !== undefined || given.values('use').length > 0) return { paths, ...(named !== undefined && { file: named }) };
  if (paths.length === 0) fail('no-invariants', 'no invariants', `name a file of them and the manifests, as in: ${PROVE.examples[0].command}`);
  return { file: paths[0], paths: paths.slice(1) };
}

function textOf(file: string, io: Io): string {
  if (file === '-' && io.stdin !== undefined) return io.stdin.toString();
  try {
    return readBytes(file === '-' ? 0 : file, LARGEST).toString('utf8');
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'EISDIR') return fail('no-invariants', `\`${file}\` is a folder, not a file of invariants`, `write \`netfence prove invariants.yaml ${file}\`, or name built-in ones with \`--use\``);
    return fail('no-such-path', `cannot read the invariants \`${file}\` (${code ?? 'unknown'})`, 'correct the path');
  }
}

/** `cis-5.3.2`, or `pci-1.3.1=payments` where it is about a namespace. */
function readyMadeOnes(given: Arguments): Statements {
  return given.values('use').map((text) => {
    const [name, namespace] = text.split('=');
    return readyMade(name, namespace === undefined ? {} : { namespace });
  });
}

/** Incomplete input has priority over a refutation, which may be about what was not understood. */
function codeOf(understood: boolean, results: readonly ProofResult[]): number {
  const lacks = results.some(({ outcome, isInputIncomplete }) => outcome === ProofOutcome.UNKNOWN && isInputIncomplete === true);
  return exitCode(understood && !lacks, results.some(({ outcome }) => outcome === ProofOutcome.REFUTED));
}
