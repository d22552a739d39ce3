import { advise as adviseOn } from '../../../analysis';
import { FORMS } from '../../../report/forms';
import type { Advice } from '../../../results/advice';
import { isComplete } from '../../../results/outcomes';
import { evidenceJson } from '../../../report/advice/evidence';
import { findingLines, flowWords, reasonsOf, summaryOfAdvice } from '../../../report/advice/words';
import { escapeText } from '../../../text/escape';
import { adviceOptions } from '../../advice-options';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { progress, readInput, report } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { readRecord, sayProblems, splitFlows } from '../../recorded';
import { ADVISE } from './spec';

/** Writes the smallest change that admits recorded flows. */
export async function advise(given: Arguments, io: Io): Promise<number> {
  const { flows, paths } = splitFlows(given, ADVISE);
  const { options, facts } = adviceOptions(given, io);
  const session = readInput(ADVISE, { ...given, paths }, io, facts);
  report(session.problems, given, io);
  const traffic = await readRecord(flows, [session], given, io);
  progress(io, 'advising');
  const advice = adviseOn(traffic, options);
  progress(io);
  await emit(FORMS.advice, advice, undefined, given, io);
  const evidence = given.value('evidence');
  if (evidence !== undefined) writeFile(evidence, evidenceJson(advice));
  const problems = [...traffic.recording.problems].map(([what, counted]) => ({ what, ...counted }));
  sayProblems(problems, io);
  if (!given.has('quiet')) say(advice, given.value('format') ?? 'txt', io);
  if (traffic.edges.length === 0) io.err('the record shows no connection, so there is nothing to advise on\n');
  const understood = session.understood && (given.has('allow-partial') || (problems.length === 0 && traffic.edges.length > 0));
  return exitCode(understood, !isComplete(advice));
}

/** With code alone on standard output, the rest goes to the other stream. */
function say(advice: Advice, format: string, io: Io): void {
  if (format !== 'ts' && format !== 'yaml') return;
  io.err(`${escapeText(summaryOfAdvice(advice))}\n`);
  for (const flow of advice.missed) io.err(`not admitted: ${escapeText(`${flowWords(flow)}: ${reasonsOf(flow).join('; ')}`)}\n`);
  for (const line of findingLines(advice.proof.findings)) io.err(`${escapeText(line)}\n`);
  for (const remark of advice.remarks) io.err(`note: ${escapeText(remark)}\n`);
}
