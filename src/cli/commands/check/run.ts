import {
  check as runCheck, hasRuleError, isAcceptable, Level, mergeFacts, missingFacts, provenances, isAtLeast, readPaths, writeBaseline,
} from '../../../analysis';
import { fail } from '../../../errors';
import { MAX_RESULTS } from '../../../report/sarif';
import { FORMS } from '../../../report/forms';
import { ownRules } from '../../../facade/own-rules';
import { today } from '../../../files/clock';
import { readBytes } from '../../../files/read-files';
import type { CheckResult, MissingFacts } from '../../../results/check';
import { plural } from '../../../text/plural';
import { fixLine } from '../../fix-line';
import { missingWords } from '../../../report/needed-facts';
import { summaryOf } from '../../../report/findings/finding';
import { baselineOf, baselinePath, configOf, relativePath, Texts } from '../../check-files';
import { emit } from '../../emit';
import { factsOfOptions } from '../../environment';
import { exitCode } from '../../exit-code';
import { MAX_STDIN, progress, report, reportFiles, reportRest, stagedReading } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { version } from '../../version';
import { CHECK } from './spec';

/** Checks manifests by the rules. */
export async function check(given: Arguments, io: Io): Promise<number> {
  const configured = configOf(given, io);
  if (configured === undefined) return 1;
  const baseline = baselinePath(given, configured);
  if (given.has('write-baseline') && baseline === undefined) {
    fail(
      'option-missing',
      '`--write-baseline` needs a file',
      'write `--baseline netfence-baseline.json --write-baseline`',
    );
  }
  const entries = baselineOf(baseline, given);
  const cni = given.value('cni');
  const paths = [...given.values('dirpath'), ...given.paths];
  if (paths.length === 0) fail('no-input', 'no input', `name files or folders, or \`-\` for standard input, as in: ${CHECK.examples[0].command}`);
  const stdin = paths.includes('-') ? io.stdin ?? readBytes(0, MAX_STDIN) : undefined;
  const namespace = given.value('default-namespace');
  const staged = stagedReading(given);
  progress(io, 'reading');
  const session = readPaths(paths, {
    ...(stdin !== undefined && { stdin }),
    ...(namespace !== undefined && { defaultNamespace: namespace }),
    facts: mergeFacts(factsOfOptions(given), configured.config.facts ?? {}),
    exclude: given.values('exclude'),
    ...(staged && { staged }),
  });
  progress(io, 'checking');
  const texts = new Texts(stdin);
  const missing = missingFacts(session);
  const checked = runCheck(session, {
    config: configured.config,
    ...(cni !== undefined && { cni }),
    own: ownRules(configured.own, (asked) => analysis().Analysis._of(asked)),
    today: today(),
    baseline: given.has('write-baseline') ? [] : entries,
    provenanceOf: provenances(),
  });
  const { problem } = configured;
  const understood = session.understood && problem === undefined;
  const found: CheckResult = { ...checked, ...(problem && { problems: [problem, ...checked.problems] }), ...(missing && { missingFacts: missing }) };
  progress(io);
  report(session.problems, given, io);
  reportRest(session, given, io, true);
  if (given.has('write-baseline')) {
    const accepted = found.findings.filter(isAcceptable);
    writeFile(baseline!, [writeBaseline(accepted, entries)]);
    if (!given.has('quiet')) io.err(`${accepted.length} findings written to ${baseline}\n`);
    return codeOf(found, understood, 'off');
  }
  const failOn = (given.value('fail-on') ?? configured.config.failOn ?? 'error') as Level;
  const asText = (given.value('format') ?? 'txt') === 'txt';
  await emit(FORMS.findings, asText ? found : withRelativePaths(found), {
    lineOf: (file, line) => texts.lineOf(file, line),
    fails: ({ severity }) => isAtLeast(failOn, severity),
    version: version(),
    all: given.has('verbose'),
  }, given, io);
  if (!given.has('quiet')) {
    sayRest(found, given, io);
    reportFiles(session, io);
  }
  return codeOf(found, understood, failOn);
}

/** What other tools read names files from the current folder on. */
function withRelativePaths(found: CheckResult): CheckResult {
  return {
    ...found,
    findings: found.findings.map((finding) => {
      const { place, source } = finding;
      return { ...finding, ...(place && { place: moved(place) }), ...(source && { source: moved(source) }) };
    }),
    problems: found.problems.map((problem) => ({ ...problem, ...(problem.position && { position: moved(problem.position) }) })),
  };
}

function moved<T extends { readonly file: string }>(position: T): T {
  return { ...position, file: relativePath(position.file) };
}

/** What the form itself does not say. */
function sayRest(found: CheckResult, given: Arguments, io: Io): void {
  if (found.missingFacts !== undefined) io.err(missingFactsLines(found.missingFacts));
  const format = given.value('format') ?? 'txt';
  const cut = found.findings.length - MAX_RESULTS;
  if (format === 'sarif' && cut > 0) {
    io.err(
      `left out of the SARIF file: ${cut} of ${found.findings.length} findings, for readers show ${MAX_RESULTS} at most\n`,
    );
  }
  if (format !== 'txt' || given.has('file')) io.err(`${summaryOf(found)}\n`);
}

/** One remark for all answers that wait for a fact. */
function missingFactsLines({ answers, facts }: MissingFacts): string {
  const { depends, fix } = missingWords(facts);
  return `${plural(answers, 'answer')} ${answers === 1 ? 'depends' : 'depend'} on ${depends}, which are not known\n${fixLine(fix)}`;
}

/** 1 when a rule threw an error, 3 when the input was not understood, 2 when something severe enough was found. */
function codeOf(found: CheckResult, understood: boolean, failOn: Level): number {
  if (hasRuleError(found)) return 1;
  return exitCode(understood, found.findings.some(({ severity }) => isAtLeast(failOn, severity)));
}

/** Loaded when a rule of the user's own asks, so that a run without such rules does not pay for it. */
function analysis(): typeof import('../../../facade/analysis') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return require('../../../facade/analysis') as typeof import('../../../facade/analysis');
}
