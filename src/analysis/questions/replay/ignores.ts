import { fail } from '../../../errors';
import { loadPaths } from '../../../load';
import type { ReplayEdge } from '../../../results/replay';
import { dayProblem } from '../check/ignores';

/** Edges that somebody accepts, with the reason. */
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

const KEYS = ['source', 'destination', 'traffic', 'reason', 'until'];

/** Reads a YAML or JSON file: a document an entry, or a list `ignores` of them. */
export function readReplayIgnores(file: string): ReplayIgnore[] {
  const { documents, problems } = loadPaths([file]);
  const broken = problems.find(({ severity }) => severity === 'error');
  if (broken !== undefined) fail('bad-ignores', `cannot read \`${file}\`: ${broken.message}`, broken.fix);
  if (documents.length === 0) fail('bad-ignores', `\`${file}\` holds no objects; write a list \`ignores\``);
  const entries = documents.flatMap(({ value }) => {
    const list = (value as { ignores?: unknown } | null)?.ignores;
    return Array.isArray(list) ? list as unknown[] : [value];
  });
  return entries.map((value, i) => ignoreOf(value, `\`${file}\`, entry ${i + 1}`));
}

function ignoreOf(value: unknown, where: string): ReplayIgnore {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('bad-ignores', `${where} is no object; write \`source\`, \`destination\`, \`traffic\`, \`reason\` and \`until\``);
  const fields = value as Record<string, unknown>;
  const odd = Object.keys(fields).find((key) => !KEYS.includes(key));
  if (odd !== undefined) fail('bad-ignores', `${where} has the unknown field \`${odd}\`; allowed are ${KEYS.join(', ')}`);
  const text = (key: string) => (typeof fields[key] === 'string' && fields[key] !== '' ? fields[key] : undefined);
  const [reason, until] = [text('reason'), text('until')];
  if (reason === undefined) fail('bad-ignores', `${where} gives no reason; write \`reason: why this may break\``);
  if (text('source') === undefined && text('destination') === undefined) fail('bad-ignores', `${where} names neither \`source\` nor \`destination\`; name one, with \`*\` for any text`);
  const wrong = fields.until === undefined ? undefined : dayProblem(until ?? String(fields.until));
  if (wrong !== undefined) fail('bad-ignores', `${where}: \`until\` ${wrong}`);
  return { source: text('source') ?? '*', destination: text('destination') ?? '*', traffic: text('traffic') ?? '*', reason, ...(until !== undefined && { until }), where };
}

/** The edges with the reasons of the ignores that hold today, and what is to be said about the ignores. */
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
    if (edge.status === 'unaffected' || edge.status === 'apart') return edge;
    const found = patterns.find(({ meets }) => meets(edge));
    if (found === undefined) return edge;
    used.add(found.ignore);
    return { ...edge, ignored: `${found.ignore.reason}${found.ignore.until === undefined ? '' : ` (until ${found.ignore.until})`}` };
  });
  const remarks = ignores.filter((ignore) => !used.has(ignore)).map((ignore) =>
    ignore.until !== undefined && ignore.until < today ? `the ignore of ${ignore.where} ended on ${ignore.until}` : `the ignore of ${ignore.where} meets nothing; remove it`);
  return { edges: marked, remarks };
}

function patternOf(text: string): RegExp {
  return new RegExp(`^${text.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('.*')}$`, 's');
}
