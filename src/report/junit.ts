import { escapeLog, escapeXml } from '../text/escape';

/** What a test case did not pass with. */
export interface TestMessage {
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/** One case of a JUnit report. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly place?: { readonly file: string; readonly line: number };
  readonly failure?: TestMessage;
  readonly error?: TestMessage;
  /** Why it is skipped. */
  readonly skipped?: string;
  /** Lines of a case that passes, or beside what it fails with. */
  readonly output?: readonly string[];
}

/**
 * A JUnit report of one suite; `skips`: whether it is one that can skip cases, and counts them.
 * @see https://github.com/testmoapp/junitxml
 */
export function* renderJunit(suite: string, cases: readonly TestCase[], skips = false): Generator<string> {
  const count = (has: (one: TestCase) => unknown) => cases.filter((one) => has(one) !== undefined).length;
  const counts = `tests="${cases.length}" failures="${count(({ failure }) => failure)}" errors="${count(({ error }) => error)}"`
    + (skips ? ` skipped="${count(({ skipped }) => skipped)}"` : '');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="netfence" ${counts}>\n  <testsuite name="${escapeXml(suite)}" ${counts}>\n`;
  for (const one of cases) yield* renderCase(one);
  yield '  </testsuite>\n</testsuites>\n';
}

function* renderCase({ classname, name, place, failure, error, skipped, output = [] }: TestCase): Generator<string> {
  const at = place === undefined ? '' : ` file="${escapeXml(place.file)}" line="${place.line}"`;
  yield `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}"${at}`;
  if (failure === undefined && error === undefined && skipped === undefined && output.length === 0) {
    yield '/>\n';
    return;
  }
  yield '>\n';
  if (failure !== undefined) yield `      ${element('failure', failure)}\n`;
  if (error !== undefined) yield `      ${element('error', error)}\n`;
  if (skipped !== undefined) yield `      <skipped message="${escapeXml(skipped)}"/>\n`;
  if (output.length > 0) yield `      <system-out>${linesOf(output)}</system-out>\n`;
  yield '    </testcase>\n';
}

function element(tag: string, { type, message, lines }: TestMessage): string {
  return `<${tag} type="${escapeXml(type)}" message="${escapeXml(message)}">${linesOf(lines)}</${tag}>`;
}

/** A runner may read the file as its own log, too. */
function linesOf(lines: readonly string[]): string {
  return lines.map((line) => escapeXml(escapeLog(line))).join('\n');
}
