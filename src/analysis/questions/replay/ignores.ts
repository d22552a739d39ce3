import { loadPaths } from '../../../load';
import type { ReplayEdge } from '../../../results/replay';
import { converted, day, defaulted, described, list, named, object, Schema, text, union } from '../../../schema';
import { readOwnFile, refuseProblems } from '../../own-files/read';

/** Edges that are accepted, with the reason. */
export interface ReplayIgnore {
  /** Patterns with `*` for any text. */
  readonly source: string;
  readonly destination: string;
  readonly traffic: string;
  readonly reason: string;
  /** The last day on which it holds: `2027-01-31`. */
  readonly until?: string;
  readonly where: string;
}

const ENTRY = named('entry', converted(object({
  source: defaulted(described(text(), 'The source, with `*` for any text.'), '*'),
  destination: defaulted(described(text(), 'The destination, with `*` for any text.'), '*'),
  traffic: defaulted(described(text(), 'The traffic, with `*` for any text: `TCP 8080`.'), '*'),
  reason: described(text(), 'Why it may break.'),
  until: day(),
}, {
  required: { reason: 'say why this may break' },
  rules: [{ rule: 'at-least-one', of: ['source', 'destination'], fix: 'name one, with `*` for any text' }],
}), (entry, place): ReplayIgnore => {
  const { file, line } = place.position();
  return { ...entry, where: `${file}:${line}` };
}));

const ENTRIES = converted(object({ ignores: described(list(ENTRY), 'Edges that may break.') }, { required: { ignores: 'write a list' }, open: true }), ({ ignores }) => ignores);
const ALONE: Schema<readonly ReplayIgnore[]> = converted(ENTRY, (entry) => [entry]);

/** What an ignore file may be: a document an entry, or a list `ignores` of them. */
export const IGNORE_SCHEMA = union([ENTRIES, ALONE], (value) => (typeof value === 'object' && value !== null && 'ignores' in value ? ENTRIES : ALONE));

/** Reads a YAML or JSON file. */
export function readReplayIgnores(file: string): ReplayIgnore[] {
  const { values, problems } = readOwnFile(IGNORE_SCHEMA, loadPaths([file]), file, { code: 'bad-ignores', title: 'the ignore file', fix: 'write `ignores:` with a list' });
  refuseProblems('bad-ignores', problems);
  return values.flat();
}

/** The edges with the reasons of the ignores that hold today, and remarks about the ignores. */
export function applyIgnores(
  edges: readonly ReplayEdge[],
  ignores: readonly ReplayIgnore[],
  today: string,
): { edges: ReplayEdge[]; remarks: string[] } {
  const used = new Set<ReplayIgnore>();
  const patterns = ignores.map((ignore) => {
    const [source, destination, traffic] = [ignore.source, ignore.destination, ignore.traffic].map(patternOf);
    const isOver = ignore.until !== undefined && ignore.until < today;
    const meets = (edge: ReplayEdge) => !isOver && source.test(edge.source) && destination.test(edge.destination) && traffic.test(edge.traffic);
    return { ignore, meets };
  });
  const marked = edges.map((edge) => {
    if (edge.status === 'unaffected' || edge.status === 'notPoliced') return edge;
    const found = patterns.find(({ meets }) => meets(edge));
    if (found === undefined) return edge;
    used.add(found.ignore);
    return { ...edge, ignored: `${found.ignore.reason}${found.ignore.until === undefined ? '' : ` (until ${found.ignore.until})`}` };
  });
  const remarks = ignores.filter((ignore) => !used.has(ignore)).map((ignore) =>
    ignore.until !== undefined && ignore.until < today ? `the ignore of ${ignore.where} ended on ${ignore.until}` : `the ignore of ${ignore.where} matches nothing; remove it`);
  return { edges: marked, remarks };
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('.*')}$`, 's');
}
