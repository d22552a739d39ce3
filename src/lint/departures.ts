import type { End, Engine } from '../engine';
import type { Policy } from '../model';
import type { Enforcement } from '../profiles';
import type { TrafficSet } from '../sets';
import type { LintContext } from './context';

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

export function departs(profile: Enforcement): boolean {
  return profile.policyTypes !== 'as-written' || profile.eitherDirectionSuffices || profile.undeclaredNamesOpenAll
    || profile.exceptCutsWholeRule || profile.egressNamesFromOwnNamespace || profile.hiddenLabels.length > 0;
}

/** A connection that the agent judges otherwise than the words do. */
export interface Departure {
  readonly source: End;
  readonly destination: End;
  /** What surely passes and should not, or surely does not and should. */
  readonly traffic: TrafficSet;
  /** The policy that the agent departs from. */
  readonly policy?: Policy;
}

/**
 * All pairs of workloads of the input where the agent opens (or closes) something. Only pods that a departing policy selects are looked at,
 * with everyone else as the other end.
 */
export function* departuresOf(context: LintContext, which: 'opens' | 'closes'): Generator<Departure> {
  const words = context.engineOf(withoutDepartures(context.profile));
  const agent = context.engine;
  const suspects = suspectsOf(context);
  const real = [...context.classes()];
  for (const subject of suspects.keys()) {
    for (const other of real) {
      for (const [source, destination] of suspects.has(other) && subject > other ? [] : subject === other ? [[subject, other]] : [[subject, other], [other, subject]]) {
        const traffic = difference(agent, words, context, source, destination, which);
        if (!traffic.isEmpty()) yield { source, destination, traffic, policy: suspects.get(subject) };
      }
    }
  }
}

function difference(agent: Engine, words: Engine, context: LintContext, source: number, destination: number, which: 'opens' | 'closes'): TrafficSet {
  const real = agent.reach(source, destination);
  const said = words.reach(sameClass(context, words, source), sameClass(context, words, destination));
  if (which === 'opens') return real.allowed.subtract(said.allowed).subtract(said.unknown);
  return said.allowed.subtract(real.allowed).subtract(real.unknown);
}

/** The class of the same pods in the other engine: labels that one of them hides may divide classes otherwise. */
function sameClass(context: LintContext, engine: Engine, of: number): number {
  return engine.classes.ofWorkload[context.cluster.workloads.indexOf(context.workloads(of)[0])];
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
