import type { Action, Block, EndpointSelector, RulePeer } from '../../model';
import { LabelSelector } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { NO_POD } from '../no-pod';
import { blockOf, blocksPeer, isMulticast } from './blocks';
import { membersOf } from './context';
import type { Context } from './context';
import { isPresent, ofAccount, selectorOf } from './selectors';

/** A peer whose pods are in namespaces that have something in common with the subject's. */
export interface Alike {
  /** The keys of the labels whose values are the same; absent: it is the same namespace. */
  readonly labels?: readonly string[];
  readonly pods: LabelSelector;
}

/** The peers of a rule, by what decides about them. */
export interface Peers {
  readonly everyone: boolean;
  /** Found by their labels: names of ports are resolved there. */
  readonly pods: readonly RulePeer[];
  /** Found by their addresses. */
  readonly addresses: readonly RulePeer[];
  /** Blocks of multicast, which count only where the agent has it on. */
  readonly multicast: readonly RulePeer[];
  readonly alike: readonly Alike[];
  /** The positions of peers that are left out. */
  readonly leftOut: readonly number[];
}

/** @see https://antrea.io/docs/main/docs/antrea-network-policy/ (behavior of to and from selectors) */
export function decodePeers(written: unknown, action: Action, context: Context): Peers {
  const items = listOf(written).map(fieldsOf);
  const others = items.filter(({ namespaces }) => !isPresent(namespaces));
  const { pods, addresses, multicast } = sorted(others, action, context);
  if (others.length === items.length) return { everyone: items.length === 0, pods, addresses, multicast, alike: [], leftOut: [] };
  // a peer of no labels that are the same is left out, and nothing else may be left
  const isEveryone = items.length === 0 || (others.length === 0 && items.some(isAlikeInNothing));
  return {
    everyone: isEveryone,
    pods,
    addresses,
    multicast,
    alike: items.flatMap(alikeOf),
    leftOut: items.flatMap((item, i) => (isAlikeInNothing(item) ? [i] : [])),
  };
}

/** The peers of items that say nothing of namespaces that are alike. */
function sorted(items: readonly Fields[], action: Action, context: Context): Pick<Peers, 'pods' | 'addresses' | 'multicast'> {
  const pods: RulePeer[] = [];
  const others: RulePeer[] = [];
  const ordinary: Block[] = [];
  const multicast: Block[] = [];
  for (const item of items) {
    for (const peer of peersOf(item, action, context)) {
      if (peer.type === 'endpoints') pods.push(peer);
      else if (peer.type !== 'addresses') others.push(peer);
      else for (const block of peer.blocks ?? []) (isMulticast(block) ? multicast : ordinary).push(block);
    }
  }
  return { pods, addresses: [...listed(ordinary), ...others], multicast: listed(multicast) };
}

function listed(blocks: readonly Block[]): RulePeer[] {
  return blocks.length === 0 ? [] : [blocksPeer(blocks)];
}

function isAlikeInNothing({ namespaces }: Fields): boolean {
  const { match, sameLabels } = fieldsOf(namespaces);
  return isPresent(namespaces) && !isPresent(match) && listOf(sameLabels).length === 0;
}

function alikeOf(item: Fields): Alike[] {
  if (!isPresent(item.namespaces) || isAlikeInNothing(item)) return [];
  const labels = listOf(fieldsOf(item.namespaces).sameLabels).filter((key): key is string => typeof key === 'string');
  return [{ ...(labels.length > 0 && { labels }), pods: selectorOf(item.podSelector) }];
}

/** Of fields that stand beside each other, one counts alone: in this order. */
function peersOf(item: Fields, action: Action, context: Context): readonly RulePeer[] {
  const { ipBlock, group, fqdn, serviceAccount, nodeSelector, podSelector, namespaceSelector, externalEntitySelector } = item;
  if (isPresent(ipBlock)) return listed(blockOf(ipBlock));
  if (isPresent(group) && group !== '') return groupPeers(group, context);
  if (typeof fqdn === 'string' && fqdn !== '') return [domainPeer(fqdn, action)];
  if (isPresent(serviceAccount)) return [endpoints(ofAccount(serviceAccount))];
  if (isPresent(nodeSelector)) return [{ type: 'nodes', labels: selectorOf(nodeSelector) }];
  const entities = isPresent(externalEntitySelector) ? [ENTITIES] : [];
  const selects = isPresent(podSelector) || isPresent(namespaceSelector);
  // an empty peer means every pod of the namespace, and no pod where the policy has none
  if (!selects && entities.length > 0) return entities;
  if (!selects && context.namespace === undefined) return [endpoints(NO_POD)];
  const isOwn = context.namespace !== undefined && !isPresent(namespaceSelector);
  const namespaces = isOwn ? { name: context.namespace! } : { labels: selectorOf(namespaceSelector) };
  return [endpoints({ namespaces, pods: selectorOf(podSelector) }), ...entities];
}

const ENTITIES: RulePeer = { type: 'unreadable', why: 'external entities are not read', outside: true };

function endpoints(selector: EndpointSelector): RulePeer {
  return { type: 'endpoints', endpoints: selector };
}

function groupPeers(name: unknown, context: Context): readonly RulePeer[] {
  const { pods, blocks, nodes, missing, entities } = membersOf(name, context);
  return [
    ...pods.map(endpoints),
    ...listed(blocks),
    ...nodes.map((labels): RulePeer => ({ type: 'nodes', labels })),
    ...missing.map((why): RulePeer => ({ type: 'unreadable', why, absent: true })),
    ...(entities ? [ENTITIES] : []),
  ];
}

/** Addresses that were learned from answers of DNS, of pods too. What a rule that does not allow does with them is left open. */
function domainPeer(written: string, action: Action): RulePeer {
  const why = 'the addresses of names are learned from DNS';
  const name = written.toLowerCase().replace(/\.$/, '');
  const mayBePods = /(?:^|\.)(?:svc|local)$|(?:^|\.)svc\./.test(name);
  const isRead = action === 'allow' && !mayBePods && !/\*/.test(name.replace(/^\*\./, ''));
  return isRead ? { type: 'unreadable', why, domains: [name] } : { type: 'unreadable', why };
}
