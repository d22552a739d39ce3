import type { ApiShape } from '../../shape';
import { egressPeerShape, endpointsShape, policyShape, PORT, rulesShape } from '../shapes';

export type Kind = 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';

const TEXT: ApiShape = { type: 'text' };

/** What a subject or an ingress peer may look like. */
export const SUBJECT = endpointsShape(['namespaceSelector', 'podSelector']);

const NAMED_OR_NUMBERED: ApiShape = {
  type: 'object',
  fields: {
    portNumber: { type: 'object', fields: { port: PORT, protocol: TEXT }, required: ['port'] },
    portRange: { type: 'object', fields: { start: PORT, end: PORT, protocol: TEXT }, required: ['start', 'end'] },
    namedPort: TEXT,
  },
  exactlyOne: true,
};

function policy(kind: Kind): ApiShape {
  const admin = kind === 'AdminNetworkPolicy';
  const common = { actions: admin ? ['Allow', 'Deny', 'Pass'] : ['Allow', 'Deny'], traffic: ['ports', NAMED_OR_NUMBERED], most: 100 } as const;
  const fields: Record<string, ApiShape> = {
    subject: SUBJECT,
    ingress: rulesShape({ ...common, peers: 'from', peer: SUBJECT }),
    egress: rulesShape({ ...common, peers: 'to', peer: egressPeerShape(SUBJECT, admin) }),
  };
  if (admin) fields.priority = { type: 'integer', least: 0, most: 1000 };
  return policyShape(fields, admin ? ['priority', 'subject'] : ['subject']);
}

/**
 * The structure of the two kinds as the definitions of v0.1.8 have it, in the experimental channel, which takes all that `standard` takes.
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/
 */
export const SCHEMAS: Readonly<Record<Kind, ApiShape>> = {
  AdminNetworkPolicy: policy('AdminNetworkPolicy'),
  BaselineAdminNetworkPolicy: policy('BaselineAdminNetworkPolicy'),
};
