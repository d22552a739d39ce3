import type { RulePeer } from '../../model';
import { blockOf, IpSet, LabelSelector } from '../../sets';
import { EVERY_POD } from '../every-pod';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { cidrPeer, cidrSetPeers, WORLD } from './cidrs';
import { namesBlocks, peerRequirements, plainPodsOf, podsOf, reservedOf } from './selectors';
import type { Additions, Reserved } from './selectors';
import type { Surroundings } from './surroundings';

/** What peers are resolved with, beside the rule itself. */
export interface PeerContext extends Additions {
  readonly surroundings: Surroundings;
}

const PODS: RulePeer = { type: 'endpoints', endpoints: EVERY_POD };
const EVERY_HOST: RulePeer = { type: 'hosts', own: true, others: true };

/** The peers of a rule: `undefined` for everyone; an empty list for no one, which is also what a rule without any part means. */
export function decodePeers(rule: Fields, prefix: 'from' | 'to', context: PeerContext): readonly RulePeer[] | undefined {
  const peers: RulePeer[] = [];
  let [hasList, isEveryone] = [false, false];
  for (const key in rule) {
    const items = rule[key];
    if (!Array.isArray(items) || !isPeersField(key)) continue;
    // a list that names no one makes the whole rule mean no one
    if (items.length === 0) return [];
    hasList = true;
    for (const peer of peersOf(key.slice(prefix.length), items, context)) {
      if (peer === 'everyone') isEveryone = true;
      else peers.push(peer);
    }
  }
  if (!hasList) return listOf(rule.toPorts).length > 0 || listOf(rule.icmps).length > 0 ? undefined : [];
  return isEveryone ? undefined : peers;
}

/** Whether a field of a rule lists peers. */
export function isPeersField(key: string): boolean {
  return (key.startsWith('from') || (key.startsWith('to') && key !== 'toPorts')) && !key.endsWith('Requires');
}

function peersOf(kind: string, items: readonly unknown[], context: PeerContext): (RulePeer | 'everyone')[] {
  switch (kind) {
    case 'Endpoints': return items.flatMap((item) => selectorPeers(item, context));
    case 'CIDR': return [cidrPeer(items)];
    case 'CIDRSet': return cidrSetPeers(items, context.surroundings);
    case 'Entities': return items.flatMap((item) => ENTITIES.get(item) ?? []);
    case 'FQDNs': return [namesPeer(items.map(fieldsOf))];
    case 'Services': return items.flatMap((item) => servicePeers(fieldsOf(item), context));
    case 'Nodes': return [{ type: 'unreadable', why: 'selectors of nodes are not read' }];
    default: return [{ type: 'unreadable', why: 'the addresses of groups of a cloud are not in the input', outside: true }];
  }
}

/** @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
const ENTITIES: ReadonlyMap<unknown, readonly (RulePeer | 'everyone')[]> = new Map<unknown, readonly (RulePeer | 'everyone')[]>([
  ['all', ['everyone']],
  ['world', [WORLD]],
  ['cluster', [PODS, EVERY_HOST, { type: 'api-server', stated: true }]],
  ['host', [{ type: 'hosts', own: true, others: false }]],
  ['remote-node', [{ type: 'hosts', own: false, others: true }]],
  ['kube-apiserver', [{ type: 'api-server' }]],
]);

function selectorPeers(value: unknown, context: PeerContext): RulePeer[] {
  const plain = plainPodsOf(value, context.namespace);
  if (plain !== undefined) return [{ type: 'endpoints', endpoints: plain }];
  const requirements = peerRequirements(value, context);
  const endpoints = podsOf(requirements, context.namespace);
  const reserved = reservedOf(requirements);
  const peers: RulePeer[] = [{ type: 'endpoints', endpoints }];
  if (namesBlocks(requirements)) peers.push({ type: 'unreadable', why: 'labels of blocks are not read', outside: true });
  if (reserved.length === 0) return peers;
  return [...peers, ...reserved.flatMap((one) => reservedPeers(one, context))];
}

function reservedPeers(reserved: Reserved, { surroundings }: PeerContext): readonly RulePeer[] {
  if (reserved !== 'world') return ENTITIES.get(reserved) as readonly RulePeer[];
  const { families } = surroundings;
  if (families === 'both') return [];
  if (families === 'one') return [WORLD];
  const why = '`reserved:world` means no one where the cluster has both address families, which the input does not tell';
  return [{ type: 'unreadable', why, outside: true }];
}

/**
 * Addresses that were learned from answers of DNS; never pods or nodes. A `*` stays inside one label of a name.
 * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 */
function namesPeer(items: readonly Fields[]): RulePeer {
  const why = 'the addresses of names are learned from DNS';
  const names = items.map(({ matchName }) => matchName);
  if (!names.every((name): name is string => typeof name === 'string')) return { type: 'unreadable', why, outside: true, learned: true };
  return { type: 'unreadable', why, domains: names.map((name) => name.toLowerCase().replace(/\.$/, '')), outside: true, learned: true };
}

/**
 * The pods of a Service; of one without selector, its addresses.
 * @see https://docs.cilium.io/en/stable/security/policy/language/#services-based
 */
function servicePeers({ k8sService, k8sServiceSelector }: Fields, { surroundings, namespace: home }: PeerContext): RulePeer[] {
  const { services, endpoints } = surroundings;
  const { serviceName, namespace = home } = fieldsOf(k8sService);
  const service = services.find((one) => one.name === serviceName && one.namespace === namespace);
  if ((k8sServiceSelector ?? undefined) !== undefined || service === undefined) {
    const why = 'the Services that it names are not in the input, or are selected by labels';
    return [{ type: 'unreadable', why, ...((k8sServiceSelector ?? undefined) === undefined && { absent: true }) }];
  }
  if (service.selector !== undefined) {
    return [{ type: 'endpoints', endpoints: { namespaces: { name: service.namespace }, pods: LabelSelector.labels(service.selector) } }];
  }
  const held = endpoints.filter((one) => one.service === service.name && one.namespace === service.namespace).flatMap(({ addresses }) => addresses);
  if (held.length === 0) return [{ type: 'unreadable', why: 'the endpoints of a Service without selector are not in the input', outside: true }];
  const blocks = held.map((address) => ({ cidr: blockOf(address), except: [] }));
  return [{ type: 'addresses', addresses: IpSet.addresses(held), pods: 'never', blocks }];
}
