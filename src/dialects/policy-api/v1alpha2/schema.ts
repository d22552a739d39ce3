import type { ApiShape } from '../../shape';
import { egressPeerShape, endpointsShape, policyShape, PORT, rulesShape } from '../shapes';

/** What a subject or an ingress peer may look like. */
export const SUBJECT = endpointsShape(['podSelector']);

const RANGE: ApiShape = { type: 'object', fields: { start: PORT, end: PORT }, required: ['start', 'end'] };
const DESTINATION: ApiShape = { type: 'object', fields: { number: PORT, range: RANGE }, exactlyOne: true };
const OF_PROTOCOL: ApiShape = { type: 'object', fields: { destinationPort: DESTINATION }, exactlyOne: true };
const PROTOCOL: ApiShape = {
  type: 'object',
  fields: { tcp: OF_PROTOCOL, udp: OF_PROTOCOL, sctp: OF_PROTOCOL, destinationNamedPort: { type: 'text' } },
  exactlyOne: true,
};

const COMMON = { actions: ['Accept', 'Deny', 'Pass'], traffic: ['protocols', PROTOCOL], most: 25 } as const;

/**
 * The structure of a ClusterNetworkPolicy as the definitions of v0.2.0 have it, in the experimental channel, which takes all that
 * `standard` takes but port names beside `networks`.
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/
 */
export const SHAPE = policyShape({
  tier: { type: 'text', values: ['Admin', 'Baseline'] },
  priority: { type: 'integer', least: 0, most: 1000 },
  subject: SUBJECT,
  ingress: rulesShape({ ...COMMON, peers: 'from', peer: SUBJECT }),
  egress: rulesShape({ ...COMMON, peers: 'to', peer: egressPeerShape(SUBJECT, true) }),
}, ['priority', 'subject', 'tier']);
