/** W1 in each policy language that is read: the same pods, peers and ports, and what is left denied. */
import type { Shape } from './shapes';
import { w1 } from './shapes';

export const LANGUAGES = { cluster: asClusterPolicy, cilium: asCiliumPolicy, calico: asCalicoPolicy, antrea: asAntreaPolicy };
const NAMES = { cluster: 'ClusterNetworkPolicy', cilium: 'CiliumNetworkPolicy', calico: 'Calico, 10 tiers', antrea: 'Antrea, 10 tiers' };
/** What the ordered languages want beside the policies. */
const TIERS = { cluster: [], cilium: [], calico: tiers('projectcalico.org/v3', 'order'), antrea: tiers('crd.antrea.io/v1beta1', 'priority') };

export function w1In(language: keyof typeof LANGUAGES, namespaces: number): Shape {
  const { objects, ...shape } = w1(namespaces);
  return { ...shape, name: `W1 as ${NAMES[language]}`, objects: () => translated(language, objects()) };
}

function* translated(language: keyof typeof LANGUAGES, objects: Iterable<unknown>): Generator<unknown> {
  yield* TIERS[language];
  for (const object of objects as Iterable<any>) yield object.kind === 'NetworkPolicy' ? LANGUAGES[language](object) : object;
}

/** The tier of the policies of each number. */
function tiers(apiVersion: string, order: string): unknown[] {
  return Array.from({ length: 10 }, (_, q) => ({ apiVersion, kind: 'Tier', metadata: { name: `tier-${q}` }, spec: { [order]: q + 10 } }));
}

const NAMESPACE = 'kubernetes.io/metadata.name';
const isBlock = ({ ipBlock }: any) => ipBlock !== undefined;
const isPods = (peer: any) => !isBlock(peer);

const ANY_POD = { namespaces: {} };

function asClusterPolicy({ metadata: { name, namespace: ns }, spec }: any): unknown {
  const own = { matchLabels: { 'kubernetes.io/metadata.name': ns } };
  const pods = ({ namespaceSelector = own, podSelector }: any) => ({ pods: { namespaceSelector, podSelector } });
  const peers = (list: any[]) => list.filter(({ ipBlock }) => ipBlock === undefined).map(pods);
  const networks = (list: any[]) => list.filter(({ ipBlock }) => ipBlock !== undefined).map(({ ipBlock }) => ({ networks: [ipBlock.cidr] }));
  const numbered = ({ port, endPort, protocol = 'TCP' }: any) =>
    ({ [protocol.toLowerCase()]: { destinationPort: endPort === undefined ? { number: port } : { range: { start: port, end: endPort } } } });
  const protocols = (list: any[]) => list.map((item) => (typeof item.port === 'string' ? { destinationNamedPort: item.port } : numbered(item)));
  const rule = (peer: object, ports: any[]) => ({ action: 'Accept', ...peer, protocols: protocols(ports) });
  // no name of a port is resolved at an address
  const egress = ({ to, ports }: any) => rule({ to: [...peers(to), ...networks(to)] }, ports);
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `${ns}-${name}` },
    spec: {
      tier: 'Admin',
      priority: Number(name.slice('policy-'.length)),
      subject: pods(spec),
      ingress: [...spec.ingress.map(({ from, ports }: any) => rule({ from: peers(from) }, ports)), { action: 'Deny', from: [ANY_POD] }],
      egress: [...spec.egress.map(egress), { action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] }],
    },
  };
}

function asCiliumPolicy({ metadata, spec: { podSelector, ingress, egress } }: any): unknown {
  const endpoints = ({ namespaceSelector, podSelector: { matchLabels, matchExpressions } }: any) => ({
    matchLabels: { ...matchLabels, ...(namespaceSelector && { 'k8s:io.kubernetes.pod.namespace': namespaceSelector.matchLabels[NAMESPACE] }) },
    ...(matchExpressions && { matchExpressions }),
  });
  const toPorts = (ports: any[]) => [{ ports: ports.map(({ port, endPort, protocol = 'TCP' }) => ({ port: `${port}`, protocol, ...(endPort && { endPort }) })) }];
  // an item of one policy names pods or blocks, not both
  const items = (peers: any[], ports: any[], side: string) => [
    ...(peers.some(isPods) ? [{ [`${side}Endpoints`]: peers.filter(isPods).map(endpoints), toPorts: toPorts(ports) }] : []),
    ...(peers.some(isBlock) ? [{ [`${side}CIDRSet`]: peers.filter(isBlock).map(({ ipBlock }) => ipBlock), toPorts: toPorts(ports) }] : []),
  ];
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata,
    spec: {
      endpointSelector: podSelector,
      ingress: ingress.flatMap(({ from, ports }: any) => items(from, ports, 'from')),
      egress: egress.flatMap(({ to, ports }: any) => items(to, ports, 'to')),
    },
  };
}

function asCalicoPolicy({ metadata: { name, namespace }, spec: { podSelector, ingress, egress } }: any): unknown {
  const selector = ({ matchLabels = {}, matchExpressions = [] }: any) => [
    ...Object.entries(matchLabels).map(([key, value]) => `${key} == '${value}'`),
    ...matchExpressions.map(({ key, values }: any) => `${key} in { ${values.map((value: string) => `'${value}'`).join(', ')} }`),
  ].join(' && ');
  const end = (peer: any) => (isBlock(peer)
    ? { nets: [peer.ipBlock.cidr], ...(peer.ipBlock.except && { notNets: peer.ipBlock.except }) }
    : { selector: selector(peer.podSelector), ...(peer.namespaceSelector && { namespaceSelector: selector(peer.namespaceSelector) }) });
  const rules = (peers: any[], ports: any[], side: 'source' | 'destination') => peers.flatMap((peer) => ['TCP', 'UDP'].flatMap((protocol) => {
    const own = ports.filter((port) => (port.protocol ?? 'TCP') === protocol).map(({ port, endPort }) => (endPort === undefined ? port : `${port}:${endPort}`));
    if (own.length === 0) return [];
    return [side === 'source'
      ? { action: 'Allow', protocol, source: end(peer), destination: { ports: own } }
      : { action: 'Allow', protocol, destination: { ...end(peer), ports: own } }];
  }));
  const tier = name.replace('policy', 'tier');
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { namespace, name: `${tier}.${name}` },
    spec: {
      tier,
      selector: selector(podSelector),
      types: ['Ingress', 'Egress'],
      ingress: ingress.flatMap(({ from, ports }: any) => rules(from, ports, 'source')),
      egress: egress.flatMap(({ to, ports }: any) => rules(to, ports, 'destination')),
    },
  };
}

function asAntreaPolicy({ metadata: { name, namespace }, spec: { podSelector, ingress, egress } }: any): unknown {
  const ports = (list: any[]) => list.map((port) => ({ protocol: 'TCP', ...port }));
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: {
      tier: name.replace('policy', 'tier'),
      priority: 5,
      appliedTo: [{ podSelector }],
      ingress: [...ingress.map((item: any) => ({ action: 'Allow', from: item.from, ports: ports(item.ports) })), { action: 'Drop' }],
      egress: [...egress.map((item: any) => ({ action: 'Allow', to: item.to, ports: ports(item.ports) })), { action: 'Drop' }],
    },
  };
}
