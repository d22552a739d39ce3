import type { TrafficEdge } from '../../traffic/traffic';
import { plural } from '../../../text/plural';
import { Grant, namesOf } from './grants';

const MINUTES = 16;
const MAX_VIAS = 3;
const MAX_NAMED = 2;
const MAX_TRAFFIC_LENGTH = 120;

/** Why a rule exists: what of it was seen, when, and under which names. */
export function evidenceOf(grant: Grant): string {
  const { sides, direction } = grant;
  const edges = [...new Set(sides.map(({ candidate }) => candidate.edge))];
  const records = edges.reduce((sum, { outcomes }) => sum + Object.values(outcomes).reduce((all, count) => all + count, 0), 0);
  const replies = edges.reduce((sum, edge) => sum + edge.replies, 0);
  const count = records > 0 ? plural(records, 'record') : plural(replies, 'reply');
  const vias = plain(edges.flatMap(({ via }) => (via === undefined ? [] : [via])));
  const names = plain(sides.flatMap(({ candidate, peer }) => (peer.type === 'address' ? namesOf(candidate, direction) : [])));
  return `${whoOf(grant)}seen in ${count}${periodOf(edges)}${vias}${names}`;
}

/** The other end and the traffic: one annotation holds the reasons of all rules of a policy. */
function whoOf({ kind, sides, direction, traffic }: Grant): string {
  if (kind === 'dns') return '';
  const labels = [...new Set(sides.map(({ peer }) => peer.label))].filter((label) => /^[A-Za-z0-9 :./_[\]=,-]{1,200}$/.test(label)).sort();
  const shown = labels.length > MAX_NAMED ? [...labels.slice(0, MAX_NAMED), `${labels.length - MAX_NAMED} more`] : labels;
  return `${direction === 'ingress' ? 'from' : 'to'} ${shown.join(' and ')} on ${shortened(traffic.toString())}: `;
}

function shortened(text: string): string {
  return text.length <= MAX_TRAFFIC_LENGTH ? text : `${text.slice(0, MAX_TRAFFIC_LENGTH)}…`;
}

function periodOf(edges: readonly TrafficEdge[]): string {
  const times = edges.flatMap(({ first, last }) => [first, last]).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return '';
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))].map((time) => `${new Date(time).toISOString().slice(0, MINUTES)}Z`);
  return first === last ? ` at ${first}` : ` from ${first} to ${last}`;
}

/** Names of a record may be anything; a reason is one line. */
function plain(names: readonly string[]): string {
  const known = [...new Set(names)].filter((name) => /^[A-Za-z0-9 ./_-]{1,200}$/.test(name)).sort().slice(0, MAX_VIAS);
  return known.length === 0 ? '' : `, called as ${known.join(', ')}`;
}
