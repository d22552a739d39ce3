import { AnalysisSession, Asked, evaluate as ask } from '../../../analysis';
import { fail } from '../../../errors';
import { FORMS } from '../../../report/forms';
import { needsLine } from '../../../report/needed-facts';
import type { Evaluation } from '../../../results/evaluation';
import { escapeText } from '../../../text/escape';
import { emit } from '../../emit';
import { readInput, report } from '../../input';
import { exitCode } from '../../exit-code';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { EVAL } from './spec';

type Protocol = Parameters<typeof ask>[3];

/** Answers one question. */
export async function evaluate(given: Arguments, io: Io): Promise<number> {
  const [from, to] = [endOf(given, 'source'), endOf(given, 'destination')];
  const protocol = protocolOf(given);
  const port = given.value('destination-port') ?? fail('option-missing', 'no port', 'write `-p 8080`, or the name of a container port of the destination');
  const session = readInput(EVAL, given, io);
  report(session.problems, given, io);
  const answer = ask(session, from, to, protocol, port);
  await emit(FORMS.answer, answer, { source: from.address, destination: to.address, port }, given, io);
  if (!given.has('quiet')) explain(answer, io);
  return codeOf(session, answer, given.value('expect'), io);
}

function endOf(given: Arguments, side: 'source' | 'destination'): Asked {
  const name = given.value(`${side}-pod`);
  const address = given.value(`${side}-ip`);
  const namespace = given.value(`${side}-namespace`);
  const short = side === 'source' ? '-s' : '-d';
  if (name === undefined && address === undefined) fail('option-missing', `no ${side}`, `write \`${short} NAME\` for a workload or \`--${side}-ip ADDRESS\``);
  if (name !== undefined && address !== undefined) fail('options-exclusive', `two ${side}s, \`${name}\` and \`${address}\``, `leave out \`${short}\` or \`--${side}-ip\``);
  return { ...(name !== undefined && { name }), ...(address !== undefined && { address }), ...(namespace !== undefined && { namespace }) };
}

function protocolOf(given: Arguments): Protocol {
  const text = given.value('protocol') ?? 'tcp';
  const protocol = text.toUpperCase();
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP' ? protocol : fail('option-value', `\`--protocol\` must be tcp, udp or sctp, got \`${text}\``, 'write one of them, or leave it out for tcp');
}

function explain({ verdict, reasons, needs, listed }: Evaluation, io: Io): void {
  if (verdict !== 'unknown') return;
  const why = reasons.length > 0 ? reasons : ['policies of equal priority disagree'];
  const settled = needsLine(needs);
  const lines = [...why.map((reason) => escapeText(reason)), ...(settled === undefined ? [] : [settled])].map((line) => `  ${line}\n`);
  io.err(`unknown${needs.length > 0 ? '' : ' by the specification of the API'}${listed ? ', although a list shows it' : ''}:\n${lines.join('')}`);
}

function codeOf(session: AnalysisSession, { verdict }: Evaluation, expected: string | undefined, io: Io): number {
  const failed = expected !== undefined && expected !== verdict;
  if (failed) io.err(`expected ${expected}, got ${verdict}\n`);
  return exitCode(session.understood, failed);
}
