import type { ProblemCode } from '../errors';
import type { Position, Problem } from '../model';
import type { DocumentFault } from './fault';
import type { DocumentOrigin, Source } from './source';

/** One document of a file, before its lists are replaced by their items. */
export interface Loaded {
  readonly value: unknown;
  readonly origin: DocumentOrigin;
  /** The offsets of the entries of `items`, if they are known without reading the document again. */
  readonly entry?: (index: number) => DocumentOrigin;
}

/** What a reader makes of one file. */
export interface LoadedFile {
  readonly loaded: Loaded[];
  readonly problems: Problem[];
}

export function problem(severity: 'error' | 'warning', code: ProblemCode, message: string, position: Position, fix?: string): Problem {
  return { code, message, ...(fix !== undefined && { fix }), position, severity };
}

/** A fault as a problem; offsets of the fault count from `base`. */
export function faultProblem(fault: Pick<DocumentFault, 'code' | 'message' | 'fix' | 'offset'>, source: Source, base = 0): Problem {
  return problem('error', fault.code, fault.message, source.place(base + fault.offset), fault.fix);
}
