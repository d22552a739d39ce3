import { readFileSync } from 'fs';
import { check as runCheck, fellOver, Level, provenances, reaches, readPaths, writeBaseline } from '../../../analysis';
import { fail } from '../../../errors';
import { Analysis } from '../../../facade/analysis';
import { ownRules } from '../../../facade/own-rules';
import { today } from '../../../files/clock';
import { inChunks } from '../../../report';
import type { CheckFinding, CheckResult } from '../../../results/check';
import { summaryOf } from '../../../report/findings/finding';
import { renderFindingsJson } from '../../../report/findings/json';
import { renderFindingsMarkdown } from '../../../report/findings/markdown';
import { renderFindings } from '../../../report/findings/text';
import { renderGithub } from '../../../report/findings/github';
import { renderGitlab } from '../../../report/findings/gitlab';
import { renderJunit } from '../../../report/findings/junit';
import { MOST_RESULTS, renderSarif } from '../../../report/findings/sarif';
import { baselineOf, baselinePath, configOf, relativePath, Texts } from '../../check-files';
import { progress, report, reportRest } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { CHECK } from '../../specs-check';
import { version } from '../../version';

/** Checks manifests by the rules. */
export async function check(given: Arguments, io: Io): Promise<number> {
  const configured = configOf(given, io);
  if (configured === undefined) return 1;
  const baseline = baselinePath(given, configured);
  if (given.has('write-baseline') && baseline === undefined) fail('option-missing', '`--write-baseline` needs a file', 'write `--baseline netfence-baseline.json --write-baseline`');
  const entries = baselineOf(baseline, given);
  const cni = given.value('cni');
  const paths = [...given.values('dirpath'), ...given.paths];
  if (paths.length === 0) fail('no-input', 'no input', `name files or folders, or \`-\` for standard input, as in: ${CHECK.examples[0].command}`);
  const stdin = paths.includes('-') ? io.stdin ?? readFileSync(0) : undefined;
  const namespace = given.value('default-namespace');
  progress(io, 'reading');
  const session = readPaths(paths, {
    ...(stdin !== undefined && { stdin }),
    ...(namespace !== undefined && { defaultNamespace: namespace }),
  });
  progress(io, 'checking');
  const texts = new Texts(stdin);
  const found = runCheck(session, {
    config: configured.config,
    ...(cni !== undefined && { cni }),
    own: ownRules(configured.own, Analysis._of),
    today: today(),
    baseline: given.has('write-baseline') ? [] : entries,
    provenanceOf: provenances(),
  });
  progress(io);
  report(session.problems, given, io);
  reportRest(session, given, io);
  if (given.has('write-baseline')) {
    writeFile(baseline!, [writeBaseline(found.findings, entries)]);
    if (!given.has('quiet')) io.err(`${found.findings.length} findings written to ${baseline}\n`);
    return codeOf(found, session.understood, 'off');
  }
  const failOn = (given.value('fail-on') ?? configured.config.failOn ?? 'error') as Level;
  await write(render(found, given.value('format') ?? 'txt', failOn, texts), given, io);
  if (!given.has('quiet')) sayRest(found, given, io);
  return codeOf(found, session.understood, failOn);
}

async function write(chunks: Iterable<string>, given: Arguments, io: Io): Promise<void> {
  const file = given.value('file');
  if (file !== undefined) writeFile(file, chunks);
  else for (const text of chunks) await io.out(text);
}

function render(found: CheckResult, format: string, failOn: Level, texts: Texts): Iterable<string> {
  if (format === 'txt') return inChunks(renderFindings(found, (file, line) => texts.lineOf(file, line)));
  const problems = found.problems.map((problem) => ({ ...problem, ...(problem.position && { position: moved(problem.position) }) }));
  const relatives = { ...found, findings: found.findings.map(withRelativePaths), problems };
  switch (format) {
    case 'json': return inChunks(renderFindingsJson(relatives));
    case 'sarif': return inChunks(renderSarif(relatives, version()));
    case 'junit': return inChunks(renderJunit(relatives, ({ severity }) => reaches(failOn, severity)));
    case 'md': return inChunks(renderFindingsMarkdown(relatives));
    case 'github': return inChunks(renderGithub(relatives));
    default: return inChunks(renderGitlab(relatives));
  }
}

function withRelativePaths(finding: CheckFinding): CheckFinding {
  const { place, source } = finding;
  return { ...finding, ...(place && { place: moved(place) }), ...(source && { source: moved(source) }) };
}

function moved<T extends { readonly file: string }>(position: T): T {
  return { ...position, file: relativePath(position.file) };
}

/** What the form itself does not say. */
function sayRest(found: CheckResult, given: Arguments, io: Io): void {
  const format = given.value('format') ?? 'txt';
  const cut = found.findings.length - MOST_RESULTS;
  if (format === 'sarif' && cut > 0) io.err(`left out of the SARIF file: ${cut} of ${found.findings.length} findings, for readers show ${MOST_RESULTS} at most\n`);
  if (format !== 'txt' || given.has('file')) io.err(`${summaryOf(found)}\n`);
}

/** 1 when a rule fell over, 3 when the input was not understood, 2 when something severe enough was found. */
function codeOf(found: CheckResult, understood: boolean, failOn: Level): number {
  if (fellOver(found)) return 1;
  if (!understood) return 3;
  return found.findings.some(({ severity }) => reaches(failOn, severity)) ? 2 : 0;
}
