import type { DecidingRule } from '../../results/deciding-rule';
import type { EndExplanation, Explanation, OpenedConnection, ProposedChange, TrafficExplanation } from '../../results/explanation';
import { escapeText } from '../../text/escape';
import { andMore } from '../../text/lists';
import { needsLine } from '../needed-facts';
import { noteText } from './notes';

/** Where the construct behind a policy stands in its app; nothing where that is not known. */
export type ConstructPaths = (policy: string) => string | undefined;

const MAX_EDGES = 10;
const WITHOUT_RULES: Readonly<Record<EndExplanation['verdict'], string>> = { allowed: ', nothing restricts it', denied: ', whatever policies say', unknown: '' };
const EFFECTS: Readonly<Record<string, string>> = {
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
  yield* renderClosing(part);
  if (change === undefined && part.openedBy.length > 0) yield `    to allow it, remove all of: ${list(part.openedBy)}\n`;
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

function* renderClosing({ verdict, closedByEgress, closedByIngress, egress, ingress }: TrafficExplanation): Generator<string> {
  if (verdict === 'denied') return;
  const ends = [closedByEgress, closedByIngress].filter((rules) => rules.length > 0).map(list);
  const [source, destination] = [egress, ingress].map(({ rules }) => rules.filter(({ effect }) => effect === 'allow'));
  if (ends.length > 0) yield `    to deny it, remove: ${ends.join('; or: ')}\n`;
  else if (verdict !== 'allowed') return;
  else if (source.length + destination.length === 0) yield '    to deny it, isolate one of the ends: no rule that could be removed allows it\n';
  else yield `    to deny it, ${isolating('the source', source)}; or: ${isolating('the destination', destination)}\n`;
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
