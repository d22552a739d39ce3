import { plan as planRollout } from '../../../analysis';
import { planEvidenceJson } from '../../../report/advice/evidence';
import { FORMS } from '../../../report/forms';
import { isSafe } from '../../../results/outcomes';
import { adviceOptions } from '../../advice-options';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { progress, readInput, report } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { readRecord, sayProblems, splitFlows } from '../../recorded';
import { PLAN } from './spec';

/** Lays out the way to fenced namespaces. */
export async function plan(given: Arguments, io: Io): Promise<number> {
  const { flows, paths } = splitFlows(given, PLAN);
  const { options, facts } = adviceOptions(given, io);
  const session = readInput(PLAN, { ...given, paths }, io, facts);
  report(session.problems, given, io);
  const traffic = await readRecord(flows, [session], given, io);
  progress(io, 'planning');
  const rollout = planRollout(traffic, options);
  progress(io);
  await emit(FORMS.plan, rollout, undefined, given, io);
  const evidence = given.value('evidence');
  if (evidence !== undefined) writeFile(evidence, planEvidenceJson(traffic.files, rollout));
  const problems = [...traffic.recording.problems].map(([what, counted]) => ({ what, ...counted }));
  sayProblems(problems, io);
  if (traffic.edges.length === 0) io.err('the record shows no connection, so there is nothing to plan for\n');
  const understood = session.understood && (given.has('allow-partial') || (problems.length === 0 && traffic.edges.length > 0));
  return exitCode(understood, !isSafe(rollout));
}
