import { profileNamed } from '../../analysis/profile-named';
import { readPaths } from '../../analysis/read';
import { replay as replayTraffic } from '../../analysis/replay';
import { readReplayIgnores } from '../../analysis/replay-ignores';
import type { Study } from '../../analysis/study';
import { readTraffic } from '../../analysis/traffic';
import { fail } from '../../errors';
import { inChunks, jsonLine } from '../../report';
import { escapeText } from '../../report/escape';
import { renderReplayCsv } from '../../report/replay-csv';
import { renderReplayJunit } from '../../report/replay-junit';
import { renderReplayMarkdown } from '../../report/replay-markdown';
import { isBroken, ReplayEdge, ReplayResult } from '../../report/replay-result';
import { renderReplayTxt } from '../../report/replay-txt';
import { progress, readInput, report } from '../input';
import { Io, writeFile } from '../io';
import type { Arguments } from '../option';
import { REPLAY } from '../specs-replay';

const MOST_PROBLEMS = 100;
const PROGRESS_STEP = 10_000;

/** Replays recorded flows against manifests. */
export async function replay(given: Arguments, io: Io): Promise<number> {
  const { flows, paths } = split(given);
  const limits = { denied: numberOf(given, 'most-denied') ?? 0, unmapped: numberOf(given, 'most-unmapped'), lost: numberOf(given, 'most-lost') };
  const ignores = given.value('ignore');
  const failOn = given.has('fail-on') ? given.values('fail-on') : ['denied'];
  const study = readInput(REPLAY, { ...given, paths }, io);
  report(study.problems, given, io);
  const old = given.has('old') ? readOld(given, io) : undefined;
  const traffic = await readTraffic(flows, old === undefined ? [study] : [study, old], {
    ...(given.value('from') !== undefined && { from: given.value('from') }),
    ...(io.stdin !== undefined && { stdin: io.stdin }),
    progress: counter(io),
    stop: interrupted(flows),
  });
  progress(io, 'judging');
  const result = replayTraffic(traffic, {
    compared: old !== undefined,
    ignores: ignores === undefined ? [] : readReplayIgnores(ignores),
    today: new Date().toISOString().slice(0, 10),
  });
  progress(io);
  const fails = failing(failOn);
  const texts = inChunks(render(result, given, fails));
  const file = given.value('file');
  if (file !== undefined) writeFile(file, texts);
  else for (const text of texts) await io.out(text);
  say(result, given, io);
  const understood = study.understood && (old?.understood ?? true) && (given.has('allow-partial') || isUnderstood(result, io));
  if (!understood) return 3;
  return isOver(result, fails, limits) ? 2 : 0;
}

/** The first word is the record unless `--flows` names it. */
function split(given: Arguments): { flows: readonly string[]; paths: readonly string[] } {
  if (given.has('flows')) return { flows: given.values('flows'), paths: given.paths };
  const [flows, ...paths] = given.paths;
  if (flows === undefined) fail('no-input', `no recorded flows; name a file, a folder or \`-\`, as in: ${REPLAY.examples[0].command}`);
  if (flows === '-' && paths.includes('-')) fail('bad-option', 'standard input cannot hold the flows and the manifests; put one of them into a file');
  return { flows: [flows], paths };
}

function readOld(given: Arguments, io: Io): Study {
  const cni = given.value('cni');
  const namespace = given.value('default-namespace');
  const study = readPaths(given.values('old'), { ...(cni !== undefined && { profile: profileNamed(cni) }), ...(namespace !== undefined && { defaultNamespace: namespace }) });
  report(study.problems, given, io);
  return study;
}

function numberOf(given: Arguments, name: string): number | undefined {
  const text = given.value(name);
  if (text === undefined) return undefined;
  const number = Number(text.replace(/%$/, ''));
  return Number.isFinite(number) && number >= 0 ? number : fail('bad-option', `\`--${name}\` is a number from 0, got \`${text}\``);
}

/** Says now and then how far it is. */
function counter(io: Io): (records: number) => void {
  let next = PROGRESS_STEP;
  return (records) => {
    if (records < next) return;
    next = records + PROGRESS_STEP;
    progress(io, `${records} records`);
  };
}

/** Ctrl-C ends a live stream, and what was read until then is judged. */
function interrupted(flows: readonly string[]): () => boolean {
  if (!flows.includes('-')) return () => false;
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    process.stdin.destroy();
  });
  return () => stopped;
}

function failing(failOn: readonly string[]): (edge: ReplayEdge) => boolean {
  return (edge) => (failOn.includes('denied') && isBroken(edge)) || (edge.ignored === undefined && (edge.status === 'opened' || edge.status === 'unknown') && failOn.includes(edge.status));
}

function* render(result: ReplayResult, given: Arguments, fails: (edge: ReplayEdge) => boolean): Generator<string> {
  switch (given.value('format')) {
    case 'json': yield `${jsonLine(result)}\n`; break;
    case 'csv': yield* renderReplayCsv(result); break;
    case 'md': yield* renderReplayMarkdown(result); break;
    case 'junit': yield* renderReplayJunit(result, fails); break;
    default: yield* renderReplayTxt(result, given.has('all'));
  }
}

function say(result: ReplayResult, given: Arguments, io: Io): void {
  const lines = result.problems.slice(0, MOST_PROBLEMS).map(({ what, count, file, line }) => `${escapeText(file)}:${line}: not understood: ${escapeText(what)}${count > 1 ? ` (${count} times)` : ''}\n`);
  if (result.problems.length > MOST_PROBLEMS) lines.push(`and ${result.problems.length - MOST_PROBLEMS} more kinds of problems\n`);
  io.err(lines.join(''));
  if (given.has('quiet')) return;
  for (const remark of result.remarks) io.err(`${escapeText(remark)}\n`);
}

/** A record of which nothing fits the input is most likely another cluster's. */
function isUnderstood({ problems, coverage, edges }: ReplayResult, io: Io): boolean {
  if (edges.length > 0 && coverage.unobserved.length === coverage.workloads) {
    io.err('no workload of the input is in the record; it may be of another cluster, or say addresses only that the input does not show\n');
    return false;
  }
  if (edges.length === 0 && problems.length === 0 && coverage.records === 0) {
    io.err('the record is empty, which says nothing about the traffic\n');
    return false;
  }
  return problems.length === 0;
}

function isOver(result: ReplayResult, fails: (edge: ReplayEdge) => boolean, limits: { readonly denied: number; readonly unmapped?: number; readonly lost?: number }): boolean {
  const { edges, coverage } = result;
  const failed = edges.filter(fails);
  const denied = failed.filter(({ status }) => status === 'denied').length;
  const lost = coverage.lost.reduce((sum, { events }) => sum + events, 0);
  return denied > limits.denied || failed.length > denied
    || (limits.unmapped !== undefined && coverage.unmapped * 100 > limits.unmapped * coverage.edges)
    || (limits.lost !== undefined && lost > limits.lost);
}
