import type { EndExplanation, Explanation, OpenedConnection, ProposedChange, TrafficExplanation } from '../../results/explanation';
import type { Report, ZoneCell } from '../../results/report';
import { andMore } from '../../text/lists';
import { closingLines, EFFECTS, WITHOUT_RULES } from '../explanation/text';
import { noteText } from '../explanation/notes';
import { needsLine } from '../needed-facts';
import { cellText } from '../picture/cell-lines';
import { html, list, manifestLines, type Markup, NOTHING, place, prose } from './markup';
import { decidedInRow } from './pairs';

/** The most connections that a change is said to open. */
const MAX_OPENED = 10;

/** The most characters of all explanations; those beyond are in the JSON alone. */
const MAX_SIZE = 2_000_000;

/** Where the explanation of a cell stands in the document, and what leads to it. */
export class Explanations {
  /** How many explanations the document leaves out. */
  public readonly left: number;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly bodies: readonly Markup[];

  public constructor(private readonly report: Report) {
    const { explanations, register: { namespaces } } = report;
    const pairs = new Map(namespaces.pairs.map((pair, i) => [keyOf(undefined, pair.source, pair.destination), decidedInRow(pair, i)]));
    const bodies: Markup[] = [];
    let size = 0;
    for (const { namespace, source, destination, examples } of explanations) {
      const pair = pairs.get(keyOf(namespace, source, destination));
      const rules = pair === undefined ? NOTHING : html`<p>Decided by: ${pair}.</p>\n`;
      const body = html`${rules}${examples.map((one) => exampleOf(one, report.constructs))}`;
      size += body.text.length;
      if (size > MAX_SIZE) break;
      bodies.push(body);
    }
    this.bodies = bodies;
    this.left = explanations.length - bodies.length;
    this.numbers = new Map(bodies.map((_, i) => [keyOf(explanations[i].namespace, explanations[i].source, explanations[i].destination), i]));
  }

  /** The anchor of an explanation. */
  public anchor(namespace: string | undefined, source: string, destination: string): string | undefined {
    const number = this.numbers.get(keyOf(namespace, source, destination));
    return number === undefined ? undefined : `why-${number}`;
  }

  /** What leads from an item of a picture to its explanations, or to the command that prints one. */
  public attributesOf(namespace: string | undefined, cells: readonly ZoneCell[]): Markup {
    const anchors = cells.flatMap(({ source, destination }) => this.anchor(namespace, source, destination) ?? []);
    if (anchors.length > 0) return html` data-why="${anchors.join(' ')}"`;
    const [example] = cells.flatMap(({ examples = [] }) => examples);
    return example === undefined ? NOTHING : html` data-ask="${commandOf(example)}"`;
  }

  /** The explanations of the zones, or of one namespace that is shown apart: each opens by itself. */
  public of(namespace: string | undefined, cells: readonly ZoneCell[]): Markup {
    const { explanations, zones: { isRecorded, others } } = this.report;
    const known = new Map(cells.map((cell) => [keyOf(namespace, cell.source, cell.destination), cell]));
    return html`${this.bodies.flatMap((body, i) => {
      const { namespace: shownIn, source, destination } = explanations[i];
      if (shownIn !== namespace) return [];
      const cell = known.get(keyOf(namespace, source, destination));
      const text = cell === undefined ? denied([source, destination].some((zone) => others.includes(zone))) : cellText(cell, isRecorded);
      return html`<details class="why"><summary>${source} to ${destination}: ${text}</summary>
<div id="why-${i}">${body}</div></details>
`;
    })}`;
  }
}

function denied(isOutside: boolean): string {
  return isOutside ? 'denied for every pod and address' : 'denied for every pair of pods';
}

function keyOf(namespace: string | undefined, source: string, destination: string): string {
  return JSON.stringify([namespace, source, destination]);
}

/** Only what needs no escaping in a shell is written into a command. */
function commandOf({ source, destination }: Pick<Explanation, 'source' | 'destination'>): string {
  const words = [source, destination].map((name) => (/^[\w:][\w.:/-]*(?:\[\w+\])?$/.test(name) ? `'${name}'` : undefined));
  return `netfence explain ${words[0] ?? 'FROM'} ${words[1] ?? 'TO'} PATH`;
}

function exampleOf(explanation: Explanation, constructs: Report['constructs']): Markup {
  const { source, destination, cases } = explanation;
  const meant = (word: string, pods: string | undefined) => (pods === undefined ? NOTHING : html`<p>${word} ${prose(pods)}</p>\n`);
  const bodies = cases.map(({ sourcePods, destinationPods, parts }) => (
    html`${meant('From', sourcePods)}${meant('To', destinationPods)}${parts.map((part) => partOf(part, constructs))}`));
  const command = html`<code>${commandOf(explanation)}</code>`;
  // an address has no namespace
  const isOutside = [source, destination].some((end) => !end.includes('/'));
  const more = isOutside ? html`The address is taken for one outside of the cluster; what else it may be says ${command}` : html`More: ${command}`;
  return html`<p><strong>For example:</strong> ${source} to ${destination}. ${more}</p>
${cases.length === 0 ? html`<p>Allowed: a pod always reaches itself.</p>\n` : bodies}`;
}

function partOf(part: TrafficExplanation, constructs: Report['constructs']): Markup {
  const { traffic, verdict, reasons, needs, egress, ingress, change, notes } = part;
  const settled = needsLine(needs);
  const said = [
    ...reasons.map((reason) => prose(`because ${reason}`)),
    ...settled === undefined ? [] : [prose(settled)],
    ...endLines('egress', egress, constructs),
    ...endLines('ingress', ingress, constructs),
    ...notes.map((note) => prose(`note: ${noteText(note)}`)),
    ...[...closingLines(part)].map(prose),
  ];
  return html`<p><strong>${verdict}:</strong> ${traffic.text}</p>
${list(said, '')}${change === undefined ? NOTHING : changed(change)}`;
}

function endLines(where: string, { verdict, rules }: EndExplanation, constructs: Report['constructs']): Markup[] {
  if (rules.length === 0) return [html`${where}: ${verdict}${WITHOUT_RULES[verdict]}`];
  return rules.map((rule) => {
    const { effect, policy, field, verb, reason } = rule;
    const construct = Object.hasOwn(constructs, policy) ? constructs[policy] : undefined;
    const told = Object.entries({ action: verb, construct, reason });
    const more = told.flatMap(([word, text]) => (text === undefined ? [] : [`${word}: ${text}`]));
    const named = field === undefined ? policy : `${policy} ${field}`;
    return html`${where}: ${verdict}, ${EFFECTS[effect] ?? effect} ${named} ${place(rule)}${more.map((one) => html`; ${one}`)}`;
  });
}

function changed({ traffic, sides, yaml, opens, mayOpen, remarks }: ProposedChange): Markup {
  const where = sides.map((side) => (side === 'egress' ? 'the source' : 'the destination')).join(' and ');
  const all = [...opens.map((one) => opened(one, '')), ...mayOpen.map((one) => opened(one, 'possibly '))];
  const more = all.length > MAX_OPENED ? [html`${andMore(all.length - MAX_OPENED)}`] : [];
  return html`<p>The smallest change that opens ${traffic.text}, at ${where}:</p>
<pre>${manifestLines(yaml)}</pre>
<p>It opens:</p>
${list([...all.slice(0, MAX_OPENED), ...more, ...remarks.map((remark) => prose(`note: ${remark}`))], '')}`;
}

function opened({ source, destination, traffic }: OpenedConnection, word: string): Markup {
  return html`${word}${source} to ${destination}: ${traffic.text}`;
}
