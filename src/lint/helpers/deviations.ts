import type { End, Engine } from '../../engine';
import type { RulePeer, Policy, Witness, WitnessEnd } from '../../model';
import { type Enforcement, NO_DEVIATIONS } from '../../profiles';
import { IpSet, parseCidr, TrafficSet } from '../../sets';
import { LintContext, workloadEnd } from '../framework/context';
import { INTERNET_V4 } from './outside';
import { packetIn } from './packets';

/** The same agent without its deviations from the specification. */
function withoutDeviations(profile: Enforcement): Enforcement {
  return { ...profile, ...NO_DEVIATIONS, readsAsDocumented: true };
}

function deviates(profile: Enforcement, policies: readonly Policy[]): boolean {
  return policies.some((policy) => isMeasured(policy, profile)) || profile.policyTypes !== 'as-written' || profile.eitherDirectionSuffices || profile.undeclaredNamesOpenAll
    || profile.exceptCutsWholeRule || profile.egressNamesFromOwnNamespace || profile.hiddenLabels.length > 0;
}

/** A connection between two ends for which the agent and the specification give different verdicts. */
interface Deviation {
  readonly witness: Witness;
  /** What is definitely allowed and should be denied, or the reverse. */
  readonly traffic: TrafficSet;
  /** The policy that the agent does not enforce as specified. */
  readonly policy?: Policy;
  /** How many more pairs of the same two groups of pods are not shown; 0 for every pair except the last one. */
  readonly more: number;
}

/** How many pairs of workloads are shown for two classes of pods. */
const MAX_PAIRS = 50;

/**
 * All pairs of workloads of the input, and the internet, for which the agent allows (or denies) more than the specification: the pods of each
 * policy that the agent does not enforce as specified, and the ends that the deviation can concern.
 */
