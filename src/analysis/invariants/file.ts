import { fail } from '../../errors';
import { loadText } from '../../load';
import { readBytes } from '../../files/read-files';
import { IpSet } from '../../sets';
import { converted, described, FieldProblem, list, object } from '../../schema';
import type { Position } from '../../model';
import { sourceAt } from '../facts/contradictions';
import type { StatedFacts } from '../facts/stated';
import { readOwnFile, refuseProblems } from '../own-files/read';
import { BLOCKS } from './file-ends';
import { INVARIANT } from './file-statement';
import type { Statement } from './statement';

const LARGEST = 2 ** 26;

/** What a file of invariants says. */
export interface InvariantFile {
  readonly statements: readonly Statement[];
  /** Where pods get their addresses; empty where the file does not tell. */
  readonly podRanges: IpSet;
  /** The same as a fact. */
  readonly facts: StatedFacts;
  /** What reads oddly. */
  readonly notices: readonly FieldProblem[];
}

/** What a file of invariants may be. */
export const INVARIANTS_SCHEMA = described(converted(object({
  podRanges: described(BLOCKS, 'Where pods get their addresses, so that blocks can be judged over pods to come.'),
  invariants: list(INVARIANT, { minItems: 1, partial: true, fix: 'write `- id: …`' }),
}, { required: { invariants: 'write a list of them' }, partial: true }), (file, place) => {
  if (file.podRanges === undefined) return file;
  const at = place.at('podRanges');
  at.say('where pods get their addresses is a fact about the cluster', 'write `facts.podRanges` in .netfence.yaml, which every command reads', 'warning');
  return { ...file, position: at.position() };
}), 'What must hold for all pods that exist and all that could.');

/**
 * Reads a file of invariants.
 *
 * @throws with the place of every fault; `file` names the text in messages
 */
export function readInvariants(text: string, file: string): InvariantFile {
  const { values, problems } = readOwnFile(INVARIANTS_SCHEMA, loadText(text, file), file, { code: 'broken-invariants', title: 'the file of invariants', fix: 'write `invariants:` with a list' });
  const statements = values.flatMap(({ invariants = [] }) => invariants);
  refuseProblems('broken-invariants', [...problems, ...namedTwice(statements)]);
  const stating = values.filter((value) => value.podRanges !== undefined) as readonly { readonly podRanges: IpSet; readonly position: Position }[];
  const podRanges = stating.reduce((set, value) => set.union(value.podRanges), IpSet.NONE);
  return {
    statements,
    podRanges,
    facts: stating.length === 0 ? {} : { podRanges: { value: podRanges, source: sourceAt(stating[0].position) } },
    notices: problems.filter(({ severity }) => severity === 'warning'),
  };
}

function namedTwice(statements: readonly Statement[]): FieldProblem[] {
  const seen = new Set<string>();
  return statements.flatMap(({ id, position }) => {
    if (!seen.has(id)) return seen.add(id) && [];
    return [{ code: 'broken-invariants', severity: 'error', message: `two invariants are called \`${id}\``, fix: 'rename one of them', position: position! }];
  });
}

/** Reads the file itself, too. */
export function readInvariantFile(file: string): InvariantFile {
  let text: string;
  try {
    text = readBytes(file, LARGEST).toString('utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    return fail('no-such-path', `cannot read the invariants \`${file}\` (${code ?? 'unknown'})`, code === 'EISDIR' ? 'name a file, not a folder' : 'correct the path');
  }
  return readInvariants(text, file);
}
