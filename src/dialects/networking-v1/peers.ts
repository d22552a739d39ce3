import type { RulePeer } from '../../model';
import { LabelSelector } from '../../sets';
import type { ObjectProblems } from '../object-problems';
import { decodeSelector } from '../label-selector';
import { compact, fieldsOf, isFields, listOf } from '../manifest';
import { namespaceCalled } from '../own-namespace';
import type { Place } from '../place';
import { decodeIpBlock } from './ip-block';

/**
 * The peers of a rule: absent or empty means every peer, outside addresses included; otherwise each item is one alternative.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function decodePeers(value: unknown, namespace: string, place: Place, problems: ObjectProblems): readonly RulePeer[] | undefined {
  const items = listOf(value);
  if (items.length === 0) return undefined;
  if (items.length === 1) {
    const peer = decodeItem(items[0], namespace, place.at(0), problems);
    return peer === undefined ? [] : [peer];
  }
  const peers: RulePeer[] = [];
  for (let i = 0; i < items.length; i++) {
    const peer = decodeItem(items[i], namespace, place.at(i), problems);
    if (peer !== undefined) peers.push(peer);
  }
  return compact(peers);
}

function decodeItem(item: unknown, namespace: string, place: Place, problems: ObjectProblems): RulePeer | undefined {
  return item === null || isFields(item) ? decodePeer(item, namespace, place, problems) : undefined;
}

/** A selector that is `null` is absent: `namespaceSelector:` without a value means the policy's own namespace, `{}` means all of them. */
function decodePeer(item: unknown, namespace: string, place: Place, problems: ObjectProblems): RulePeer | undefined {
  const peer = fieldsOf(item);
  const pods = peer.podSelector ?? undefined;
  const namespaces = peer.namespaceSelector ?? undefined;
  const block = peer.ipBlock ?? undefined;
  if (pods === undefined && namespaces === undefined && block === undefined) {
    problems.add('missing-field', place, 'must say a peer: podSelector, namespaceSelector or ipBlock', 'remove the whole list to allow every peer');
    return undefined;
  }
  if (block !== undefined) {
    if (pods !== undefined || namespaces !== undefined) {
      problems.add('invalid-value', place, 'must not have ipBlock beside a selector', 'write two items to mean either');
    }
    return isFields(block) ? decodeIpBlock(block, place.at('ipBlock'), problems) : undefined;
  }
  const labels = namespaces === undefined ? undefined : decodeSelector(namespaces, 'zero', place.at('namespaceSelector'), problems);
  const selector = pods === undefined ? LabelSelector.EVERYTHING : decodeSelector(pods, 'zero', place.at('podSelector'), problems);
  if (selector === undefined || (namespaces !== undefined && labels === undefined)) return undefined;
  return { type: 'endpoints', endpoints: { namespaces: labels === undefined ? namespaceCalled(namespace) : { labels }, pods: selector } };
}
