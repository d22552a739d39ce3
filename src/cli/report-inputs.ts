import { createHash } from 'crypto';
import type { AnalysisSession } from '../analysis';
import { sumOfFile } from '../files/file-sum';
import { flowFiles } from '../files/read-flows';
import type { InputRole, ReportInput } from '../results/report';

/** What a report was made of. */
interface Made {
  readonly session: AnalysisSession;
  readonly flows: readonly string[];
  readonly invariants?: string;
  readonly old: AnalysisSession | undefined;
  readonly live: AnalysisSession | undefined;
  readonly stdin?: string | Buffer;
}

/** The files of a report with their hashes, by role and name. A file that is gone since is not listed. */
export function inputsOf({ session, flows, invariants, old, live, stdin }: Made): ReportInput[] {
  const inRole = (role: InputRole, files: readonly string[]) => files.flatMap((file) => inputOf(role, file, stdin));
  return [
    ...inRole('manifests', filesOf(session)),
    ...inRole('flows', flows.flatMap(flowFiles)),
    ...inRole('invariants', invariants === undefined ? [] : [invariants]),
    ...inRole('old', filesOf(old)),
    ...inRole('live', filesOf(live)),
  ];
}

/** The files that objects came from, and those about which there is something to say. */
function filesOf(session: AnalysisSession | undefined): string[] {
  const files = new Set<string>();
  for (const { document } of session?.source.manifests ?? []) if (document !== undefined) files.add(document.position([]).file);
  for (const { position } of session?.problems ?? []) if (position !== undefined) files.add(position.file);
  return [...files].sort();
}

function inputOf(role: InputRole, file: string, stdin: string | Buffer | undefined): ReportInput[] {
  if (file !== '-') {
    const sum = sumOfFile(file);
    return sum === undefined ? [] : [{ role, file, ...sum }];
  }
  const bytes = Buffer.from(stdin ?? '');
  return [{ role, file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
}
