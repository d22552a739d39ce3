import { isWhole, namespaceLabels } from '../../model';
import type { EndpointSelector, RulePeer, Rule } from '../../model';
import { IpSet } from '../../sets';
import type { PlacedRule } from '../framework/context';

/** Whether one rule matches everything that the other rule matches, for every pod that may ever exist. */
export function covers(wide: PlacedRule, narrow: PlacedRule): boolean {
  if (wide.rule === narrow.rule || wide.rule.direction !== narrow.rule.direction || !isWhole(wide.rule)) return false;
  return coversTraffic(wide.rule, narrow.rule)
    && selectsAll(wide.policy.subject, narrow.policy.subject) && coversPeers(wide.rule.peers, narrow.rule.peers);
}

export function coversTraffic({ traffic: wide }: Rule, { traffic: narrow }: Rule): boolean {
  if (!narrow.fixed.isSubsetOf(wide.fixed)) return false;
  return narrow.named.every(({ name, protocol }) => (protocol !== undefined && wide.fixed.ports(protocol).isAll()) || wide.fixed.isAll()
    || wide.named.some((port) => port.name === name && (port.protocol === undefined || port.protocol === protocol)));
}

/** Whether some peers mean all that others mean; absent ones mean everyone. */
export function coversPeers(wide: Rule['peers'], narrow: Rule['peers']): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined || narrow.length === 0) return false;
  const addresses = IpSet.unionOf(wide.flatMap((peer) => (peer.type === 'addresses' ? [peer.addresses] : [])));
  return narrow.every((peer) => (peer.type === 'addresses' ? peer.addresses.isSubsetOf(addresses) : wide.some((broad) => coversPeer(broad, peer))));
}

function coversPeer(wide: RulePeer, narrow: RulePeer): boolean {
  if (wide.type === 'endpoints' && narrow.type === 'endpoints') return selectsAll(wide.endpoints, narrow.endpoints);
  return wide.type === 'nodes' && narrow.type === 'nodes' && narrow.labels.implies(wide.labels);
}

/** Whether one selector selects everything that the other one selects. */
export function selectsAll(wide: EndpointSelector, narrow: EndpointSelector): boolean {
  return narrow.pods.implies(wide.pods) && namespaceLabels(narrow.namespaces).implies(namespaceLabels(wide.namespaces));
}
