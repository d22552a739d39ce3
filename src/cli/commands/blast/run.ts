import { AnalysisSession, blast as radiusOf, blastChange, BlastSettings, blastSizes, findEnd } from '../../../analysis';
import { fail } from '../../../errors';
import { FORMS, type Radius } from '../../../report/forms';
import { emit } from '../../emit';
import { refuseManifestsFirst } from '../../ends-first';
import { exitCode } from '../../exit-code';
import { progress, readInput, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { pictureOptions } from '../../picture-options';
import { BLAST } from './spec';

/** Says what a compromised pod reaches. */
export async function blast(given: Arguments, io: Io): Promise<number> {
  const all = given.has('all');
  if (all && given.has('before')) {
    fail('options-exclusive', '`--before` compares the radius of one workload',
      'name it, or use `netfence diff` for all');
  }
  const [name, ...rest] = given.paths;
  if (!all && name === undefined) {
    fail('argument-missing', 'a workload is needed',
      `write \`${BLAST.examples[0].command}\`, or \`--all\` for all of them`);
  }
  if (!all) refuseManifestsFirst([name], rest, BLAST);
  const options = optionsOf(given);
  const session = readInput(BLAST, { ...given, paths: all ? given.paths : rest }, io);
  report(session.problems, given, io);
  progress(io, 'walking');
  const before = given.has('before') ? readBefore(given, io) : undefined;
  const picture = pictureOptions(given, session.understood && before?.understood !== false);
  if (all) await emit(FORMS.sizes, blastSizes(session), picture, given, io);
  else await emit(FORMS.blast, radius(session, before, name, options), picture, given, io);
  progress(io);
  return exitCode(session.understood && before?.understood !== false);
}

/** The state before a change, read as the other one. */
function readBefore(given: Arguments, io: Io): AnalysisSession {
  const values = (name: string) => (name === 'dirpath' ? [] : given.values(name));
  const before = readInput(BLAST, { ...given, paths: given.values('before'), values }, io);
  report(before.problems, given, io);
  return before;
}

function optionsOf(given: Arguments): BlastSettings {
  const text = given.value('hops');
  const steps = text === undefined ? undefined : Number(text);
  if (steps !== undefined && (!Number.isInteger(steps) || steps < 1)) {
    fail('option-value', `\`--hops\` must be a number from 1, got \`${text}\``,
      'write `--hops 2`, or leave it out for any distance');
  }
  return steps === undefined ? {} : { hops: steps };
}

function radius(session: AnalysisSession, before: AnalysisSession | undefined, name: string, options: BlastSettings): Radius {
  const end = findEnd(session, name);
  const found = radiusOf(session, end, options);
  const old = before?.identities().has(end.label) ? radiusOf(before, findEnd(before, end.label), options) : undefined;
  return before === undefined ? found : { ...found, change: blastChange(old, found) };
}
