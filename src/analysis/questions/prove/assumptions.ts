import type { Cluster, Facts } from '../../../model';
import { AddressSet } from '../../../results/address-set';
import { PeerSet } from '../../../results/peer-set';
import { AssumptionKind, ProofAssumption } from '../../../results/proof-remarks';
import { Enforcement, isSpecification } from '../../../profiles';
import { LabelSelector } from '../../../sets';
import { Resolved, resolveInvariant } from '../../invariants/resolve';
import type { EndSpec, EndSpecs, Statement } from '../../invariants/statement';
import { assumedHolders, haveCommonFamily, mindsRewriting } from './assumed-addresses';
import { failing, holds } from './holds';
import { mindsHosts } from './hosts';
import type { Membership } from './membership';
import { mindingLabels } from './relabelled';
import type { World } from './world';

/** An invariant that is proved; without a membership where it is about isolation. */
interface Proved {
  readonly invariant: Resolved;
  readonly membership?: Membership;
}

/**
 * The assumptions of the proofs of some invariants, the most important first: those without which the proof fails, and no others. That an
 * agent enforces policies, and that they are all there, no proof can do without.
 */
export function assumptionsOf(world: World, proved: readonly Proved[]): ProofAssumption[][] {
  const { session } = world;
  const { cluster } = session.decoded;
  const objects = [...new Set((cluster.podMakers ?? []).filter(({ brings }) => brings === 'objects').map(({ origin }) => origin?.label ?? 'files that were left out'))].sort();
  const elsewhere: { readonly objects?: string[] } = objects.length > 0 && cluster.facts?.complete !== true ? { objects } : {};
  const invariants = proved.map(({ invariant }) => invariant);
  const labels = new Set(mindingLabels(session, invariants));
  const stated = statedFacts(cluster).map((fact) => ({ fact, minding: new Set(failing(session.withCluster(without(cluster, fact)), invariants)) }));
  return proved.map(({ invariant, membership }) => {
    const isOn = (kind: AssumptionKind, needed: boolean): ProofAssumption[] => (needed ? [{ kind }] : []);
    if (membership !== undefined && !haveCommonFamily(world, membership)) return assumedHolders(world, invariant);
    const facts = stated.filter(({ minding }) => minding.has(invariant)).map(({ fact }) => fact);
    const more = mindsMore(world, invariant) ? elsewhere : {};
    const others = facts.filter((fact) => fact !== 'podRanges');
    return [
      ofAgent(session.profile),
      ...(isTautology(invariant.statement) ? [] : [{ kind: AssumptionKind.ALL_POLICIES, ...more }]),
      ...isOn(AssumptionKind.NO_HOST_NETWORK, mindsHosts(world, invariant, membership)),
      ...(more.objects === undefined ? [] : [{ kind: AssumptionKind.OBJECTS_ELSEWHERE, ...more }]),
      ...isOn(AssumptionKind.NAMESPACE_LABELS, labels.has(invariant)),
      ...excepted(world, invariant.statement),
      ...isOn(AssumptionKind.OUTSIDE_ADDRESSES, membership !== undefined && mindsRewriting(world, invariant, membership)),
      ...assumedHolders(world, invariant),
      ...(facts.includes('podRanges') ? [{ kind: AssumptionKind.POD_RANGES, addresses: AddressSet._of(cluster.facts!.podRanges!) }] : []),
      ...(others.length > 0 ? [{ kind: AssumptionKind.STATED_FACTS, facts: others }] : []),
    ];
  });
}

/** Whether further policies could break an invariant. They end no isolation; they may make an invariant mean more pods that it wants isolated. */
function mindsMore(world: World, { statement }: Resolved): boolean {
  if (statement.demand !== 'isolated') return true;
  return (statement.from ?? []).some((spec) => {
    if (spec.type !== 'pods' || spec.isolated === undefined) return false;
    const { isolated, ...pods } = spec;
    const directions = statement.directions!.filter((direction) => direction !== isolated);
    return directions.length > 0 && !holds(world, resolveInvariant(world.session, { ...statement, from: [pods], directions }));
  });
}

/** Whether it wants isolated what is isolated. */
function isTautology({ demand, directions = [], from = [] }: Statement): boolean {
  return demand === 'isolated' && from.length > 0 && from.every((spec) => spec.type === 'pods' && directions.every((direction) => direction === spec.isolated));
}

const FACTS = ['podRanges', 'serviceRanges', 'nodeRanges', 'complete'] as const;
type Fact = typeof FACTS[number];

/** The facts on which more can be proved than without them. */
function statedFacts({ facts }: Cluster): Fact[] {
  return FACTS.filter((fact) => facts?.[fact] !== undefined && facts[fact] !== false);
}

/** The same cluster, had one fact not been stated. */
function without(cluster: Cluster, fact: Fact): Cluster {
  const { [fact]: _, ...rest } = cluster.facts!;
  const facts: Facts = { ...rest, complete: fact !== 'complete' && cluster.facts!.complete };
  if (fact !== 'complete') return { ...cluster, facts };
  const namespaces = new Map([...cluster.namespaces].map(([key, namespace]) => {
    const isKnown = namespace.origin !== undefined || facts.namespaces.has(namespace.name);
    return [key, isKnown ? namespace : { ...namespace, openLabels: true }];
  }));
  return { ...cluster, namespaces, facts };
}

/** The pods that exceptions are about, where others could bring about by them what the invariant is against. */
function excepted(world: World, statement: Statement): ProofAssumption[] {
  const found = statement.except.flatMap((item, i) => (['from', 'to'] as const).flatMap((end) => (item[end] ?? []).flatMap((spec) => {
    if (spec.type === 'addresses') return [];
    const rest: EndSpecs = item[end]!.filter((other) => other !== spec);
    const except = statement.except.map((other, at) => (at === i ? { ...item, [end]: rest } : other));
    return holds(world, resolveInvariant(world.session, { ...statement, except })) ? [] : [exceptedBy(spec)];
  })));
  return [...new Map(found.map((one) => [`${one.workload} ${one.peers?._key}`, one])).values()];
}

function exceptedBy(spec: Exclude<EndSpec, { type: 'addresses' }>): ProofAssumption {
  if (spec.type === 'workload') return { kind: AssumptionKind.EXCEPTED_WORKLOAD, workload: spec.name };
  if (spec.type === 'outside') return { kind: AssumptionKind.EXCEPTED_PODS };
  const { namespace, namespaces = LabelSelector.EVERYTHING, pods } = spec;
  const inside = namespace === undefined ? { labels: namespaces } : { name: namespace };
  return { kind: AssumptionKind.EXCEPTED_PODS, peers: PeerSet._of({ namespaces: inside, pods }) };
}

function ofAgent(profile: Enforcement): ProofAssumption {
  if (isSpecification(profile)) return { kind: AssumptionKind.AGENT_FOLLOWS_SPECIFICATION };
  return { kind: AssumptionKind.AGENT_AS_MEASURED, agent: profile.name, source: profile.source };
}
