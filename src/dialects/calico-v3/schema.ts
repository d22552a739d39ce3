import { METADATA } from '../metadata';
import type { ApiShape } from '../shape';

const ANYTHING: ApiShape = { type: 'anything' };
const BOOLEAN: ApiShape = { type: 'boolean' };
const TEXT: ApiShape = { type: 'text' };
const NUMBER_OR_TEXT: ApiShape = { type: 'number-or-text' };

const list = (items: ApiShape): ApiShape => ({ type: 'list', items });
const setOf = (items: ApiShape): ApiShape => ({ type: 'list', items, distinct: true });
const fields = (of: Readonly<Record<string, ApiShape>>, required: readonly string[] = []): ApiShape => ({ type: 'object', fields: of, required });
const choice = (...values: readonly string[]): ApiShape => ({ type: 'text', values });

const END = fields({
  namespaceSelector: TEXT,
  nets: setOf(TEXT),
  notNets: list(TEXT),
  notPorts: list(NUMBER_OR_TEXT),
  notSelector: TEXT,
  ports: list(NUMBER_OR_TEXT),
  selector: TEXT,
  serviceAccounts: fields({ names: setOf(TEXT), selector: TEXT }),
  services: fields({ name: TEXT, namespace: TEXT }),
});

const ICMP = fields({ code: { type: 'integer', least: 0, most: 255 }, type: { type: 'integer', least: 0, most: 254 } });
const PATH = fields({ exact: { type: 'text', longest: 1024 }, prefix: { type: 'text', longest: 1024 } });

const RULE = fields({
  action: choice('Allow', 'Deny', 'Log', 'Pass'),
  destination: END,
  http: fields({ methods: { type: 'list', items: TEXT, most: 20 }, paths: { type: 'list', items: PATH, most: 20 } }),
  icmp: ICMP,
  ipVersion: { type: 'integer', least: 4, most: 6 },
  metadata: fields({ annotations: { type: 'map', values: TEXT } }),
  notICMP: ICMP,
  notProtocol: NUMBER_OR_TEXT,
  protocol: NUMBER_OR_TEXT,
  source: END,
}, ['action']);

const COMMON: Readonly<Record<string, ApiShape>> = {
  egress: list(RULE),
  ingress: list(RULE),
  order: { type: 'number' },
  performanceHints: list(choice('AssumeNeededOnEveryNode')),
  selector: TEXT,
  serviceAccountSelector: TEXT,
  tier: TEXT,
  types: { type: 'list', items: choice('Ingress', 'Egress'), least: 1, most: 2, distinct: true },
};

function object(spec: ApiShape, required = ['metadata', 'spec']): ApiShape {
  return fields({ apiVersion: TEXT, kind: TEXT, metadata: METADATA, spec, status: ANYTHING }, required);
}

const NETWORK_SET = object(fields({ nets: setOf(TEXT) }));

/**
 * The structure of the kinds, as the definitions of v3.32.1 have it; those of both groups are the same.
 * @see https://docs.tigera.io/calico/latest/reference/resources/
 */
export const SHAPES: ReadonlyMap<string, ApiShape> = new Map([
  ['NetworkPolicy', object(fields(COMMON))],
  ['GlobalNetworkPolicy', object(fields({ ...COMMON, applyOnForward: BOOLEAN, doNotTrack: BOOLEAN, namespaceSelector: TEXT, preDNAT: BOOLEAN }))],
  ['Tier', object(fields({ defaultAction: choice('Pass', 'Deny'), order: { type: 'number' } }))],
  ['NetworkSet', NETWORK_SET],
  ['GlobalNetworkSet', NETWORK_SET],
]);
