import type { End, Engine } from '../engine';
import type { Policy, Witness, WitnessEnd } from '../model';
import type { Enforcement } from '../profiles';
import type { TrafficSet } from '../sets';
import { LintContext, workloadEnd } from './context';
import { INTERNET_V4 } from './outside';
import { packetIn } from './packets';

/** The same agent without its departures from the words of the API. */
export function withoutDepartures(profile: Enforcement): Enforcement {
  return {
    ...profile,
    policyTypes: 'as-written',
    eitherDirectionSuffices: false,
    undeclaredNamesOpenAll: false,
    exceptCutsWholeRule: false,
    egressNamesFromOwnNamespace: false,
    hiddenLabels: [],
  };
}

function departs(profile: Enforcement): boolean {
  return profile.policyTypes !== 'as-written' || profile.eitherDirectionSuffices || profile.undeclaredNamesOpenAll
    || profile.exceptCutsWholeRule || profile.egressNamesFromOwnNamespace || profile.hiddenLabels.length > 0;
}

/** A connection between two ends that the agent judges otherwise than the words do. */
export interface Departure {
  readonly witness: Witness;
  /** What surely passes and should not, or surely does not and should. */
  readonly traffic: TrafficSet;
  /** The policy that the agent departs from. */
  readonly policy?: Policy;
}

/** How many pairs of workloads are shown where two classes of pods are concerned. */
const MOST = 50;

/**
 * All pairs of workloads of the input, and the internet, where the agent opens (or closes) something. Only pods that a departing policy
 * selects are looked at, with everyone else as the other end.
 */
export function* departuresOf(context: LintContext, which: 'opens' | 'closes'): Generator<Departure> {
  if (!departs(context.profile)) return;
  const words = context.engineOf(withoutDepartures(context.profile));
  const suspects = suspectsOf(context);
  const others: End[] = [...context.classes(), INTERNET_V4];
  for (const [subject, policy] of suspects) {
    for (const other of others) {
      if (typeof other === 'number' && suspects.has(other) && subject > other) continue;
      for (const [source, destination] of subject === other ? [[subject, other]] : [[subject, other], [other, subject]]) {
        const traffic = difference(context, words, source, destination, which);
        for (const witness of witnesses(context, source, destination, traffic, which)) yield { witness, traffic, policy };
      }
    }
  }
}

function* witnesses(context: LintContext, source: End, destination: End, traffic: TrafficSet, which: 'opens' | 'closes'): Generator<Witness> {
  const packet = packetIn(traffic, typeof destination === 'number' ? context.engine.classes.example[destination] : undefined);
  const [real, said] = which === 'opens' ? ['allowed', 'denied'] as const : ['denied', 'allowed'] as const;
  const witness = packet && context.witness(source, destination, packet.protocol, packet.port, real);
  if (witness === undefined) return;
  let left = MOST;
  for (const from of endsOf(context, source, witness.source)) {
    for (const to of endsOf(context, destination, witness.destination)) {
      if (from.workload !== undefined && from.workload === to.workload && from.workload.replicas < 2) continue;
      const shown = packetIn(traffic, to.workload)!;
      if (left-- > 0) yield { ...witness, ...shown, source: from, destination: to, words: said };
    }
  }
}

/** Every workload of a class. */
function endsOf(context: LintContext, end: End, shown: WitnessEnd): readonly WitnessEnd[] {
  return typeof end === 'number' ? context.workloads(end).map(workloadEnd) : [shown];
}

function difference(context: LintContext, words: Engine, source: End, destination: End, which: 'opens' | 'closes'): TrafficSet {
  const real = context.engine.reach(source, destination);
  const said = words.reach(sameEnd(context, words, source), sameEnd(context, words, destination));
  if (which === 'opens') return real.allowed.subtract(said.allowed).subtract(said.unknown);
  return said.allowed.subtract(real.allowed).subtract(real.unknown);
}

/** The class of the same pods in the other engine: labels that one of them hides may divide classes otherwise. */
function sameEnd(context: LintContext, engine: Engine, end: End): End {
  return typeof end === 'number' ? engine.classes.ofWorkload[context.cluster.workloads.indexOf(context.workloads(end)[0])] : end;
}

/** The classes that a policy selects from whose words the agent may depart, each with such a policy. */
function suspectsOf(context: LintContext): Map<number, Policy> {
  const suspects = new Map<number, Policy>();
  for (const policy of context.policies) {
    if (policy.unread !== undefined || policy.stage.end !== 'deny' || !mayDepart(policy, context.profile)) continue;
    for (const c of context.engine.classes.example.keys()) {
      const { namespace, labels, hostNetwork } = context.engine.classes.example[c];
      const selected = 'name' in policy.subject.namespaces && policy.subject.namespaces.name === namespace && policy.subject.pods.matches(labels);
      if (selected && !hostNetwork && !suspects.has(c) && context.workloads(c).length > 0) suspects.set(c, policy);
    }
  }
  return suspects;
}

function mayDepart({ isolates, rules, subject }: Policy, profile: Enforcement): boolean {
  if (profile.eitherDirectionSuffices && isolates.length === 2) return true;
  if ((profile.undeclaredNamesOpenAll || profile.egressNamesFromOwnNamespace) && rules.some(({ traffic }) => traffic.named.length > 0)) return true;
  if (profile.exceptCutsWholeRule && rules.some(({ peers }) => peers?.some((peer) => peer.type === 'addresses' && peer.blocks?.some(({ except }) => except.length > 0)))) return true;
  if (profile.policyTypes !== 'as-written' && rules.some(({ direction }) => !isolates.includes(direction))) return true;
  const hides = (key: string) => profile.hiddenLabels.some((entry) => (entry.endsWith('*') ? key.startsWith(entry.slice(0, -1)) : key === entry));
  return profile.hiddenLabels.length > 0 && [subject, ...rules.flatMap(({ peers }) => (peers ?? []).flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : [])))]
    .some(({ pods }) => pods.constraints.some(([key]) => hides(key)));
}
