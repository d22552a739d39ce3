import type { Report } from '../../results/report';
import type { RegisteredRule, RegisterRecord, RuleEnd, TierDefault } from '../../results/report-register';
import { plural } from '../../text/plural';
import { cutOff, html, type Markup, NOTHING, place, prose, table } from './markup';
import { pairs } from './pairs';
import { ACTIONS, countText, endText, trafficText } from './words';

/** The most rules that the document lists; a browser opens no document of any size. */
const MAX_RULES = 15_000;

/** The rules, those without a reason apart, for each needs one. */
export function register({ register: { rules, defaults: tiers, namespaces, record } }: Report): Markup {
  const stated = rules.filter(({ reason }) => reason !== undefined);
  const defaults = rules.filter(({ action, reason }) => reason === undefined && (action === 'isolate' || action === 'unread'));
  const others = rules.filter(({ action, reason }) => reason === undefined && action !== 'isolate' && action !== 'unread');
  const [room, left] = [Math.max(0, MAX_RULES - stated.length), Math.max(0, MAX_RULES - stated.length - others.length)];
  return html`<h3 id="pairs">From namespace to namespace</h3>
${pairs(namespaces)}<h3 id="rules">Rules</h3>
<p>A row is a rule; its ends are groups, with the pods of the input counted that they mean now. Pods on the host network are not counted.
Where a rule admits anyone, the policies of the sender must allow it, too.
<em>since</em> is the day of the commit that changed the line at which the rule begins last.
Ports marked as insecure are those of services without encryption; what listens there is not known. The same rows as CSV: <code>--csv FILE</code>.</p>
${record === undefined ? NO_RECORD : recordText(record)}${part('Rules with a reason', stated, MAX_RULES, record)}${
  part('Rules without a reason', others, room, record)}${
  part('Policies without a rule in a direction, and policies that could not be read', defaults, left, record)}${tierTable(tiers)}`;
}

const NO_RECORD = html`<p>No record of traffic was given (<code>--flows</code>), so it is not known which rules are in use.</p>
`;

const TIER_ACTIONS: Readonly<Record<TierDefault['action'], string>> = {
  deny: 'denied for pods that a policy of the tier isolates in this direction; passed on for all others',
  pass: 'passed on to the next tier',
  allow: 'allowed: it is asked last, about what no policy isolates',
};

/** What no rule is about. */
function tierTable(tiers: readonly TierDefault[]): Markup {
  const intro = html`<h3>What no rule is about</h3>
<p>Tiers are asked from the first to the last. What the last one passes on is allowed.</p>
`;
  if (tiers.length === 0) return html`${intro}<p>No policy that could be read is in the input.</p>\n`;
  const rows = tiers.map(({ tier, policies, action }) => [tier, policies, TIER_ACTIONS[action]]);
  return html`${intro}${table('Defaults of tiers', ['tier', 'policies', 'what no rule of it is about'], rows)}`;
}

function recordText({ first, last, connections, unmapped, denied, unknown }: RegisterRecord): Markup {
  const span = first === undefined ? 'without times' : `from ${first} to ${last ?? first}`;
  const lost = unmapped === 0 ? '' : ` Of ${unmapped} of them an end was not found: rules that only these use count as never seen.`;
  return html`<p>The record has ${plural(connections, 'connection')} ${span}; the policies would deny ${denied} of those
that were not denied, and of ${unknown} it is not known. <em>never seen</em> is about this record alone.${lost}</p>
`;
}

/** `most`: how many rules are listed at most. */
function part(caption: string, rules: readonly RegisteredRule[], most: number, record: RegisterRecord | undefined): Markup {
  if (rules.length === 0) return html`<h3>${caption}</h3>\n<p>None.</p>\n`;
  const more = [
    ...rules.some(({ owner }) => owner !== undefined) ? [OWNER] : [],
    ...rules.some(({ since }) => since !== undefined) ? [SINCE] : [],
    ...record === undefined ? [] : [SEEN],
  ];
  const columns = ['policy', 'from', 'to', 'what', 'traffic', 'place', 'reason', ...more.map(({ name }) => name), 'remarks'];
  const rows = rules.slice(0, most).map((rule) => rowOf(rule, more));
  return html`<h3>${caption}</h3>
${table(`${caption} (${rules.length})`, columns, rows)}${rules.length > most ? cutOff(rules.length - most, 'rules', '--csv FILE') : NOTHING}`;
}

/** A column that is there where something is known for it. */
interface Column {
  readonly name: string;
  textOf(rule: RegisteredRule): string;
}

const OWNER: Column = { name: 'owner', textOf: ({ owner = '' }) => owner };
const SINCE: Column = { name: 'since', textOf: ({ since = '' }) => since };
const SEEN: Column = { name: 'last seen', textOf: seenText };

function rowOf(rule: RegisteredRule, more: readonly Column[]): (string | Markup)[] {
  const { policy, direction, action, source, destination, field, reason, insecure, unclear } = rule;
  const remarks = [...insecure.map((name) => `insecure: ${name}`), ...unclear === undefined ? [] : [`unclear: ${unclear}`]];
  return [
    policy,
    endOf(source),
    endOf(destination),
    `${direction} ${ACTIONS[action]}`,
    trafficText(rule),
    html`${place(rule)}${field === '' ? NOTHING : html` ${field}`}`,
    prose(reason ?? 'none'),
    ...more.map((column) => column.textOf(rule)),
    prose(remarks.join('; ')),
  ];
}

function endOf(end: RuleEnd): string {
  const count = countText(end);
  return count === '' ? endText(end) : `${endText(end)} (${count})`;
}

function seenText({ use }: RegisteredRule): string {
  if (use === undefined) return '';
  if (use.records === 0) return 'never seen';
  return `${use.last ?? 'seen, time not recorded'} (${plural(use.records, 'record')})`;
}
