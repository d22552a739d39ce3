import { ErrorCode, failAt, Fault, ProblemCode } from '../../errors';
import type { LoadResult } from '../../load';
import { FieldProblem, readValue, Schema } from '../../schema';

/** One kind of files of ours. */
interface OwnFileKind {
  /** The code of what is wrong with its fields. */
  readonly code: ErrorCode & ProblemCode;
  /** What the whole is called in messages: `the configuration`. */
  readonly title: string;
  /** What to write into an empty file; without it, a file may be empty. */
  readonly fix?: string;
  /** Whether a file has one document at most. */
  readonly single?: true;
}

export interface OwnFile<T> {
  /** One a document that could be read. */
  readonly values: readonly T[];
  /** Everything that is wrong, with its place; warnings are notices. With an error, nothing of the file should be used. */
  readonly problems: readonly FieldProblem[];
}

/** Reads the documents of a file that was loaded, all faults at once. */
export function readOwnFile<T>(schema: Schema<T>, { documents, problems }: LoadResult, file: string, kind: OwnFileKind): OwnFile<T> {
  const read = documents.map((document) => readValue(schema, document.value, document, kind));
  const found = problems.filter(({ code }) => code !== 'no-manifests').map((problem) => reworded({ ...problem, position: problem.position! }, kind));
  const { code, title, fix } = kind;
  if (kind.single && documents.length > 1) {
    const [what, leave] = [`${title} has more than one document`, 'leave one'];
    found.push({ code, severity: 'error', message: what, fix: leave, position: documents[1].position([]) });
  }
  if (documents.length === 0 && found.length === 0 && fix !== undefined) {
    found.push({ code, severity: 'error', message: `${title} is empty`, fix, position: { file, line: 1, column: 1 } });
  }
  return { values: read.flatMap(({ value }) => (value === undefined ? [] : [value])), problems: [...found, ...read.flatMap((one) => one.problems)] };
}

/** The loader expects manifests. */
function reworded(problem: FieldProblem, { code, title, fix }: OwnFileKind): FieldProblem {
  if (problem.code !== 'not-an-object') return problem;
  const message = `${title} must be an object, got ${problem.message.split(', got ').at(-1)}`;
  return { code, severity: 'error', message, position: problem.position, ...(fix !== undefined && { fix }) };
}

/** Ends with all errors, each with its place, where there are any. */
export function refuseProblems(code: ErrorCode, problems: readonly FieldProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) failAt(code, errors.map(faultOf));
}

/** The problem as errors carry it. */
export function faultOf({ position: { file, line, column }, message, fix }: FieldProblem): Fault {
  return { place: `${file}:${line}:${column}`, what: message, ...(fix !== undefined && { fix }) };
}
