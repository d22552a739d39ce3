import type { TrafficEdge } from '../traffic';
import { Grant, namesOf } from './grants';

const MINUTES = 16;
const MOST_VIAS = 3;

/** Why a rule exists: what of it was seen, when, and under which names. */
export function evidenceOf({ sides, direction }: Grant): string {
  const edges = [...new Set(sides.map(({ candidate }) => candidate.edge))];
  const records = edges.reduce((sum, { outcomes }) => sum + Object.values(outcomes).reduce((all, count) => all + count, 0), 0);
  const replies = edges.reduce((sum, edge) => sum + edge.replies, 0);
  const count = records > 0 ? `${records} record${records === 1 ? '' : 's'}` : `${replies} repl${replies === 1 ? 'y' : 'ies'}`;
  const vias = plain(edges.flatMap(({ via }) => (via === undefined ? [] : [via])));
  const names = plain(sides.flatMap(({ candidate, other }) => (other.type === 'address' ? namesOf(candidate, direction) : [])));
  return `seen in ${count}${periodOf(edges)}${vias}${names}`;
}

function periodOf(edges: readonly TrafficEdge[]): string {
  const times = edges.flatMap(({ first, last }) => [first, last]).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return '';
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))].map((time) => `${new Date(time).toISOString().slice(0, MINUTES)}Z`);
  return first === last ? ` at ${first}` : ` from ${first} to ${last}`;
}

/** Names of a record may be anything; a reason is one line. */
function plain(names: readonly string[]): string {
  const known = [...new Set(names)].filter((name) => /^[A-Za-z0-9 ./_-]{1,200}$/.test(name)).sort().slice(0, MOST_VIAS);
  return known.length === 0 ? '' : `, called as ${known.join(', ')}`;
}
