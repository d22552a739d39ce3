import { exposure as exposureOf } from '../../../analysis';
import { FORMS } from '../../../report/forms';
import { escapeText } from '../../../text/escape';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { progress, readInput, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { EXPOSURE } from './spec';

/** Says what is open to pods that do not exist yet. */
export async function exposure(given: Arguments, io: Io): Promise<number> {
  const session = readInput(EXPOSURE, given, io);
  report(session.problems, given, io);
  progress(io, 'making representative pods');
  const { lines, incomplete } = exposureOf(session, { workloads: given.values('workload') });
  progress(io);
  await emit(FORMS.exposure, lines, undefined, given, io);
  if (incomplete !== undefined) io.err(`not everything is listed: ${escapeText(incomplete)}\n`);
  return exitCode(session.understood && incomplete === undefined);
}
