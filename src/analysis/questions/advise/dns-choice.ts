import { fail } from '../../../errors';
import type { RulePeer, Rule } from '../../../model';
import { AKS_LOCAL_DNS, DnsFacts, DnsPlace, GKE_CLOUD_DNS, KUBE_DNS, NODE_LOCAL_ADDRESS, nodeLocalDns, OPEN_SHIFT_DNS } from '../../../profiles/dns';
import { formatAddress, IpSet, LabelSelector, parseAddress, parseCidr, PortSet, TrafficSet } from '../../../sets';
import { textLiteral } from '../../../text/code';

/** How pods resolve names, as a rule and as a value of the constructs. */
export interface DnsChoice {
  readonly name: string;
  readonly typescript: string;
  readonly peers: readonly RulePeer[];
  readonly traffic: TrafficSet;
}

export const NO_DNS: DnsChoice = { name: 'none', typescript: 'DnsProfile.none()', peers: [], traffic: TrafficSet.NONE };

/** The profiles that a record may fit; those that allow less come first. */
export const KNOWN_DNS: readonly DnsChoice[] = [
  choiceOf(KUBE_DNS, 'DnsProfile.kubeDns()'),
  choiceOf(OPEN_SHIFT_DNS, 'DnsProfile.openShift()'),
  choiceOf(AKS_LOCAL_DNS, 'DnsProfile.aksLocalDns()'),
  choiceOf(GKE_CLOUD_DNS, 'DnsProfile.gkeCloudDns()'),
];

/** The profile of a name; `undefined` where the record is to decide. */
export function dnsNamed(text: string | undefined): DnsChoice | undefined {
  if (text === undefined || text === 'auto') return undefined;
  if (text === 'none') return NO_DNS;
  const known = KNOWN_DNS.find(({ name }) => name === text);
  if (known !== undefined) return known;
  const address = text.startsWith('node-local=') ? parseAddress(text.slice('node-local='.length)) : undefined;
  if (address === undefined) {
    const names = KNOWN_DNS.map(({ name }) => name).join(', ');
    fail('unknown-dns', `\`${text}\` is no profile of a resolver`, `the profiles are ${names}, node-local=ADDRESS (the cluster address of kube-dns), none and auto`);
  }
  const ip = formatAddress(address);
  const facts = nodeLocalDns(`${NODE_LOCAL_ADDRESS}/32`, `${ip}/${address.family === 4 ? 32 : 128}`);
  return choiceOf(facts, `DnsProfile.nodeLocal({ kubeDnsClusterIp: ${textLiteral(ip)} })`);
}

/** The rule of a profile. */
export function dnsRule({ peers, traffic }: DnsChoice, reason?: string): Rule {
  const origin = { label: 'a rule of an advice', path: [] };
  return { direction: 'egress', action: 'allow', peers, traffic: { fixed: traffic, named: [] }, origin, ...(reason !== undefined && { reason }) };
}

function choiceOf({ name, places, ports }: DnsFacts, typescript: string): DnsChoice {
  const set = PortSet.unionOf(ports.map((port) => PortSet.single(port)));
  return { name, typescript, peers: places.map(peerOf), traffic: TrafficSet.of('UDP', set).union(TrafficSet.of('TCP', set)) };
}

function peerOf(place: DnsPlace): RulePeer {
  return place.type === 'pods' ? podsPeer(place.namespace, LabelSelector.labels(place.labels)) : blockPeer(place.cidr);
}

export function podsPeer(namespace: string, pods: LabelSelector): RulePeer {
  return { type: 'endpoints', endpoints: { namespaces: { name: namespace }, pods } };
}

export function blockPeer(cidr: string): RulePeer {
  return { type: 'addresses', addresses: IpSet.cidr(parseCidr(cidr)!), pods: 'depends-on-cni', blocks: [{ cidr, except: [] }] };
}
