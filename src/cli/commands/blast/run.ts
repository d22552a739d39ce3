import { AnalysisSession, blast as radiusOf, blastChange, BlastSettings, blastSizes, findEnd } from '../../../analysis';
import { fail } from '../../../errors';
import { inChunks, jsonLine } from '../../../report';
import { renderBlast, renderBlastChange, renderBlastMarkdown, renderSizes, renderSizesMarkdown } from '../../../report/blast/text';
import { progress, readInput, report } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { BLAST } from '../../specs-questions';

/** Says what a compromised pod reaches. */
export async function blast(given: Arguments, io: Io): Promise<number> {
  const all = given.has('all');
  if (all && given.has('before')) fail('options-exclusive', '`--before` compares the radius of one workload', 'name it, or use `netfence diff` for all');
  const [name, ...rest] = given.paths;
  if (!all && name === undefined) fail('argument-missing', 'a workload is needed', `write \`${BLAST.examples[0].command}\`, or \`--all\` for all of them`);
  const options = optionsOf(given);
  const session = readInput(BLAST, { ...given, paths: all ? given.paths : rest }, io);
  report(session.problems, given, io);
  progress(io, 'walking');
  const format = given.value('format') ?? 'txt';
  const before = given.has('before') ? readInput(BLAST, { ...given, paths: given.values('before'), values: () => [] }, io) : undefined;
  const texts = inChunks(all ? sizes(session, format) : radius(session, before, name, options, format));
  const file = given.value('file');
  if (file !== undefined) writeFile(file, texts);
  else for (const text of texts) await io.out(text);
  progress(io);
  return session.understood && before?.understood !== false ? 0 : 3;
}

function optionsOf(given: Arguments): BlastSettings {
  const text = given.value('hops');
  const hops = text === undefined ? undefined : Number(text);
  if (hops !== undefined && (!Number.isInteger(hops) || hops < 1)) fail('option-value', `\`--hops\` is a number from 1, got \`${text}\``, 'write `--hops 2`, or leave it out for any distance');
  return { ...(hops !== undefined && { hops }), apiServer: [...given.values('api-server')] };
}

function sizes(session: AnalysisSession, format: string): Iterable<string> {
  const found = blastSizes(session);
  return format === 'json' ? [`${jsonLine(found)}\n`] : format === 'md' ? renderSizesMarkdown(found) : renderSizes(found);
}

function* radius(
  session: AnalysisSession, before: AnalysisSession | undefined, name: string, options: BlastSettings, format: string,
): Generator<string> {
  const end = findEnd(session, name);
  const found = radiusOf(session, end, options);
  const old = before?.identities().has(end.label) ? radiusOf(before, findEnd(before, end.label), options) : undefined;
  const change = before === undefined ? undefined : blastChange(old, found);
  if (format === 'json') {
    yield `${jsonLine({ ...found, ...(change && { change }) })}\n`;
    return;
  }
  yield* format === 'md' ? renderBlastMarkdown(found) : renderBlast(found);
  if (change !== undefined) yield* renderBlastChange(change);
}
