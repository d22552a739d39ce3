import type { NamespaceSelection, Peer } from '../../model';
import { LabelSelector } from '../../sets';
import type { Findings } from '../findings';
import { decodeSelector } from '../label-selector';
import { compact, fieldsOf, isFields, listOf } from '../manifest';
import type { Place } from '../place';
import { decodeIpBlock } from './ip-block';

/**
 * The peers of a rule: absent or empty means every peer, outside addresses included; otherwise each item is one alternative.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function decodePeers(value: unknown, namespace: string, place: Place, findings: Findings): readonly Peer[] | undefined {
  const items = listOf(value);
  if (items.length === 0) return undefined;
  if (items.length === 1) {
    const peer = decodeItem(items[0], namespace, place.at(0), findings);
    return peer === undefined ? [] : [peer];
  }
  const peers: Peer[] = [];
  for (let i = 0; i < items.length; i++) {
    const peer = decodeItem(items[i], namespace, place.at(i), findings);
    if (peer !== undefined) peers.push(peer);
  }
  return compact(peers);
}

function decodeItem(item: unknown, namespace: string, place: Place, findings: Findings): Peer | undefined {
  return item === null || isFields(item) ? decodePeer(item, namespace, place, findings) : undefined;
}

let last: NamespaceSelection & { readonly name: string } = { name: '' };

/** The namespace by its name. Policies of one namespace usually follow each other, so the last selection is reused. */
export function named(namespace: string): NamespaceSelection {
  if (last.name !== namespace) last = { name: namespace };
  return last;
}

/** A selector that is `null` is absent: `namespaceSelector:` without a value means the policy's own namespace, `{}` means all of them. */
function decodePeer(item: unknown, namespace: string, place: Place, findings: Findings): Peer | undefined {
  const peer = fieldsOf(item);
  const pods = peer.podSelector ?? undefined;
  const namespaces = peer.namespaceSelector ?? undefined;
  const block = peer.ipBlock ?? undefined;
  if (pods === undefined && namespaces === undefined && block === undefined) {
    findings.add('missing-field', place, 'must say a peer: podSelector, namespaceSelector or ipBlock', 'remove the whole list to allow every peer');
    return undefined;
  }
  if (block !== undefined) {
    if (pods !== undefined || namespaces !== undefined) {
      findings.add('invalid-value', place, 'must not have ipBlock beside a selector', 'write two items to mean either');
    }
    return isFields(block) ? decodeIpBlock(block, place.at('ipBlock'), findings) : undefined;
  }
  const labels = namespaces === undefined ? undefined : decodeSelector(namespaces, 'zero', place.at('namespaceSelector'), findings);
  const selector = pods === undefined ? LabelSelector.EVERYTHING : decodeSelector(pods, 'zero', place.at('podSelector'), findings);
  if (selector === undefined || (namespaces !== undefined && labels === undefined)) return undefined;
  return { type: 'endpoints', endpoints: { namespaces: labels === undefined ? named(namespace) : { labels }, pods: selector } };
}
