import type { Direction, RulePeer, Rule, RuleTraffic } from '../../model';
import { TrafficSet } from '../../sets';
import { checkReason } from '../input';
import { checkPeers, checkPorts } from './lists';
import type { Peer } from './peer';
import type { PodSelector } from './pod-selector';
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
  return pending(reason, isFixed(ports === undefined ? [pods, ...peers] : peers), (namespace) =>
    [rule('ingress', union(peers, namespace), trafficOf(ports ?? pods._ports()), reason)]);
}

/** Traffic from the pods of a policy. Ports that were left out are those of each peer, where they are known. */
export function egressRule(written: Written): PendingRule {
  const peers = checkPeers(written.peers, 'to', 'DefaultDenyEgress');
  const ports = checkPorts(written.ports);
  const reason = checkReason(written.reason);
  if (ports !== undefined) return pending(reason, isFixed(peers), (namespace) => [rule('egress', union(peers, namespace), trafficOf(ports), reason)]);
  return pending(reason, isFixed(peers), (namespace) =>
    peers.flatMap((peer) => peer._each()).map((peer) => rule('egress', union([peer], namespace), trafficOf(peer._ports()), reason)));
}

/** What no workload can change any more is resolved once for a namespace, so that what is encoded from it is known to be the same. */
function pending(reason: string | undefined, fixed: boolean, resolve: (namespace: string) => Rule[]): PendingRule {
  if (!fixed) return { reason, resolve };
  let last: { readonly namespace: string; readonly rules: Rule[] } | undefined;
  return {
    reason,
    resolve: (namespace) => {
      if (last?.namespace !== namespace) last = { namespace, rules: resolve(namespace) };
      return last.rules;
    },
  };
}

/** A value of another copy of this package may not say it. */
function isFixed(values: readonly { _isFixed?(): boolean }[]): boolean {
  return values.every((value) => value._isFixed?.() === true);
}

/** Where no port is known, every port is allowed. */
function trafficOf(ports: readonly Port[]): RuleTraffic {
  if (ports.length === 0) return { fixed: TrafficSet.ALL, named: [] };
  const parts = ports.map((port) => port._traffic());
  return { fixed: TrafficSet.unionOf(parts.map((part) => part.fixed)), named: parts.flatMap((part) => part.named) };
}

function rule(direction: Direction, peers: readonly RulePeer[] | undefined, traffic: RuleTraffic, reason?: string): Rule {
  return { direction, action: 'allow', peers, traffic, reason, origin: NOWHERE };
}

const NOWHERE = { label: 'a rule written in code', path: [] };

function union(peers: readonly Peer[], namespace: string): RulePeer[] | undefined {
  const all: RulePeer[] = [];
  for (const peer of peers) {
    const some = peer._peers(namespace);
    if (some === undefined) return undefined;
    all.push(...some);
  }
  return all;
}

/** All rules of a policy; of a single one the very list, so that it is known again. */
export function resolveAll(rules: readonly PendingRule[], namespace: string): readonly Rule[] {
  return rules.length === 1 ? rules[0].resolve(namespace) : rules.flatMap((one) => one.resolve(namespace));
}
