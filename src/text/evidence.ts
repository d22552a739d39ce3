import { plural } from './plural';

/** What was seen of the traffic of a rule. */
interface Seen {
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  /** A set of traffic. */
  readonly traffic: { toString(): string };
  readonly records: number;
  readonly replies: number;
  readonly first?: string;
  readonly last?: string;
  readonly services: readonly string[];
  readonly names: readonly string[];
}

const DAY = 10;
const MAX_NAMES = 3;
const MAX_ENDS = 2;
const MAX_TRAFFIC_LENGTH = 120;
/** The annotation of a policy takes 1,024 bytes for one reason. */
const MAX_LENGTH = 1000;

/** Why a rule exists, in one line, as its policy says it: what was seen, on which days and under which names; more records of a day change nothing. */
export function reasonText(seen: Seen): string {
  const text = `${endsText(seen)}seen${periodText(seen)}${namesText(seen.services)}${namesText(seen.names)}`;
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`;
}

/** The same with how often it was seen. */
export function evidenceText(seen: Seen): string {
  const { records, replies } = seen;
  return `${reasonText(seen)} (${records > 0 ? plural(records, 'record') : plural(replies, 'reply')})`;
}

/** One annotation holds the reasons of all rules of a policy, so each names its ends. */
function endsText({ sources, destinations, traffic }: Seen): string {
  if (sources.length === 0) return '';
  const text = traffic.toString();
  const opened = text.length <= MAX_TRAFFIC_LENGTH ? text : `${text.slice(0, MAX_TRAFFIC_LENGTH)}…`;
  return `from ${labelsText(sources)}${destinations.length === 0 ? '' : ` to ${labelsText(destinations)}`} on ${opened}: `;
}

function labelsText(ends: readonly string[]): string {
  const labels = ends.filter((label) => /^[A-Za-z0-9 :./_[\]=,-]{1,200}$/.test(label));
  const shown = labels.length > MAX_ENDS ? [...labels.slice(0, MAX_ENDS), `${labels.length - MAX_ENDS} more`] : labels;
  return shown.length === 0 ? 'ends without a plain name' : shown.join(' and ');
}

function periodText({ first, last }: Seen): string {
  if (first === undefined || last === undefined) return '';
  const [from, to] = [first, last].map((time) => time.slice(0, DAY));
  return from === to ? ` on ${from}` : ` from ${from} to ${to}`;
}

/** Names of a record may be anything; a reason is one line. */
function namesText(names: readonly string[]): string {
  const known = names.filter((name) => /^[A-Za-z0-9 ./_-]{1,200}$/.test(name)).slice(0, MAX_NAMES);
  return known.length === 0 ? '' : `, called as ${known.join(', ')}`;
}
