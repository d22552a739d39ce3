import type { Peer } from '../../model';
import { LabelSelector } from '../../sets';
import type { Findings } from '../findings';
import { decodeSelector } from '../label-selector';
import { compact, fieldsOf, isFields, listOf } from '../manifest';
import type { Place } from '../place';
import { decodeIpBlock } from './ip-block';

/**
 * The other ends of a rule: absent or empty, anyone, outside included; else each item is one alternative.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function decodePeers(value: unknown, namespace: string, place: Place, findings: Findings): readonly Peer[] | undefined {
  const items = listOf(value);
  if (items.length === 0) return undefined;
  const peers: Peer[] = [];
  for (const [i, item] of items.entries()) {
    const peer = item === null || isFields(item) ? decodePeer(item, namespace, place.at(i), findings) : undefined;
    if (peer !== undefined) peers.push(peer);
  }
  return compact(peers);
}

/** A selector that is `null` is absent: `namespaceSelector:` without a value means the policy's own namespace, `{}` means all of them. */
function decodePeer(item: unknown, namespace: string, place: Place, findings: Findings): Peer | undefined {
  const peer = fieldsOf(item);
  const [pods, namespaces, block] = [peer.podSelector ?? undefined, peer.namespaceSelector ?? undefined, peer.ipBlock ?? undefined];
  if (pods === undefined && namespaces === undefined && block === undefined) {
    findings.add('missing-field', place, 'must say a peer: podSelector, namespaceSelector or ipBlock; remove the whole list to mean anyone');
    return undefined;
  }
  if (block !== undefined) {
    if (pods !== undefined || namespaces !== undefined) {
      findings.add('invalid-value', place, 'must not have ipBlock beside a selector; write two items to mean either');
    }
    return isFields(block) ? decodeIpBlock(block, place.at('ipBlock'), findings) : undefined;
  }
  const labels = namespaces === undefined ? undefined : decodeSelector(namespaces, 'zero', place.at('namespaceSelector'), findings);
  const selector = pods === undefined ? LabelSelector.EVERYTHING : decodeSelector(pods, 'zero', place.at('podSelector'), findings);
  if (selector === undefined || (namespaces !== undefined && labels === undefined)) return undefined;
  return { type: 'endpoints', endpoints: { namespaces: labels === undefined ? { name: namespace } : { labels }, pods: selector } };
}