export function* deviationsOf(context: LintContext, which: 'opens' | 'closes'): Generator<Deviation> {
  if (!deviates(context.profile, context.policies)) return;
  const spec = context.engineOf(withoutDeviations(context.profile));
  const seen = new Set<string>();
  for (const policy of context.policies) {
    const isRead = isMeasured(policy, context.profile);
    if (policy.unread !== undefined) continue;
    if (!isRead && (!policy.stage.isolating || !mayDeviate(policy, context.profile))) continue;
    const subjects = isRead ? context.subjects(policy) : [...subjectsOf(context, policy)];
    const isOfEveryone = isRead || concernsEveryPeer(policy, context.profile);
    const peers = isOfEveryone ? [...context.classes(), INTERNET_V4] : [...subjects, ...peersOf(context, policy)];
    for (const subject of subjects) {
      for (const peer of peers) {
        for (const [source, destination] of [[subject, peer], [peer, subject]]) {
          const key = `${keyOf(source)} ${keyOf(destination)}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const traffic = difference(context, spec, source, destination, which);
          for (const shown of witnesses(context, source, destination, traffic, which)) yield { ...shown, traffic, policy };
        }
      }
    }
  }
}

function keyOf(end: End): string {
  return typeof end === 'number' ? String(end) : 'outside';
}

function* witnesses(context: LintContext, source: End, destination: End, traffic: TrafficSet, which: 'opens' | 'closes'): Generator<Pick<Deviation, 'witness' | 'more'>> {
  const packet = packetIn(traffic, typeof destination === 'number' ? context.engine.classes.example[destination] : undefined);
  const [real, said] = which === 'opens' ? ['allowed', 'denied'] as const : ['denied', 'allowed'] as const;
  const witness = packet && context.witness(source, destination, packet.protocol, packet.port, real);
  if (witness === undefined) return;
  const [froms, tos] = [endsOf(context, source, witness.source), endsOf(context, destination, witness.destination)];
  const alone = source === destination ? froms.filter(({ workload }) => workload !== undefined && workload.replicas < 2).length : 0;
  const pairs = froms.length * tos.length - alone;
  let shown = 0;
  for (const from of froms) {
    for (const to of tos) {
      if (from.workload !== undefined && from.workload === to.workload && from.workload.replicas < 2) continue;
      shown++;
      const shownPacket = packetIn(traffic, to.workload)!;
      yield { witness: { ...witness, ...shownPacket, source: from, destination: to, spec: said }, more: shown === MAX_PAIRS ? pairs - shown : 0 };
      if (shown === MAX_PAIRS) return;
    }
  }
}

/** Every workload of a class. */
function endsOf(context: LintContext, end: End, shown: WitnessEnd): readonly WitnessEnd[] {
  return typeof end === 'number' ? context.workloads(end).map(workloadEnd) : [shown];
}

function difference(context: LintContext, spec: Engine, source: End, destination: End, which: 'opens' | 'closes'): TrafficSet {
  const real = context.engine.reach(source, destination);
  const said = spec.reach(sameEnd(context, spec, source), sameEnd(context, spec, destination));
  if (which === 'opens') return real.allowed.subtract(said.allowed).subtract(said.unknown);
  return said.allowed.subtract(real.allowed).subtract(real.unknown);
}

/** The class of the same pods in the other engine: a label that one engine hides changes how pods are divided into classes. */
function sameEnd(context: LintContext, engine: Engine, end: End): End {
  return typeof end === 'number' ? engine.classes.ofWorkload[context.positionOf(context.workloads(end)[0])] : end;
}

/** The classes that a policy selects as specified, hidden labels included. */
function* subjectsOf(context: LintContext, { subject: { namespaces, pods } }: Policy): Generator<number> {
  if (!('name' in namespaces)) return;
  const { classes } = context.engine;
  const n = classes.namespaces.indexOf(namespaces.name);
  for (let c = classes.firstOfNamespace[n]; c < classes.firstOfNamespace[n + 1]; c++) {
    if (!classes.example[c].hostNetwork && pods.matches(classes.example[c].labels) && context.workloads(c).length > 0) yield c;
  }
}

/** The classes that the peers of a policy match, by selector or by address, and the internet. */
function peersOf(context: LintContext, { rules }: Policy): End[] {
  const peers = rules.flatMap((rule) => rule.peers ?? []);
  const selected = peers.flatMap((peer) => (peer.type === 'endpoints' ? context.matching(peer.endpoints) : []));
  // an exception may remove addresses of another block
  const held = peers.flatMap((peer) => (peer.type === 'addresses' ? [...context.podsByAddress.in(wholeOf(peer))].map(({ item }) => context.classOf(item)) : []));
  return [...[...new Set([...selected, ...held])].filter((c) => context.workloads(c).length > 0), INTERNET_V4];
}

/** The addresses of blocks, exceptions included. */
function wholeOf({ addresses, blocks = [] }: RulePeer & { type: 'addresses' }): IpSet {
  const whole = blocks.flatMap(({ cidr }) => parseCidr(cidr) ?? []);
  return IpSet.unionOf([addresses, ...whole.map((cidr) => IpSet.cidr(cidr))]);
}

/** Whether the deviation can concern any peer. */
function concernsEveryPeer({ rules, isolates, subject }: Policy, profile: Enforcement): boolean {
  if (profile.policyTypes !== 'as-written' && rules.some(({ direction }) => !isolates.includes(direction))) return true;
  if (usesHidden({ subject, rules }, profile)) return true;
  return profile.egressNamesFromOwnNamespace && rules.some(({ direction, peers, traffic }) => direction === 'egress' && peers === undefined && traffic.named.length > 0);
}

/** Whether a policy is of an object that the agent was measured to treat otherwise than its documents say. */
function isMeasured({ reading }: Policy, { languages }: Enforcement): boolean {
  return reading !== undefined && languages?.includes(reading.agent) === true;
}

function mayDeviate({ isolates, rules, subject }: Policy, profile: Enforcement): boolean {
  if (profile.eitherDirectionSuffices && isolates.length === 2) return true;
  if ((profile.undeclaredNamesOpenAll || profile.egressNamesFromOwnNamespace) && rules.some(({ traffic }) => traffic.named.length > 0)) return true;
  if (profile.exceptCutsWholeRule && rules.some(({ peers }) => peers?.some(hasExceptions))) return true;
  if (profile.policyTypes !== 'as-written' && rules.some(({ direction }) => !isolates.includes(direction))) return true;
  return usesHidden({ subject, rules }, profile);
}

function hasExceptions(peer: RulePeer): boolean {
  return peer.type === 'addresses' && (peer.blocks?.some(({ except }) => except.length > 0) ?? false);
}

function usesHidden({ subject, rules }: Pick<Policy, 'subject' | 'rules'>, { hiddenLabels }: Enforcement): boolean {
  if (hiddenLabels.length === 0) return false;
  const hides = (key: string) => hiddenLabels.some((entry) => (entry.endsWith('*') ? key.startsWith(entry.slice(0, -1)) : key === entry));
  const selectors = [subject, ...rules.flatMap(({ peers = [] }) => peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : [])))];
  return selectors.some(({ pods }) => pods.constraints.some(([key]) => hides(key)));
}
