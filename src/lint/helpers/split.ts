import type { Direction, EndpointSelector, Policy, Rule, RulePeer } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { declares } from '../framework/services';
import { singlePorts } from './packets';

type Endpoints = RulePeer & { type: 'endpoints' };

/** Two items of one peer: namespaces alone, and pods alone that the own namespace does not have. */
export interface SplitPeer {
  readonly whole: Endpoints;
  readonly part: Endpoints;
  /** What one item with both selectors would mean. */
  readonly both: EndpointSelector;
  /** Whether the input shows no pod of these namespaces. */
  readonly isElsewhere: boolean;
}

/** The pairs of neighbouring peers of a rule that were probably meant as one. */
export function* splitPeers(context: LintContext, { rule }: PlacedRule): Generator<SplitPeer> {
  const endpoints = (rule.peers ?? []).filter((peer): peer is Endpoints => peer.type === 'endpoints');
  if (endpoints.length < 2) return;
  for (const [i, whole] of endpoints.entries()) {
    const { namespaces, pods } = whole.endpoints;
    if (!('labels' in namespaces) || !pods.isEverything()) continue;
    const part = [endpoints[i + 1], endpoints[i - 1]].find((peer) => peer !== undefined && 'name' in peer.endpoints.namespaces && !peer.endpoints.pods.isEverything());
    if (part === undefined || context.maySelect(part.endpoints)) continue;
    const both = { namespaces, pods: part.endpoints.pods };
    const elsewhere = isElsewhere(context, whole, part);
    if (elsewhere || context.matching(both).length > 0) yield { whole, part, both, isElsewhere: elsewhere };
  }
}

/** Whether the input shows pods of the policy's own namespace, and none of the others: then words decide. */
function isElsewhere(context: LintContext, { endpoints: { namespaces, pods } }: Endpoints, part: Endpoints): boolean {
  const home = 'name' in part.endpoints.namespaces ? part.endpoints.namespaces.name : '';
  if (!context.cluster.workloads.some(({ namespace }) => namespace === home)) return false;
  // pods of every namespace, the own one included, were shown, and none has the labels
  return !('labels' in namespaces && namespaces.labels.isEverything()) && !context.matching({ namespaces, pods }).some((c) => context.workloads(c).length > 0);
}

/** Two items of one section of which one has ports only, and one peers only. */
interface SplitRule {
  /** The item with ports only. */
  readonly ports: PlacedRule;
  /** The item with peers only. */
  readonly peers: Rule;
}

/** The items of a policy that open their ports to everyone, next to one that names peers without ports. */
export function* splitRules(context: LintContext, policy: Policy, direction: Direction): Generator<SplitRule> {
  if (!policy.stage.isolating || policy.language !== undefined) return;
  const own = policy.rules.filter((rule) => rule.direction === direction && rule.action === 'allow');
  const peers = own.find((rule) => rule.traffic.fixed.isAll() && (rule.peers?.length ?? 0) > 0 && rule.peers!.every(isNarrow));
  if (peers === undefined) return;
  for (const rule of own) {
    const ports = { policy, rule };
    if (rule.peers === undefined && !rule.traffic.fixed.isAll() && (direction === 'ingress' || isMeantFor(context, peers, rule))) yield { ports, peers };
  }
}

/** A whole namespace beside a port for everyone is a usual pair of rules; so are wide blocks. */
function isNarrow(peer: RulePeer): boolean {
  if (peer.type === 'endpoints') return !peer.endpoints.pods.isEverything() || 'labels' in peer.endpoints.namespaces;
  return peer.type === 'addresses';
}

/** Ports that clients open to the internet and to the cluster's own services are meant for everyone, unless a peer listens on them. */
const PUBLIC: ReadonlySet<number> = new Set([53, 80, 123, 443, 853, 5353, 6443, 8443]);

function isMeantFor(context: LintContext, { peers = [] }: Rule, { traffic: { fixed, named } }: Rule): boolean {
  const ports = singlePorts(fixed);
  const pods = peers.flatMap((peer) => (peer.type === 'endpoints' ? context.matching(peer.endpoints).flatMap((c) => context.workloads(c)) : []));
  if (pods.length > 0) return ports.some(({ protocol, port }) => pods.some((pod) => declares(pod, protocol, port)));
  return named.length > 0 || ports.some(({ port }) => !PUBLIC.has(port));
}
