import { selectorShape } from '../label-selector';
import { METADATA } from '../metadata';
import type { ApiShape } from '../shape';

export type Kind = 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';

const ANYTHING: ApiShape = { type: 'anything' };
const TEXT: ApiShape = { type: 'text' };
const PORT: ApiShape = { type: 'integer', least: 1, most: 65535 };
const SELECTOR = selectorShape(['key', 'operator']);
const PODS: ApiShape = { type: 'object', fields: { namespaceSelector: SELECTOR, podSelector: SELECTOR }, required: ['namespaceSelector', 'podSelector'] };
const DOMAIN = /^(\*\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

/** The subject of a policy, or a peer of an ingress rule. */
const ENDPOINTS: ApiShape = { type: 'object', fields: { namespaces: SELECTOR, pods: PODS }, exactlyOne: true };
const NETWORKS: ApiShape = { type: 'list', items: { type: 'text', longest: 43 }, least: 1, most: 25, distinct: true };
const DOMAINS: ApiShape = { type: 'list', items: { type: 'text', pattern: DOMAIN }, least: 1, most: 25, distinct: true };

function egressPeer(kind: Kind): ApiShape {
  const fields: Record<string, ApiShape> = { namespaces: SELECTOR, pods: PODS, networks: NETWORKS, nodes: SELECTOR };
  if (kind === 'AdminNetworkPolicy') fields.domainNames = DOMAINS;
  return { type: 'object', fields, exactlyOne: true };
}

const NAMED_OR_NUMBERED: ApiShape = {
  type: 'object',
  fields: {
    portNumber: { type: 'object', fields: { port: PORT, protocol: TEXT }, required: ['port'] },
    portRange: { type: 'object', fields: { start: PORT, end: PORT, protocol: TEXT }, required: ['start', 'end'] },
    namedPort: TEXT,
  },
  exactlyOne: true,
};

function rules(peers: 'from' | 'to', peer: ApiShape, kind: Kind): ApiShape {
  const fields: Record<string, ApiShape> = {
    name: { type: 'text', longest: 100 },
    action: { type: 'text', values: kind === 'AdminNetworkPolicy' ? ['Allow', 'Deny', 'Pass'] : ['Allow', 'Deny'] },
    [peers]: { type: 'list', items: peer, least: 1, most: 100 },
    ports: { type: 'list', items: NAMED_OR_NUMBERED, least: 1, most: 100 },
  };
  return { type: 'list', items: { type: 'object', fields, required: ['action', peers] }, most: 100 };
}

const CONDITION: ApiShape = {
  type: 'object',
  fields: { type: TEXT, status: TEXT, reason: TEXT, message: TEXT, lastTransitionTime: ANYTHING, observedGeneration: ANYTHING },
};

function policy(kind: Kind): ApiShape {
  const admin = kind === 'AdminNetworkPolicy';
  const fields: Record<string, ApiShape> = {
    subject: ENDPOINTS,
    ingress: rules('from', ENDPOINTS, kind),
    egress: rules('to', egressPeer(kind), kind),
  };
  if (admin) fields.priority = { type: 'integer', least: 0, most: 1000 };
  return {
    type: 'object',
    fields: {
      apiVersion: TEXT,
      kind: TEXT,
      metadata: METADATA,
      spec: { type: 'object', fields, required: admin ? ['priority', 'subject'] : ['subject'] },
      status: { type: 'object', fields: { conditions: { type: 'list', items: CONDITION } } },
    },
    required: ['spec'],
  };
}

/**
 * The structure of the two kinds as the definitions of v0.1.8 have it, in the experimental channel, which takes all that `standard` takes.
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/
 */
export const SCHEMAS: Readonly<Record<Kind, ApiShape>> = {
  AdminNetworkPolicy: policy('AdminNetworkPolicy'),
  BaselineAdminNetworkPolicy: policy('BaselineAdminNetworkPolicy'),
};

/** What a subject or an ingress peer may look like. */
export const SUBJECT = ENDPOINTS;
