import { EndpointSelector, NAMESPACE_NAME_LABEL, Policy } from '../../../model';
import { AddressSet } from '../../../results/address-set';
import { PeerSet } from '../../../results/peer-set';
import { AssumptionKind, ProofAssumption } from '../../../results/proof-remarks';
import { LabelSelector } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import type { EndSpec, EndSpecs, Statement } from '../../invariants/statement';

/** The assumptions of a proof of this invariant, the most important first. */
export function assumptionsOf(session: AnalysisSession, statement: Statement): ProofAssumption[] {
  const { name: agent, source } = session.profile;
  const assumptions: ProofAssumption[] = [
    agent === 'spec' ? { kind: AssumptionKind.AGENT_FOLLOWS_SPECIFICATION } : { kind: AssumptionKind.AGENT_AS_MEASURED, agent, source },
    { kind: AssumptionKind.ALL_POLICIES },
    { kind: AssumptionKind.NO_HOST_NETWORK },
  ];
  const { policies, cluster } = session.decoded;
  const objects = [...new Set((cluster.podMakers ?? []).filter(({ brings }) => brings === 'objects').map(({ origin }) => origin?.label ?? 'files that were left out'))].sort();
  if (objects.length > 0 && cluster.facts?.complete !== true) assumptions.push({ kind: AssumptionKind.OBJECTS_ELSEWHERE, objects });
  if (policies.some(usesNamespaceLabels) || ends(statement).some(usesLabels)) {
    assumptions.push({ kind: AssumptionKind.NAMESPACE_LABELS });
  }
  const excepted = statement.except.flatMap(({ from, to }) => [...(from ?? []), ...(to ?? [])]).flatMap(exceptedOf);
  assumptions.push(...new Map(excepted.map((one) => [`${one.workload} ${one.peers?._key}`, one])).values());
  if (ends(statement).some((spec) => spec.type === 'addresses' || spec.type === 'outside') || statement.from === undefined) {
    assumptions.push({ kind: AssumptionKind.OUTSIDE_ADDRESSES });
  }
  const podRanges = session.facts.podRanges?.value;
  if (podRanges !== undefined) assumptions.push({ kind: AssumptionKind.POD_RANGES, addresses: AddressSet._of(podRanges) });
  return assumptions;
}

function ends({ from, to, except }: Statement): EndSpec[] {
  const flat = (specs: EndSpecs): EndSpec[] => (specs ?? []).flatMap((spec) => (spec.type === 'outside' ? [spec, ...flat(spec.of)] : [spec]));
  return [...flat(from), ...flat(to), ...except.flatMap((item) => [...flat(item.from), ...flat(item.to)])];
}

function usesLabels(spec: EndSpec): boolean {
  return spec.type === 'pods' && spec.namespaces !== undefined && namesOnly(spec.namespaces) === false;
}

function usesNamespaceLabels({ subject, rules }: Policy): boolean {
  const uses = ({ namespaces }: EndpointSelector) => 'labels' in namespaces && !namesOnly(namespaces.labels);
  return uses(subject) || rules.some(({ peers }) => peers?.some((peer) => peer.type === 'endpoints' && uses(peer.endpoints)));
}

function namesOnly(selector: LabelSelector): boolean {
  return selector.constraints.every(([key]) => key === NAMESPACE_NAME_LABEL);
}

/** Pods that an exception is about. */
function exceptedOf(spec: EndSpec): ProofAssumption[] {
  if (spec.type === 'workload') return [{ kind: AssumptionKind.EXCEPTED_WORKLOAD, workload: spec.name }];
  if (spec.type !== 'pods') return [];
  const { namespace, namespaces = LabelSelector.EVERYTHING, pods } = spec;
  const inside = namespace === undefined ? { labels: namespaces } : { name: namespace };
  return [{ kind: AssumptionKind.EXCEPTED_PODS, peers: PeerSet._of({ namespaces: inside, pods }) }];
}
