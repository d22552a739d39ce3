import { AnalysisSession, explain as explainEnds, explainIsolation, findEnd, parsePacket } from '../../../analysis';
import { fail } from '../../../errors';
import { jsonLine } from '../../../report';
import { renderExplanation } from '../../../report/explanation/text';
import { renderIsolation } from '../../../report/explanation/isolation';
import { constructPaths } from '../../construct-paths';
import { readInput, report } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { EXPLAIN } from '../../specs-questions';

const PORT = /^(?:(?:tcp|udp|sctp)[ /:-]?)?[0-9]{1,5}$/i;

/** Says why traffic passes or does not, or why a workload is isolated. */
export async function explain(given: Arguments, io: Io): Promise<number> {
  const workload = given.value('workload');
  const { ends, port, paths } = split(given, workload === undefined ? 2 : 0);
  const packet = port === undefined ? undefined : parsePacket(port.replace('-', ' '));
  const session = readInput(EXPLAIN, { ...given, paths }, io);
  report(session.problems, given, io);
  const constructs = constructPaths(given.value('construct-metadata'), [...given.values('dirpath'), ...paths].filter((path) => path !== '-'));
  const json = given.value('format') === 'json';
  const texts = workload === undefined ? pair(session, ends, packet, json, constructs) : isolation(session, workload, json, constructs);
  const file = given.value('file');
  if (file !== undefined) writeFile(file, texts);
  else for (const text of texts) await io.out(text);
  return session.understood ? 0 : 3;
}

type Packet = Parameters<typeof explainEnds>[3];
type ConstructPaths = ReturnType<typeof constructPaths>;

function pair(session: AnalysisSession, [from, to]: readonly string[], packet: Packet, json: boolean, constructs: ConstructPaths): Iterable<string> {
  const [source, destination] = [findEnd(session, from), findEnd(session, to)];
  const explanation = explainEnds(session, source, destination, packet);
  return json ? [`${jsonLine(explanation)}\n`] : renderExplanation(explanation, constructs);
}

function isolation(session: AnalysisSession, name: string, json: boolean, constructs: ConstructPaths): Iterable<string> {
  const explanation = explainIsolation(session, findEnd(session, name));
  return json ? [`${jsonLine(explanation)}\n`] : renderIsolation(explanation, constructs);
}

/** The first words are the ends and the port, the rest are paths. */
function split({ paths }: Arguments, count: number): { ends: string[]; port?: string; paths: readonly string[] } {
  if (paths.length < count) fail('argument-missing', `two ends are needed, got ${paths.length}`, `write \`${EXPLAIN.examples[0].command}\``);
  const ends = paths.slice(0, count);
  const rest = paths.slice(count);
  return count > 0 && rest.length > 0 && PORT.test(rest[0]) ? { ends, port: rest[0], paths: rest.slice(1) } : { ends, paths: rest };
}
