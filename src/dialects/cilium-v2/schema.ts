import { parseCidr } from '../../sets';
import { METADATA } from '../metadata';
import type { ApiShape } from '../shape';

const ANYTHING: ApiShape = { type: 'anything' };
const BOOLEAN: ApiShape = { type: 'boolean' };
const TEXT: ApiShape = { type: 'text' };
const SOME_TEXT: ApiShape = { type: 'text', pattern: /[^]/ };

/** The parser of the API server: host bits and leading zeros pass. */
const CIDR: ApiShape = { type: 'text', test: (text) => parseCidr(text) !== undefined, form: 'a block of addresses such as `10.9.8.0/24`' };

const list = (items: ApiShape, most?: number): ApiShape => ({ type: 'list', items, ...(most !== undefined && { most }) });
const text = (pattern: RegExp, longest: number): ApiShape => ({ type: 'text', pattern, longest });
const fields = (of: Readonly<Record<string, ApiShape>>, required: readonly string[] = []): ApiShape => ({ type: 'object', fields: of, required });

/** Values are checked here, unlike in NetworkPolicy; keys and the meaning of operators are not. */
const SELECTOR: ApiShape = fields({
  matchLabels: { type: 'map', values: text(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/, 63) },
  matchExpressions: list(fields({
    key: TEXT,
    operator: { type: 'text', values: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
    values: list(TEXT),
  }, ['key', 'operator'])),
});

const ENTITIES = ['all', 'world', 'cluster', 'host', 'init', 'ingress', 'unmanaged', 'remote-node', 'health', 'none', 'kube-apiserver'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH', 'ANY'];
const GROUP_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_NAME = text(/^([-a-zA-Z0-9_]+[.]?)+$/, 255);
const DNS_PATTERN = text(/^([-a-zA-Z0-9_*]+[.]?)+$/, 255);

const CIDR_SET: ApiShape = list({
  type: 'object',
  fields: { cidr: CIDR, cidrGroupRef: text(GROUP_NAME, 253), cidrGroupSelector: SELECTOR, except: list(CIDR) },
  oneOf: ['cidr', 'cidrGroupRef', 'cidrGroupSelector'],
});

const GROUPS: ApiShape = list(fields({
  aws: fields({ labels: { type: 'map', values: TEXT }, region: TEXT, securityGroupsIds: list(TEXT), securityGroupsNames: list(TEXT) }),
}));

/** A number is written as a text here; the two alternatives of the pattern are bound to one end each, so it refuses little. */
const PORT = /^[0-9]|[a-zA-Z](-?[a-zA-Z0-9])*$/;
const PORTS: ApiShape = list(fields({ port: { type: 'text', pattern: PORT }, endPort: { type: 'integer', least: 0, most: 65535 }, protocol: { type: 'text', values: PROTOCOLS } }));

/** By name, of either family; numbers up to 255 are written as numbers or texts. */
const ICMP_NAMES = [
  'EchoReply', 'DestinationUnreachable', 'Redirect', 'Echo', 'RouterAdvertisement', 'RouterSelection', 'TimeExceeded', 'ParameterProblem',
  'Timestamp', 'TimestampReply', 'Photuris', 'ExtendedEchoRequest', 'ExtendedEcho Reply', 'PacketTooBig', 'EchoRequest', 'MulticastListenerQuery',
  'MulticastListenerReport', 'MulticastListenerDone', 'RouterSolicitation', 'NeighborSolicitation', 'NeighborAdvertisement', 'RedirectMessage',
  'RouterRenumbering', 'ICMPNodeInformationQuery', 'ICMPNodeInformationResponse', 'InverseNeighborDiscoverySolicitation',
  'InverseNeighborDiscoveryAdvertisement', 'HomeAgentAddressDiscoveryRequest', 'HomeAgentAddressDiscoveryReply', 'MobilePrefixSolicitation',
  'MobilePrefixAdvertisement', 'DuplicateAddressRequestCodeSuffix', 'DuplicateAddressConfirmationCodeSuffix',
];
const ICMP_TYPE: ApiShape = { type: 'number-or-text', test: isIcmpType, form: 'a type of ICMP' };

function isIcmpType(type: string): boolean {
  return /^[0-9]+$/.test(type) ? String(Number(type)) === type && Number(type) <= 255 : ICMP_NAMES.includes(type);
}

const ICMPS: ApiShape = list(fields({ fields: list(fields({ family: { type: 'text', values: ['IPv4', 'IPv6'] }, type: ICMP_TYPE }, ['type']), 40) }));

const SECRET = fields({ name: TEXT, namespace: TEXT }, ['name']);
const TLS = fields({ certificate: TEXT, privateKey: TEXT, secret: SECRET, trustedCA: TEXT }, ['secret']);
const ENVOY = fields({ kind: { type: 'text', values: ['CiliumEnvoyConfig', 'CiliumClusterwideEnvoyConfig'] }, name: SOME_TEXT }, ['name']);
const LISTENER = fields({ envoyConfig: ENVOY, name: SOME_TEXT, priority: { type: 'integer', least: 1, most: 100 } }, ['envoyConfig', 'name']);
const NAMES: ApiShape = list({ type: 'object', fields: { matchName: DNS_NAME, matchPattern: DNS_PATTERN }, oneOf: ['matchName', 'matchPattern'] });
const HEADER = fields({ mismatch: { type: 'text', values: ['LOG', 'ADD', 'DELETE', 'REPLACE'] }, name: SOME_TEXT, secret: SECRET, value: TEXT }, ['name']);
const HTTP: ApiShape = list(fields({ headerMatches: list(HEADER), headers: list(TEXT), host: TEXT, method: TEXT, path: TEXT }));
const L7: ApiShape = { type: 'object', fields: { http: HTTP, dns: NAMES }, oneOf: ['http', 'dns'] };

const TO_PORTS: ApiShape = list(fields({
  ports: { ...PORTS, most: 40 } as ApiShape,
  rules: L7,
  serverNames: { type: 'list', items: DNS_PATTERN, least: 1, distinct: true },
  listener: LISTENER,
  originatingTLS: TLS,
  terminatingTLS: TLS,
}));
const TO_PORTS_DENY: ApiShape = list(fields({ ports: PORTS }));
const AUTHENTICATION = fields({ mode: { type: 'text', values: ['disabled', 'required', 'test-always-fail'] } }, ['mode']);
const SERVICES: ApiShape = list(fields({
  k8sService: fields({ namespace: TEXT, serviceName: TEXT }),
  k8sServiceSelector: fields({ namespace: TEXT, selector: SELECTOR }, ['selector']),
}));

function peers(prefix: 'from' | 'to'): Readonly<Record<string, ApiShape>> {
  return {
    [`${prefix}Endpoints`]: list(SELECTOR),
    [`${prefix}CIDR`]: list(CIDR),
    [`${prefix}CIDRSet`]: CIDR_SET,
    [`${prefix}Entities`]: list({ type: 'text', values: ENTITIES }),
    [`${prefix}Groups`]: GROUPS,
    [`${prefix}Nodes`]: list(SELECTOR),
    [`${prefix}Requires`]: list(TEXT, 0),
    ...(prefix === 'to' && { toServices: SERVICES }),
  };
}

const RULE: ApiShape = {
  type: 'object',
  fields: {
    description: TEXT,
    enableDefaultDeny: fields({ ingress: BOOLEAN, egress: BOOLEAN }),
    endpointSelector: SELECTOR,
    nodeSelector: SELECTOR,
    labels: list(fields({ key: TEXT, source: TEXT, value: TEXT }, ['key'])),
    log: fields({ value: text(/^\P{C}*$/u, 32) }),
    ingress: list(fields({ ...peers('from'), toPorts: TO_PORTS, icmps: ICMPS, authentication: AUTHENTICATION })),
    ingressDeny: list(fields({ ...peers('from'), toPorts: TO_PORTS_DENY, icmps: ICMPS })),
    egress: list(fields({ ...peers('to'), toFQDNs: NAMES, toPorts: TO_PORTS, icmps: ICMPS, authentication: AUTHENTICATION })),
    egressDeny: list(fields({ ...peers('to'), toPorts: TO_PORTS_DENY, icmps: ICMPS })),
  },
  oneOf: ['endpointSelector', 'nodeSelector'],
  anyOf: ['ingress', 'ingressDeny', 'egress', 'egressDeny'],
};

/**
 * The structure of CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy, as their definitions have it.
 * @see https://github.com/cilium/cilium/blob/main/pkg/k8s/apis/cilium.io/client/crds/v2/ciliumnetworkpolicies.yaml
 */
export const CILIUM_POLICY: ApiShape = {
  type: 'object',
  fields: { apiVersion: TEXT, kind: TEXT, metadata: METADATA, spec: RULE, specs: list(RULE), status: ANYTHING },
  anyOf: ['spec', 'specs'],
};

/** The same for CiliumCIDRGroup. */
export const CIDR_GROUP: ApiShape = {
  type: 'object',
  fields: { apiVersion: TEXT, kind: TEXT, metadata: METADATA, spec: fields({ externalCIDRs: list(CIDR) }, ['externalCIDRs']) },
  required: ['spec'],
};

/** A selector of pods or nodes, to see whether it can be read. */
export const SELECTOR_SHAPE = SELECTOR;
