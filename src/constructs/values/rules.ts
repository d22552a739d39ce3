import type { Direction, RulePeer, Rule, RuleTraffic } from '../../model';
import { TrafficSet } from '../../sets';
import { checkReason } from '../input';
import { checkPeers, checkPorts } from './lists';
import type { Peer } from './peer';
import type { PodSelector } from './pod-selector';
import type { Port } from './port';

/** A rule as its author wrote it, checked; `resolve` reads the workloads behind it, so it is called at synth. */
export interface PendingRule {
  readonly reason?: string | undefined;
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
  if (ports !== undefined) return keptIf(isFixed(peers), new PeersOnPorts('ingress', peers, ports, reason));
  const resolve = (namespace: string): Rule[] => [rule('ingress', union(peers, namespace), trafficOf(pods._ports()), reason)];
  return keptIf(isFixed([pods, ...peers]), { reason, resolve });
}

/** Traffic from the pods of a policy. Ports that were left out are those of each peer, where they are known. */
export function egressRule(written: Written): PendingRule {
  const peers = checkPeers(written.peers, 'to', 'DefaultDenyEgress');
  const ports = checkPorts(written.ports);
  const reason = checkReason(written.reason);
  if (ports !== undefined) return keptIf(isFixed(peers), new PeersOnPorts('egress', peers, ports, reason));
  const resolve = (namespace: string): Rule[] =>
    peers.flatMap((peer) => peer._each()).map((peer) => rule('egress', union([peer], namespace), trafficOf(peer._ports()), reason));
  return keptIf(isFixed(peers), { reason, resolve });
}

/** The usual rule; not a closure, for an app has many. */
class PeersOnPorts implements PendingRule {
  constructor(
    private readonly direction: Direction, private readonly peers: readonly Peer[], private readonly ports: readonly Port[],
    public readonly reason: string | undefined,
  ) {}

  public resolve(namespace: string): Rule[] {
    return [rule(this.direction, union(this.peers, namespace), trafficOf(this.ports), this.reason)];
  }
}

function keptIf(fixed: boolean, one: PendingRule): PendingRule {
  return fixed ? new FixedRule(one) : one;
}

/** What no workload can change any more is resolved once for a namespace, so that what is encoded from it is known to be the same. */
class FixedRule implements PendingRule {
  private namespace?: string;
  private rules?: Rule[];

  constructor(private readonly pending: PendingRule) {}

  public get reason(): string | undefined {
    return this.pending.reason;
  }

  public resolve(namespace: string): Rule[] {
    if (this.rules === undefined || this.namespace !== namespace) [this.namespace, this.rules] = [namespace, this.pending.resolve(namespace)];
    return this.rules;
  }
}

/** A value of another copy of this package may not say it. */
function isFixed(values: readonly { _isFixed?(): boolean }[]): boolean {
  return values.every((value) => value._isFixed?.() === true);
}

/** Where no port is known, every port is allowed. */
function trafficOf(ports: readonly Port[]): RuleTraffic {
  if (ports.length === 0) return { fixed: TrafficSet.ALL, named: [] };
  if (ports.length === 1) return ports[0]._traffic();
  const parts = ports.map((port) => port._traffic());
  return { fixed: TrafficSet.unionOf(parts.map((part) => part.fixed)), named: parts.flatMap((part) => part.named) };
}

function rule(direction: Direction, peers: readonly RulePeer[] | undefined, traffic: RuleTraffic, reason?: string): Rule {
  return { direction, action: 'allow', peers, traffic, reason, origin: NOWHERE };
}

const NOWHERE = { label: 'a rule written in code', path: [] };

function union(peers: readonly Peer[], namespace: string): readonly RulePeer[] | undefined {
  if (peers.length === 1) return peers[0]._peers(namespace);
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
