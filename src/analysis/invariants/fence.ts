import { isSatisfiable } from '../../model';
import type { Direction, RulePeer, Policy, Rule } from '../../model';
import { LabelSelector, PortSet, PROTOCOLS, TrafficSet } from '../../sets';
import type { EndSpec, ExceptionSpec, Statement } from './statement';

/** What is stated of a namespace. */
interface StatedFence {
  readonly namespace: string;
  /** The declared policies; others are not asked. */
  readonly policies: readonly Policy[];
  /** Whether its pods may reach each other, whatever the policies declare. */
  readonly insideTraffic: boolean;
}

/**
 * What a fence round a namespace states of itself: every pod inside, those to come included, is isolated both ways, and nothing passes
 * in or out, or between its pods where traffic inside is closed, but what declared policies open. Policies that open more refute it.
 */
export function fenceInvariants({ namespace, policies, insideTraffic }: StatedFence): Statement[] {
  const inside: EndSpec = { type: 'pods', namespace, anyName: true, pods: LabelSelector.EVERYTHING };
  const others: EndSpec[] | undefined = insideTraffic ? [{ type: 'outside', of: [inside] }] : undefined;
  const common = { traffic: TrafficSet.ALL, reason: `the fence of ${namespace}` };
  return [
    { ...common, id: `${namespace}-is-isolated`, demand: 'isolated', from: [inside], to: undefined, except: [], directions: ['ingress', 'egress'] },
    { ...common, id: `${namespace}-lets-in`, demand: 'never', from: others, to: [inside], except: openings(policies, 'ingress') },
    { ...common, id: `${namespace}-lets-out`, demand: 'never', from: [inside], to: others, except: openings(policies, 'egress') },
  ];
}

/** The rules of one direction as exceptions; those with the same pods and traffic are one. */
function openings(policies: readonly Policy[], direction: Direction): ExceptionSpec[] {
  const found = new Map<string, { pods: EndSpec; peers: EndSpec[] | undefined; traffic: TrafficSet }>();
  for (const { subject, rules, unread } of policies) {
    if (unread !== undefined || !isSatisfiable(subject)) continue;
    const pods = podsOf(subject);
    for (const rule of rules) {
      if (rule.direction !== direction || rule.action !== 'allow') continue;
      const traffic = trafficOf(rule);
      const key = `${JSON.stringify(subject.namespaces)} ${subject.pods.key} ${traffic.key}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { pods, peers: rule.peers?.flatMap(endOf), traffic });
      else known.peers = known.peers === undefined || rule.peers === undefined ? undefined : [...known.peers, ...rule.peers.flatMap(endOf)];
    }
  }
  return [...found.values()].map(({ pods, peers, traffic }) => (direction === 'ingress' ? { from: peers, to: [pods], traffic } : { from: [pods], to: peers, traffic }));
}

function podsOf({ namespaces, pods }: Policy['subject']): EndSpec {
  return 'name' in namespaces ? { type: 'pods', namespace: namespaces.name, anyName: true, pods } : { type: 'pods', namespaces: namespaces.labels, pods };
}

function endOf(peer: RulePeer): EndSpec[] {
  if (peer.type === 'endpoints') return isSatisfiable(peer.endpoints) ? [podsOf(peer.endpoints)] : [];
  return peer.type === 'addresses' ? [{ type: 'addresses', addresses: peer.addresses }] : [];
}

/** A port by name may be any port of its protocol, for each pod says which. */
function trafficOf({ traffic: { fixed, named } }: Rule): TrafficSet {
  const protocols = named.flatMap(({ protocol }) => (protocol === undefined ? PROTOCOLS : [protocol]));
  return protocols.reduce((set, protocol) => set.union(TrafficSet.of(protocol, PortSet.ALL)), fixed);
}
