import { AnalysisSession, liveReplay, readPaths, readReplayIgnores, replay as replayTraffic, ResolvedTraffic } from '../../../analysis';
import { today } from '../../../files/clock';
import { fail } from '../../../errors';
import { FORMS } from '../../../report/forms';
import { escapeText } from '../../../text/escape';
import type { Replay, ReplayEdge } from '../../../results/replay';
import { isBroken, edgesOf } from '../../../results/outcomes';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { progress, readInput, readOptions, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { readRecord, sayProblems, splitFlows } from '../../recorded';
import { REPLAY } from './spec';

/** Replays recorded flows against manifests. */
export async function replay(given: Arguments, io: Io): Promise<number> {
  const { flows, paths } = splitFlows(given, REPLAY);
  const limits = { denied: numberOf(given, 'most-denied') ?? 0, unmapped: numberOf(given, 'most-unmapped'), lost: numberOf(given, 'most-lost') };
  const ignores = given.value('ignore');
  const failOn = failOnOf(given);
  const session = readInput(REPLAY, { ...given, paths }, io);
  report(session.problems, given, io);
  const old = given.has('old') ? readOld(given, io) : undefined;
  const settings = { compared: old !== undefined, ignores: ignores === undefined ? [] : readReplayIgnores(ignores), today: today() };
  const traffic = await readRecord(flows, old === undefined ? [session] : [session, old], given, io, saying(settings, given, io));
  progress(io, 'judging');
  const result = replayTraffic(traffic, settings);
  progress(io);
  const fails = failing(failOn);
  await emit(FORMS.replay, result, { fails, all: given.has('all') }, given, io);
  say(result, given, io);
  const understood = session.understood && (old?.understood ?? true) && (given.has('allow-partial') || isUnderstood(result, io));
  return exitCode(understood, understood && isOver(result, fails, limits));
}

/** Names each newly denied connection of a live pipe once, and counts on a terminal. */
function saying(settings: Parameters<typeof liveReplay>[0], given: Arguments, io: Io): (traffic: ResolvedTraffic) => void {
  const live = liveReplay(settings);
  return (traffic) => {
    const denied = live.newlyDenied(traffic);
    progress(io);
    if (!given.has('quiet')) for (const { source, destination, traffic: port } of denied) io.err(`${escapeText(`would be denied: ${source} => ${destination} : ${port}`)}\n`);
    progress(io, `${traffic.recording.records} records, ${traffic.edges.length} connections, ${live.count} denied`);
  };
}

function readOld(given: Arguments, io: Io): AnalysisSession {
  const session = readPaths(given.values('old'), readOptions(given));
  report(session.problems, given, io);
  return session;
}

function numberOf(given: Arguments, name: string): number | undefined {
  const text = given.value(name);
  if (text === undefined) return undefined;
  const number = Number(text.replace(/%$/, ''));
  return Number.isFinite(number) && number >= 0 ? number : fail('option-value', `\`--${name}\` must be a number from 0, got \`${text}\``, `write \`--${name} 5\``);
}

function failOnOf(given: Arguments): readonly string[] {
  const asked = given.has('fail-on') ? given.values('fail-on') : ['denied'];
  const odd = asked.find((word) => !['denied', 'opened', 'unknown', 'nothing'].includes(word));
  return odd === undefined ? asked : fail('option-value', `\`--fail-on\` must be denied, opened, unknown or nothing, got \`${odd}\``, 'write one of them, or several with commas');
}

function failing(failOn: readonly string[]): (edge: ReplayEdge) => boolean {
  return (edge) => (failOn.includes('denied') && isBroken(edge)) || (edge.ignored === undefined && (edge.status === 'opened' || edge.status === 'unknown') && failOn.includes(edge.status));
}

function say(result: Replay, given: Arguments, io: Io): void {
  sayProblems(result.problems, io);
  if (given.has('quiet')) return;
  for (const remark of result.remarks) io.err(`${escapeText(remark)}\n`);
}

function isUnderstood(result: Replay, io: Io): boolean {
  const { uncertainties } = result;
  for (const doubt of uncertainties) io.err(`${doubt}\n`);
  return uncertainties.length === 0 && result.problems.length === 0;
}

interface Limits {
  readonly denied: number;
  readonly unmapped?: number;
  readonly lost?: number;
}

function isOver(result: Replay, fails: (edge: ReplayEdge) => boolean, limits: Limits): boolean {
  const { coverage } = result;
  const failed = edgesOf(result).filter(fails);
  const denied = failed.filter(({ status }) => status === 'denied').length;
  const lost = coverage.lost.reduce((sum, { events }) => sum + events, 0);
  return denied > limits.denied || failed.length > denied
    || (limits.unmapped !== undefined && coverage.unmapped * 100 > limits.unmapped * coverage.edges)
    || (limits.lost !== undefined && lost > limits.lost);
}
