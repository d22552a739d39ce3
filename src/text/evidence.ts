import { plural } from './plural';

/** What was seen of the traffic of a rule. */
interface Seen {
  readonly ends: readonly string[];
  readonly isSource: boolean;
  /** A set of traffic. */
  readonly traffic: { toString(): string };
  readonly records: number;
  readonly replies: number;
  readonly first?: string;
  readonly last?: string;
  readonly services: readonly string[];
  readonly names: readonly string[];
}

const MINUTES = 16;
const MAX_NAMES = 3;
const MAX_ENDS = 2;
const MAX_TRAFFIC_LENGTH = 120;

/** Why a rule exists, in one line, as its policy and the report of an advice say it: what was seen, how often, when and under which names. */
export function evidenceText(seen: Seen): string {
  const { records, replies, services, names } = seen;
  const count = records > 0 ? plural(records, 'record') : plural(replies, 'reply');
  return `${endsText(seen)}seen in ${count}${periodText(seen)}${namesText(services)}${namesText(names)}`;
}

/** One annotation holds the reasons of all rules of a policy, so each names its other end. */
function endsText({ ends, isSource, traffic }: Seen): string {
  if (ends.length === 0) return '';
  const labels = ends.filter((label) => /^[A-Za-z0-9 :./_[\]=,-]{1,200}$/.test(label));
  const shown = labels.length > MAX_ENDS ? [...labels.slice(0, MAX_ENDS), `${labels.length - MAX_ENDS} more`] : labels;
  const text = traffic.toString();
  const opened = text.length <= MAX_TRAFFIC_LENGTH ? text : `${text.slice(0, MAX_TRAFFIC_LENGTH)}…`;
  return `${isSource ? 'from' : 'to'} ${shown.join(' and ')} on ${opened}: `;
}

function periodText({ first, last }: Seen): string {
  if (first === undefined || last === undefined) return '';
  const [from, to] = [first, last].map((time) => `${time.slice(0, MINUTES)}Z`);
  return from === to ? ` at ${from}` : ` from ${from} to ${to}`;
}

/** Names of a record may be anything; a reason is one line. */
function namesText(names: readonly string[]): string {
  const known = names.filter((name) => /^[A-Za-z0-9 ./_-]{1,200}$/.test(name)).slice(0, MAX_NAMES);
  return known.length === 0 ? '' : `, called as ${known.join(', ')}`;
}
