import type { ProblemCode } from '../errors';

/** Why one document cannot be taken; the loader turns it into a problem with a place. */
export class DocumentFault extends Error {
  constructor(public readonly code: ProblemCode, message: string, public readonly offset: number, public readonly fix?: string) {
    super(message);
  }
}
