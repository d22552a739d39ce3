import type { FoundFile } from '../files/read-files';
import type { Problem } from '../model';
import { printable } from '../text/quote';
import { problem } from './loaded';

/** Why a file cannot be read. */
export type FileReason = NonNullable<FoundFile['reason']>;

/** A file that should be read and cannot. */
export function refusal(file: string, reason: FileReason, detail: string): Problem {
  const place = { file, line: 1, column: 1 };
  const name = `\`${printable(file)}\``;
  switch (reason) {
    case 'outside': return problem('error', 'link-outside', `the link ${name} leads out of the folder and is not followed`, place, 'name its target as a path');
    case 'submodule': return problem('error', 'submodule', `the submodule ${name} is not read, so what it holds is not known`, place, 'compare two folders that have it: `netfence diff OLD NEW`');
    default: return problem('error', 'unreadable-file', `cannot read ${name} (${printable(detail)})`, place, 'make it readable or leave it out');
  }
}
