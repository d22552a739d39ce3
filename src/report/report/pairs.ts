import { RuleEffect } from '../../results/enums';
import type { DecidingRule } from '../../results/deciding-rule';
import type { NamespacePair, NamespacePairs } from '../../results/report-register';
import { andMore } from '../../text/lists';
import { cutOff, html, type Markup, NOTHING, place, tableOrNone } from './markup';

/** The most pairs that the document lists. */
const MAX_PAIRS = 3000;
/** With more rules, they are named in the row of the pair alone, and elsewhere is a link to it. */
const MAX_REPEATED = 3;
/** From here on, further rules were not counted. */
const COUNTED_UP_TO = 95;

const EFFECTS: Readonly<Record<RuleEffect, string>> = {
  [RuleEffect.ALLOW]: 'allows',
  [RuleEffect.DENY]: 'denies',
  [RuleEffect.PASS]: 'passes on',
  [RuleEffect.ISOLATE]: 'denies what no rule allows',
  [RuleEffect.UNREAD]: 'could not be read',
};

/** From namespace to namespace: what passes, and the lines that decide it. */
export function pairs({ pairs: all, listsDenied, isCut }: NamespacePairs): Markup {
  const rows = all.slice(0, MAX_PAIRS).map((pair, i) => [pair.source, pair.destination, verdictOf(pair), html`<span id="pair-${i}">${decidedBy(pair)}</span>`]);
  const rest = listsDenied ? ' A namespace of one single pod has no row with itself: it has no pair of pods.' : ' A pair that is not listed is denied for every pair of pods, by the policies that isolate them.';
  const cut = isCut
    ? html`<p class="warn"><strong>Cut off:</strong> there are more pairs than are worked out;
<code>netfence list</code> lists who reaches whom.</p>\n`
    : NOTHING;
  const left = all.length > MAX_PAIRS ? cutOff(all.length - MAX_PAIRS, 'pairs', '--json FILE') : NOTHING;
  return html`<p>What passes from some pod of the first namespace to some pod of the second, and the rules and policies that decide it.
A rule may be about some of these pods only: its row below names them.${isCut ? '' : rest}</p>
${tableOrNone('Pairs of namespaces', ['from', 'to', 'verdict', 'decided by'], rows)}${left}${cut}`;
}

function verdictOf({ allowed, unknown }: NamespacePair): string {
  if (allowed.isEmpty && unknown.isEmpty) return 'denied for every pair of pods';
  const said = [['allowed for some', allowed], ['unknown for some', unknown]] as const;
  return said.filter(([, { isEmpty }]) => !isEmpty).map(([words, { text }]) => `${words}: ${text}`).join('; ');
}

/** The rules and policies that decide the pair of a row, or a link to the row that names them. */
export function decidedInRow(pair: NamespacePair, row: number): Markup {
  const { rules, furtherRules } = pair;
  if (rules.length <= MAX_REPEATED || row >= MAX_PAIRS) return decidedBy(pair);
  const count = furtherRules < COUNTED_UP_TO ? String(rules.length + furtherRules) : `at least ${rules.length + furtherRules}`;
  return html`<a class="pair" href="#pair-${row}">${count} rules and policies</a>`;
}

/** The rules and policies that decide a pair. */
function decidedBy({ allowed, unknown, rules, furtherRules, notIsolated }: NamespacePair): Markup {
  if (rules.length === 0) return html`no rule and no policy${allowed.isEmpty && unknown.isEmpty ? '' : ': what no policy isolates is allowed'}`;
  const further = furtherRules < COUNTED_UP_TO ? andMore(furtherRules, 'rules and policies') : `and at least ${furtherRules} more rules and policies`;
  const others = [
    ...furtherRules > 0 ? [html`${further}`] : [],
    ...notIsolated.map(({ direction, workload }) => html`${direction}: no rule is needed where no policy isolates, as at ${workload}`),
  ];
  return joined([...rules.map(line), ...others]);
}

/** Rules and policies, each with its place. */
export function decidingRules(rules: readonly DecidingRule[]): Markup {
  return joined(rules.map(line));
}

function joined(items: readonly Markup[]): Markup {
  return html`${items.map((one, i) => html`${i === 0 ? '' : '; '}${one}`)}`;
}

function line(rule: DecidingRule): Markup {
  const { direction, effect, policy, field } = rule;
  return html`${direction}: ${policy}${field === undefined ? '' : ` ${field}`} ${EFFECTS[effect]} ${place(rule)}`;
}
