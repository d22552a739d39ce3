import type { End } from '../../engine';
import type { EndpointSelector, RulePeer, Rule, Witness } from '../../model';
import type { Address } from '../../sets';
import type { LintContext, PlacedRule } from '../framework/context';
import { exampleOf, INTERNET_V4 } from './outside';
import { packetIn } from './packets';
import { ruleSubjects } from './rule-subjects';

/** A connection that a rule matches, by classes: `subject` is selected by the policy, `peer` is the other end. */
export interface Pair {
  readonly subject: number;
  readonly peer: number;
  readonly source: number;
  readonly destination: number;
}

/** How many pairs of one rule are examined; a statement about all pairs needs a rule with no more than these. */
const MAX_PAIRS = 5_000;

/** The pairs that one peer (or, without one, each peer that selects pods) of a rule admits, at most `MAX_PAIRS` of them. */
export function* pairsOf(context: LintContext, placed: PlacedRule, only?: RulePeer): Generator<Pair> {
  const peers = peerClasses(context, placed, only);
  const { rule } = placed;
  let left = MAX_PAIRS;
  for (const subject of ruleSubjects(context, placed)) {
    for (const peer of peers) {
      if (left-- === 0) return;
      const [source, destination] = rule.direction === 'ingress' ? [peer, subject] : [subject, peer];
      yield { subject, peer, source, destination };
    }
  }
}

/** The connections that a rule is about and that end at pods: those of `pairsOf`, and for ingress those of an address of each block, too. */
export function* connectionsOf(context: LintContext, placed: PlacedRule): Generator<{ readonly source: End; readonly destination: number }> {
  yield* pairsOf(context, placed);
  if (placed.rule.direction === 'egress') return;
  for (const source of addressesOf(placed.rule)) for (const destination of ruleSubjects(context, placed)) yield { source, destination };
}

/** An address of each block of a rule; one of the internet for everyone. */
function addressesOf({ peers }: Rule): Address[] {
  if (peers === undefined) return [INTERNET_V4];
  return peers.flatMap((peer) => (peer.type === 'addresses' ? exampleOf(peer.addresses) ?? [] : []));
}

/** Whether `pairsOf` yields every pair: they are few, no peers are combined, and no label that is not known decides whether there are others. */
export function showsAllPairs(context: LintContext, placed: PlacedRule, only?: RulePeer): boolean {
  const peers = only === undefined ? placed.rule.peers ?? [] : [only];
  const own = placed.rule.own ?? [];
  if ([...peers, ...own].some(({ type }) => type === 'all-of')) return false;
  const isOpen = [placed.policy.subject, ...selectorsOf(peers), ...selectorsOf(own)].some((one) => context.isOpen(one));
  return !isOpen && ruleSubjects(context, placed).length * peerClasses(context, placed, only).length <= MAX_PAIRS;
}

/** Whether no label that is not known decides which pods are the destinations of a rule. */
export function showsDestinations(context: LintContext, { policy, rule }: PlacedRule): boolean {
  const selectors = rule.direction === 'ingress' ? [policy.subject] : selectorsOf(rule.peers ?? []);
  return !selectors.some((selector) => context.isOpen(selector));
}

function selectorsOf(peers: readonly RulePeer[]): EndpointSelector[] {
  return peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []));
}

function peerClasses(context: LintContext, { rule }: PlacedRule, only: RulePeer | undefined): readonly number[] {
  const selectors = selectorsOf(only === undefined ? rule.peers ?? [] : [only]);
  return selectors.length === 1 ? context.shown(selectors[0]) : [...new Set(selectors.flatMap((selector) => context.shown(selector)))];
}

/** The pairs of a rule without peers: every class of the input is a peer. */
export function* pairsWithEveryClass(context: LintContext, placed: PlacedRule): Generator<Pair> {
  const { rule } = placed;
  let left = MAX_PAIRS;
  for (const subject of ruleSubjects(context, placed)) {
    for (const peer of context.classes()) {
      if (left-- === 0) return;
      const [source, destination] = rule.direction === 'ingress' ? [peer, subject] : [subject, peer];
      yield { subject, peer, source, destination };
    }
  }
}

/** A witness with the wanted verdict: a packet of the rule from one end to the other. */
export function witnessOf(
  context: LintContext,
  { traffic }: Rule,
  { source, destination }: { readonly source: End; readonly destination: End },
  wanted: Witness['verdict'],
): Witness | undefined {
  const pod = typeof destination === 'number' ? context.engine.classes.example[destination] : undefined;
  const packet = packetIn(context.trafficAt(traffic, destination), pod);
  return packet && context.witness(source, destination, packet.protocol, packet.port, wanted);
}
