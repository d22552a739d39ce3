import type { DecidingRule } from '../../results/deciding-rule';
import type { EndExplanation, Explanation, OpenedConnection, ProposedChange, TrafficExplanation } from '../../results/explanation';
import { escapeText } from '../../text/escape';
import { andMore } from '../../text/lists';
import { needsLine } from '../needed-facts';
import { noteText } from './notes';

/** Where the construct behind a policy stands in its app; nothing where that is not known. */
export type ConstructPaths = (policy: string) => string | undefined;

const MAX_EDGES = 10;
/** What decides where no rule does, behind the verdict. */
export const WITHOUT_RULES: Readonly<Record<EndExplanation['verdict'], string>> = {
  allowed: ', nothing restricts it', denied: ', whatever policies say', unknown: '',
};
/** How a rule takes part, before its name. */
export const EFFECTS: Readonly<Record<string, string>> = {
  allow: 'allowed by', deny: 'denied by', pass: 'passed on by', isolate: 'isolated by', unread: 'unknown because of',
};

/** Why traffic passes or does not, for people. */
export function* renderExplanation(explanation: Explanation, constructs: ConstructPaths = () => undefined): Generator<string> {
  const { source, destination, cases } = explanation;
  yield `${escapeText(source)} => ${escapeText(destination)}\n`;
  if (cases.length === 0) yield '  ALLOWED  All Connections: a pod always reaches itself\n';
  for (const { sourcePods, destinationPods, parts } of cases) {
    if (sourcePods !== undefined) yield `  from ${escapeText(sourcePods)}\n`;
    if (destinationPods !== undefined) yield `  to ${escapeText(destinationPods)}\n`;
    for (const part of parts) yield* renderPart(part, constructs);
  }
}

function* renderPart(part: TrafficExplanation, constructs: ConstructPaths): Generator<string> {
  const { traffic, verdict, reasons, needs, egress, ingress, change, notes } = part;
  yield `\n  ${verdict.toUpperCase()}  ${traffic}\n`;
  for (const reason of reasons) yield `    because ${escapeText(reason)}\n`;
  const settled = needsLine(needs);
  if (settled !== undefined) yield `    ${settled}\n`;
  yield* renderEnd('at the source (egress)', egress, constructs);
  yield* renderEnd('at the destination (ingress)', ingress, constructs);
  for (const note of notes) yield `    note: ${escapeText(noteText(note))}\n`;
  for (const line of closingLines(part)) yield `    ${line}\n`;
  if (change !== undefined) yield* renderChange(change);
}

function* renderEnd(where: string, { verdict, rules }: EndExplanation, constructs: ConstructPaths): Generator<string> {
  yield `    ${where}: ${verdict}${rules.length > 0 ? '' : WITHOUT_RULES[verdict]}\n`;
  for (const rule of rules) {
    yield `      ${EFFECTS[rule.effect] ?? rule.effect} ${ruleText(rule)}\n`;
    if (rule.verb !== undefined) yield `        action: ${escapeText(rule.verb)}\n`;
    const construct = constructs(rule.policy);
    if (construct !== undefined) yield `        construct: ${escapeText(construct)}\n`;
    if (rule.reason !== undefined) for (const line of rule.reason.split('\n')) yield `        reason: ${escapeText(line)}\n`;
  }
}

/** Which rules to remove so that the verdict is another: to deny what is open, and to allow what is not where no change is proposed. */
export function* closingLines(part: TrafficExplanation): Generator<string> {
  const closing = closingLine(part);
  if (closing !== undefined) yield closing;
  if (part.change !== undefined || part.openedBy.length === 0) return;
  yield `to allow it, remove all of: ${list(part.openedBy)}`;
}

function closingLine({ verdict, closedByEgress, closedByIngress, egress, ingress }: TrafficExplanation): string | undefined {
  if (verdict === 'denied') return undefined;
  const ends = [closedByEgress, closedByIngress].filter((rules) => rules.length > 0).map(list);
  const [source, destination] = [egress, ingress].map(({ rules }) => rules.filter(({ effect }) => effect === 'allow'));
  if (ends.length > 0) return `to deny it, remove: ${ends.join('; or: ')}`;
  if (verdict !== 'allowed') return undefined;
  if (source.length + destination.length === 0) return 'to deny it, isolate one of the ends: no rule that could be removed allows it';
  return `to deny it, ${isolating('the source', source)}; or: ${isolating('the destination', destination)}`;
}

/** A rule that allows before isolation is asked for must go, too. */
function isolating(end: string, allowing: readonly DecidingRule[]): string {
  return allowing.length === 0 ? `isolate ${end}` : `remove ${list(allowing)} and isolate ${end}`;
}

function* renderChange({ traffic, sides, typescript, yaml, opens, mayOpen, remarks }: ProposedChange): Generator<string> {
  const where = sides.map((side) => (side === 'egress' ? 'the source' : 'the destination')).join(' and ');
  yield `    the smallest change that opens ${traffic}, at ${where}:\n`;
  yield* indented(typescript, '      ');
  yield '    or as YAML:\n';
  yield* indented(yaml, '      ');
  yield '    it opens:\n';
  for (const edge of opens.slice(0, MAX_EDGES)) yield edgeLine(edge);
  if (opens.length > MAX_EDGES) yield `      ${andMore(opens.length - MAX_EDGES)}\n`;
  if (mayOpen.length > 0) yield '    and possibly:\n';
  for (const edge of mayOpen.slice(0, MAX_EDGES)) yield edgeLine(edge);
  if (mayOpen.length > MAX_EDGES) yield `      ${andMore(mayOpen.length - MAX_EDGES)}\n`;
  for (const remark of remarks) yield `    note: ${escapeText(remark)}\n`;
}

function edgeLine({ source, destination, traffic }: OpenedConnection): string {
  return `      ${escapeText(source)} => ${escapeText(destination)} : ${traffic}\n`;
}

function* indented(text: string, indent: string): Generator<string> {
  for (const line of text.replace(/\n$/, '').split('\n')) yield `${indent}${escapeText(line)}\n`;
}

function list(rules: readonly DecidingRule[]): string {
  return rules.map(ruleText).join(', ');
}

/** `NetworkPolicy production/api spec.ingress[0] (policies.yaml:12)` */
export function ruleText({ policy, field, file, line }: Pick<DecidingRule, 'policy' | 'field' | 'file' | 'line'>): string {
  return `${escapeText(policy)}${field === undefined ? '' : ` ${escapeText(field)}`}${file === undefined ? '' : ` (${escapeText(file)}:${line})`}`;
}
