import type { End } from '../../engine';
import type { Peer, Rule, Witness } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { packetIn } from './packets';

/** A connection that a rule is about, by classes: `subject` is the pod that the policy selects, `peer` the other one. */
export interface Pair {
  readonly subject: number;
  readonly peer: number;
  readonly source: number;
  readonly destination: number;
}

/** How many pairs of one rule are looked at: a claim about all of them is made only where there are not more. */
const MAX_PAIRS = 5_000;

/** The pairs that one peer (or, without one, each peer that selects pods) of a rule admits; those beyond the most are left out. */
export function* pairsOf(context: LintContext, placed: PlacedRule, only?: Peer): Generator<Pair> {
  const others = othersOf(context, placed, only);
  const { rule, policy } = placed;
  let left = MAX_PAIRS;
  for (const subject of context.subjects(policy)) {
    for (const peer of others) {
      if (left-- === 0) return;
      const [source, destination] = rule.direction === 'ingress' ? [peer, subject] : [subject, peer];
      yield { subject, peer, source, destination };
    }
  }
}

/** Whether `pairsOf` shows every pair. */
export function showsAllPairs(context: LintContext, placed: PlacedRule, only?: Peer): boolean {
  return context.subjects(placed.policy).length * othersOf(context, placed, only).length <= MAX_PAIRS;
}

function othersOf(context: LintContext, { rule }: PlacedRule, only: Peer | undefined): number[] {
  const peers = only === undefined ? rule.peers ?? [] : [only];
  const meant = new Set(peers.flatMap((peer) => (peer.type === 'endpoints' ? context.matching(peer.endpoints) : [])));
  return [...meant].filter((c) => context.workloads(c).length > 0);
}

/** The same for a rule about everyone: every class of the input is a peer. */
export function* pairsWithAnyone(context: LintContext, { policy, rule }: PlacedRule): Generator<Pair> {
  let left = MAX_PAIRS;
  for (const subject of context.subjects(policy)) {
    for (const peer of context.classes()) {
      if (left-- === 0) return;
      const [source, destination] = rule.direction === 'ingress' ? [peer, subject] : [subject, peer];
      yield { subject, peer, source, destination };
    }
  }
}

/** A packet of the rule from one end to the other, as a witness of the wanted verdict. */
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
