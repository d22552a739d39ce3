import { fail } from '../../errors';
import type { Direction, Peer as ModelPeer, Rule, Traffic } from '../../model';
import { TrafficSet } from '../../sets';
import { checkReason } from '../input/metadata';
import { checkNamespaceName } from '../input/labels';
import { kindOf, show } from '../../text/show';
import { isPeer, Peer } from './peer';
import type { PodSelector } from './pod-selector';
import { isPodSelector } from './pod-selector';
import type { Port } from './port';

/** A rule as its author wrote it, checked; `resolve` reads the workloads behind it, so it is called at synth. */
export interface PendingRule {
  readonly reason?: string;
  resolve(namespace: string): Rule[];
}

interface Written {
  readonly peers: unknown;
  readonly ports: unknown;
  readonly reason: unknown;
}

/** Traffic to the pods of a policy. Ports that were left out are those of the pods, where they are known. */
export function ingressRule(pods: PodSelector, written: Written): PendingRule {
  const peers = checkPeers(written.peers, 'from', 'DefaultDenyIngress');
  const ports = checkPorts(written.ports);
  const reason = checkReason(written.reason);
  return { reason, resolve: (namespace) => [rule('ingress', union(peers, namespace), traffic(ports ?? pods._ports()), reason)] };
}

/** Traffic from the pods of a policy. Ports that were left out are those of each peer, where they are known. */
export function egressRule(written: Written): PendingRule {
  const peers = checkPeers(written.peers, 'to', 'DefaultDenyEgress');
  const ports = checkPorts(written.ports);
  const reason = checkReason(written.reason);
  if (ports !== undefined) return { reason, resolve: (namespace) => [rule('egress', union(peers, namespace), traffic(ports), reason)] };
  return { reason, resolve: (namespace) => peers.map((peer) => rule('egress', union([peer], namespace), traffic(peer._ports()), reason)) };
}

export function checkPods(pods: unknown, what: string): PodSelector {
  if (isPodSelector(pods)) return pods;
  const advice = 'write `PodSelector.labels({…})`, `PodSelector.of(…)` for a workload, or `PodSelector.all()`';
  return fail('pods-type', `\`${what}\` must be a \`PodSelector\`, got ${kindOf(pods)}`, advice);
}

/** An empty list would be everyone in the API and no one in most minds: neither is guessed. */
export function checkPeers(peers: unknown, what: string, none: string): Peer[] {
  if (!Array.isArray(peers)) fail('peers-type', `\`${what}\` must be a list of peers, got ${kindOf(peers)}`, 'write `[Peer.pods({…})]`');
  if (peers.length === 0) fail('peers-empty', `\`${what}\` must name at least one peer, got \`[]\``, `for everyone write \`[Peer.anyone()]\`, for no one write \`${none}\``);
  return Array.from(peers as unknown[], (peer, i) => {
    if (!isPeer(peer)) fail('peers-type', `\`${what}[${i}]\` must be a \`Peer\`, got ${kindOf(peer)}`, 'write `Peer.pods({…})`, or `Peer.of(…)` for a workload');
    return peer;
  });
}

export function checkPorts(ports: unknown): Port[] | undefined {
  if (ports === undefined) return undefined;
  if (!Array.isArray(ports)) fail('ports-type', `\`ports\` must be a list of ports, got ${kindOf(ports)}`, 'write `[Port.tcp(8080)]`');
  if (ports.length === 0) fail('ports-empty', '`ports` must name at least one port, got `[]`', 'for every port write `[Port.all()]`');
  return Array.from(ports as unknown[], (port, i) => {
    if (typeof (port as Port | null | undefined)?._traffic !== 'function') {
      fail('ports-type', `\`ports[${i}]\` must be a \`Port\`, got ${kindOf(port)}`, `write \`Port.tcp(${typeof port === 'number' ? port : 8080})\``);
    }
    return port as Port;
  });
}

/** Some or all pods of a namespace that must be named. */
export function podsOfNamespace(namespace: unknown, pods: unknown, what: string, podsWhat: string): Peer {
  if (namespace === undefined) fail('namespace-required', `\`${what}\` must name a namespace, got none`, 'look it up with `kubectl get namespaces`');
  const name = checkNamespaceName(namespace, `\`${what}\``);
  if (pods === undefined) return Peer.namespace(name);
  const selector = checkPods(pods, podsWhat);
  const known = selector._namespace();
  if (known !== undefined && known !== name) {
    fail('pods-elsewhere', `the pods of \`${podsWhat}\` must lie in \`${what}\`, got ${show(known)} and ${show(name)}`, 'name the namespace of the pods');
  }
  return peerIn(name, selector);
}

/** Pods of another namespace: to the selector, that one is its own. */
export function peerIn(namespace: string, pods: PodSelector): Peer {
  const peer = Peer.selected(pods);
  const elsewhere: Pick<Peer, '_peers' | '_ports'> = { _peers: () => peer._peers(namespace), _ports: () => peer._ports() };
  return elsewhere as Peer;
}

/** Ports that have no usual value must be said. */
export function requirePorts(ports: unknown, what: string): Port[] {
  return checkPorts(ports) ?? fail('ports-missing', `${what} must say its \`ports\`, got none`, 'write `[Port.tcp(443)]`, or `[Port.all()]`');
}

/** No known port at all means every port. */
export function traffic(ports: readonly Port[]): Traffic {
  if (ports.length === 0) return { fixed: TrafficSet.ALL, named: [] };
  const parts = ports.map((port) => port._traffic());
  return { fixed: parts.reduce((sum, part) => sum.union(part.fixed), TrafficSet.NONE), named: parts.flatMap((part) => part.named) };
}

export function rule(direction: Direction, peers: readonly ModelPeer[] | undefined, of: Traffic, reason?: string): Rule {
  return { direction, action: 'allow', peers, traffic: of, reason, origin: NOWHERE };
}

const NOWHERE = { label: 'a rule written in code', path: [] };

function union(peers: readonly Peer[], namespace: string): ModelPeer[] | undefined {
  const all: ModelPeer[] = [];
  for (const peer of peers) {
    const some = peer._peers(namespace);
    if (some === undefined) return undefined;
    all.push(...some);
  }
  return all;
}
