import { selectorShape } from '../label-selector';
import { METADATA } from '../metadata';
import type { ApiShape } from '../shape';

const ANYTHING: ApiShape = { type: 'anything' };
const TEXT: ApiShape = { type: 'text' };
const SELECTOR = selectorShape(['key', 'operator']);
const DOMAIN = /^(\*\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

/** A port, by its number. */
export const PORT: ApiShape = { type: 'integer', least: 1, most: 65535 };
/** Blocks of addresses. */
const NETWORKS: ApiShape = { type: 'list', items: { type: 'text', longest: 43 }, least: 1, most: 25, distinct: true };
const DOMAINS: ApiShape = { type: 'list', items: { type: 'text', pattern: DOMAIN }, least: 1, most: 25, distinct: true };

/** The subject of a policy, or a peer of an ingress rule; `required`: the selectors of `pods` that must be there. */
export function endpointsShape(required: readonly string[]): ApiShape & { readonly type: 'object' } {
  const pods: ApiShape = { type: 'object', fields: { namespaceSelector: SELECTOR, podSelector: SELECTOR }, required };
  return { type: 'object', fields: { namespaces: SELECTOR, pods }, exactlyOne: true };
}

/** A peer of an egress rule in the experimental channel, which takes all that `standard` takes. */
export function egressPeerShape(endpoints: ApiShape & { readonly type: 'object' }, takesDomains: boolean): ApiShape {
  const fields = { ...endpoints.fields, networks: NETWORKS, nodes: SELECTOR, ...(takesDomains && { domainNames: DOMAINS }) };
  return { type: 'object', fields, exactlyOne: true };
}

interface RulesShape {
  readonly peers: 'from' | 'to';
  readonly peer: ApiShape;
  readonly actions: readonly string[];
  /** The name of the field for ports and protocols, and one of its items. */
  readonly traffic: readonly [string, ApiShape];
  /** The most rules of a direction, and the most items of each list of a rule. */
  readonly most: number;
}

/** The rules of one direction. */
export function rulesShape({ peers, peer, actions, traffic: [traffic, item], most }: RulesShape): ApiShape {
  const fields: Record<string, ApiShape> = {
    name: { type: 'text', longest: 100 },
    action: { type: 'text', values: actions },
    [peers]: { type: 'list', items: peer, least: 1, most },
    [traffic]: { type: 'list', items: item, least: 1, most },
  };
  return { type: 'list', items: { type: 'object', fields, required: ['action', peers] }, most };
}

const CONDITION: ApiShape = {
  type: 'object',
  fields: { type: TEXT, status: TEXT, reason: TEXT, message: TEXT, lastTransitionTime: ANYTHING, observedGeneration: ANYTHING },
};

/** An object of the API. */
export function policyShape(spec: Readonly<Record<string, ApiShape>>, required: readonly string[]): ApiShape {
  return {
    type: 'object',
    fields: {
      apiVersion: TEXT,
      kind: TEXT,
      metadata: METADATA,
      spec: { type: 'object', fields: spec, required },
      status: { type: 'object', fields: { conditions: { type: 'list', items: CONDITION } } },
    },
    required: ['spec'],
  };
}
