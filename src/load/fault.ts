/** Why one document cannot be taken; the loader turns it into a problem with a place. */
export class DocumentFault extends Error {
  constructor(public readonly code: string, message: string, public readonly offset: number) {
    super(message);
  }
}
