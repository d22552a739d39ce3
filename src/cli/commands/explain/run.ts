import { explain as explainEnds, explainIsolation, findEnd, parsePacket } from '../../../analysis';
import { fail } from '../../../errors';
import { kindOfPath } from '../../../files/read-files';
import { FORMS } from '../../../report/forms';
import { printable } from '../../../text/quote';
import { constructPaths } from '../../construct-paths';
import { emit } from '../../emit';
import { refuseManifestsFirst } from '../../ends-first';
import { exitCode } from '../../exit-code';
import { readInput, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { EXPLAIN } from './spec';

const PORT = /^(?:(?:tcp|udp|sctp)[ /:-]?)?[0-9]{1,5}$/i;

/** Says why traffic passes or does not, or why a workload is isolated. */
export async function explain(given: Arguments, io: Io): Promise<number> {
  const workload = given.value('workload');
  const { ends, port, paths } = split(given, workload === undefined ? 2 : 0);
  refuseManifestsFirst(ends, paths, EXPLAIN);
  const packet = port === undefined ? undefined : parsePacket(port.replace('-', ' '));
  const session = readInput(EXPLAIN, { ...given, paths }, io);
  report(session.problems, given, io);
  const constructs = constructPaths(given.value('construct-metadata'), [...given.values('dirpath'), ...paths].filter((path) => path !== '-'));
  if (workload === undefined) {
    const [source, destination] = ends.map((end) => findEnd(session, end));
    await emit(FORMS.explanation, explainEnds(session, source, destination, packet), constructs, given, io);
  } else await emit(FORMS.isolation, explainIsolation(session, findEnd(session, workload)), constructs, given, io);
  return exitCode(session.understood);
}

/** The first words are the ends and the port, the rest are paths. */
function split({ paths }: Arguments, count: number): { ends: string[]; port?: string; paths: readonly string[] } {
  if (paths.length < count) fail('argument-missing', `two ends are needed, got ${paths.length}`, `write \`${EXPLAIN.examples[0].command}\``);
  const ends = paths.slice(0, count);
  const rest = paths.slice(count);
  if (count === 0 || rest.length === 0) return { ends, paths: rest };
  if (PORT.test(rest[0])) return { ends, port: rest[0], paths: rest.slice(1) };
  if (rest.length > 1 && isNoPath(rest[0]) && isNoPath(ends[0])) {
    fail('no-such-path', `\`${printable(rest[0])}\` is no port, and no file or folder`, 'write the port as a number or as `udp:53`, or correct the path');
  }
  return { ends, paths: rest };
}

function isNoPath(path: string): boolean {
  return path !== '-' && kindOfPath(path) === undefined;
}
