import { exposure as exposureOf } from '../../../analysis';
import { FORMS } from '../../../report/forms';
import { escapeText } from '../../../text/escape';
import { listed } from '../../../text/lists';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { progress, readInput, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { pictureOptions } from '../../picture-options';
import { EXPOSURE } from './spec';

const MAX_NAMES = 5;

/** Says what is open to pods that do not exist yet. */
export async function exposure(given: Arguments, io: Io): Promise<number> {
  const session = readInput(EXPOSURE, given, io);
  report(session.problems, given, io);
  progress(io, 'making representative pods');
  const { lines, incomplete, notJudged } = exposureOf(session, { workloads: given.values('workload'), assumePods: true });
  progress(io);
  const picture = pictureOptions(given, session.understood && incomplete === undefined);
  await emit(FORMS.exposure, lines, { ...picture, isJudged: notJudged === undefined || lines.length > 0 }, given, io);
  if (notJudged !== undefined && !given.has('quiet')) {
    io.err(lines.length === 0 ? 'not judged: no workloads\n' : 'no workloads found: each line is about a pod that is assumed for what a policy selects\n');
    if (notJudged.length > 0) io.err(`not judged, because further labels of their pods may decide: ${listed(notJudged.map(escapeText), MAX_NAMES)}\n`);
  }
  if (incomplete !== undefined) io.err(`not everything is listed: ${escapeText(incomplete)}\n`);
  return exitCode(session.understood && incomplete === undefined);
}
