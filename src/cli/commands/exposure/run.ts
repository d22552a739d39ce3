import { addressesOf, exposure as exposureOf } from '../../../analysis';
import { escapeText, jsonLine } from '../../../report';
import { renderExposure, renderExposureTable } from '../../../report/exposure/text';
import { progress, readInput, report } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { EXPOSURE } from '../../specs-proofs';

/** Says what is open to pods that do not exist yet. */
export async function exposure(given: Arguments, io: Io): Promise<number> {
  const ranges = given.values('pod-range');
  const podRanges = ranges.length > 0 ? addressesOf(ranges) : undefined;
  const session = readInput(EXPOSURE, given, io);
  report(session.problems, given, io);
  progress(io, 'making strangers');
  const { lines, incomplete } = exposureOf(session, { workloads: given.values('workload'), ...(podRanges !== undefined && { podRanges }) });
  progress(io);
  const format = given.value('format');
  const texts = format === 'json' ? [`${jsonLine({ exposure: lines })}\n`] : format === 'md' ? renderExposureTable(lines) : renderExposure(lines);
  const file = given.value('file');
  if (file !== undefined) writeFile(file, texts);
  else for (const text of texts) await io.out(text);
  if (incomplete !== undefined) io.err(`not everything is listed: ${escapeText(incomplete)}\n`);
  return session.understood && incomplete === undefined ? 0 : 3;
}
