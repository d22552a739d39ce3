import { selectorShape } from '../label-selector';
import { METADATA } from '../metadata';
import type { ApiShape } from '../shape';

const TEXT: ApiShape = { type: 'text' };
export const SELECTOR = selectorShape();

const PEERS: ApiShape = {
  type: 'list',
  items: {
    type: 'object',
    fields: {
      podSelector: SELECTOR,
      namespaceSelector: SELECTOR,
      ipBlock: { type: 'object', fields: { cidr: TEXT, except: { type: 'list', items: TEXT } } },
    },
  },
};

// the bounds are checked where both ends of a range are known
const PORTS: ApiShape = {
  type: 'list',
  items: { type: 'object', fields: { protocol: TEXT, port: { type: 'number-or-text' }, endPort: { type: 'integer', least: -Infinity, most: Infinity } } },
};

function rules(peers: 'from' | 'to'): ApiShape {
  return { type: 'list', items: { type: 'object', fields: { [peers]: PEERS, ports: PORTS } } };
}

/**
 * The structure of a NetworkPolicy, as strict field validation wants it.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export const NETWORK_POLICY: ApiShape = {
  type: 'object',
  fields: {
    apiVersion: TEXT,
    kind: TEXT,
    metadata: METADATA,
    spec: {
      type: 'object',
      fields: { podSelector: SELECTOR, policyTypes: { type: 'list', items: TEXT }, ingress: rules('from'), egress: rules('to') },
    },
    // API servers 1.24 to 1.27 write it; it decides nothing
    status: { type: 'object', fields: { conditions: { type: 'anything' } } },
  },
};
