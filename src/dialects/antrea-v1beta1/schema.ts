import { parseAddress, parseCidr } from '../../sets';
import { METADATA } from '../metadata';
import type { ApiShape } from '../shape';

const ANYTHING: ApiShape = { type: 'anything' };
const BOOLEAN: ApiShape = { type: 'boolean' };
const TEXT: ApiShape = { type: 'text' };
const INTEGER: ApiShape = { type: 'integer' };
const BYTE: ApiShape = { type: 'integer', least: 0, most: 255 };

const list = (items: ApiShape): ApiShape => ({ type: 'list', items });
const choice = (...values: string[]): ApiShape => ({ type: 'text', values });
const fields = (of: Readonly<Record<string, ApiShape>>, required: readonly string[] = []): ApiShape => ({ type: 'object', fields: of, required });

const VALUE: ApiShape = { type: 'text', pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/ };
const CIDR: ApiShape = { type: 'text', test: (text) => parseCidr(text) !== undefined, form: 'a block of addresses such as `10.9.8.0/24`' };
const ADDRESS: ApiShape = { type: 'text', test: (text) => parseAddress(text) !== undefined, form: 'an address' };

function selector(value: ApiShape): ApiShape {
  return fields({
    matchLabels: { type: 'map', values: value },
    matchExpressions: list(fields({ key: TEXT, operator: choice('In', 'NotIn', 'Exists', 'DoesNotExist'), values: list(value) })),
  });
}

const SELECTOR = selector(VALUE);
const ANY_SELECTOR = selector(TEXT);
const NAMED = fields({ name: TEXT, namespace: TEXT }, ['name', 'namespace']);
const BLOCK = fields({ cidr: CIDR, except: list(CIDR) });
const SCOPE = choice('Cluster', 'ClusterSet');
const OF_NAMESPACES: ApiShape = { type: 'object', fields: { match: choice('Self'), sameLabels: list(TEXT) }, exactlyOne: true };

const PORT = fields({ protocol: choice('TCP', 'UDP', 'SCTP'), port: { type: 'number-or-text' }, endPort: INTEGER, sourcePort: INTEGER, sourceEndPort: INTEGER });
const METHODS = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'TRACE', 'OPTIONS', 'CONNECT', 'PATCH'];
const L7: ApiShape = { type: 'object', fields: { http: fields({ host: TEXT, method: choice(...METHODS), path: TEXT }), tls: fields({ sni: TEXT }) }, oneOf: ['http', 'tls'] };
const LOG_LABEL: ApiShape = { type: 'text', pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?$/ };

function protocol(types: readonly number[]): ApiShape {
  const igmpType: ApiShape = { type: 'integer', values: types };
  return { type: 'object', fields: { icmp: fields({ icmpType: BYTE, icmpCode: BYTE }), igmp: fields({ igmpType, groupAddress: ADDRESS }) }, oneOf: ['icmp', 'igmp'] };
}

/** What the two kinds of policies have of their own. */
interface Form {
  readonly appliedTo: Readonly<Record<string, ApiShape>>;
  readonly ofSpec: Readonly<Record<string, ApiShape>>;
  readonly ofIngress: Readonly<Record<string, ApiShape>>;
  readonly peer: Readonly<Record<string, ApiShape>>;
  readonly service: ApiShape;
}

const PEER = { podSelector: SELECTOR, namespaceSelector: SELECTOR, ipBlock: BLOCK, group: TEXT, nodeSelector: SELECTOR };

function policy({ appliedTo, ofSpec, ofIngress, peer, service }: Form): ApiShape {
  const rule = { action: choice('Allow', 'Drop', 'Reject', 'Pass'), ports: list(PORT), l7Protocols: list(L7), name: TEXT, enableLogging: BOOLEAN, logLabel: LOG_LABEL };
  const ingress = fields({ ...rule, appliedTo: list(fields({ ...appliedTo, ...ofIngress })), protocols: list(protocol([17])), from: list(fields({ ...peer, scope: SCOPE })) }, ['action']);
  const egress = fields({
    ...rule,
    appliedTo: list(fields(appliedTo)),
    protocols: list(protocol([18, 22, 34])),
    to: list(fields({ ...peer, fqdn: TEXT })),
    toServices: list(service),
  }, ['action']);
  const priority: ApiShape = { type: 'number', least: 1, most: 10000 };
  const spec = fields({ tier: TEXT, priority, appliedTo: list(fields({ ...appliedTo, ...ofSpec })), ingress: list(ingress), egress: list(egress) }, ['priority']);
  return fields({ apiVersion: TEXT, kind: TEXT, metadata: METADATA, spec, status: ANYTHING });
}

/**
 * The structure of the kinds, as their definitions have it.
 * @see https://github.com/antrea-io/antrea/tree/main/build/charts/antrea/crds
 */
export const SHAPES: ReadonlyMap<string, ApiShape> = new Map([
  ['NetworkPolicy', policy({
    appliedTo: { podSelector: SELECTOR, group: TEXT },
    ofSpec: { externalEntitySelector: SELECTOR },
    ofIngress: {},
    peer: { ...PEER, externalEntitySelector: SELECTOR },
    service: fields({ name: TEXT, namespace: TEXT, scope: TEXT }, ['name']),
  })],
  ['ClusterNetworkPolicy', policy({
    appliedTo: { podSelector: SELECTOR, namespaceSelector: SELECTOR, group: TEXT, serviceAccount: NAMED },
    ofSpec: { service: NAMED, nodeSelector: SELECTOR },
    ofIngress: { service: NAMED },
    peer: { ...PEER, namespaces: OF_NAMESPACES, serviceAccount: NAMED },
    service: fields({ name: TEXT, namespace: TEXT, scope: SCOPE }, ['name', 'namespace']),
  })],
  ['Tier', whole(fields({ priority: BYTE, description: TEXT }, ['priority']), ['spec'])],
  ['Group', whole(fields(groupFields(ANY_SELECTOR)))],
  ['ClusterGroup', whole(fields({ ...groupFields(SELECTOR), nodeSelector: SELECTOR }))],
]);

function groupFields(ofPods: ApiShape): Readonly<Record<string, ApiShape>> {
  const serviceReference = fields({ name: TEXT, namespace: TEXT });
  const selectors = { podSelector: ofPods, namespaceSelector: ofPods, externalEntitySelector: ofPods };
  return { ...selectors, childGroups: list(TEXT), ipBlocks: list(BLOCK), serviceReference };
}

function whole(spec: ApiShape, required: readonly string[] = []): ApiShape {
  return fields({ apiVersion: TEXT, kind: TEXT, metadata: METADATA, spec, status: ANYTHING }, required);
}
