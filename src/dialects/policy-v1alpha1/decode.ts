import { DIRECTIONS } from '../../model';
import type { EndpointSelector, Policy, Stage } from '../../model';
import { LabelSelector } from '../../sets';
import type { Dialect, Draft } from '../dialect';
import { fieldsOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata } from '../metadata';
import { Place } from '../place';
import { quote } from '../quote';
import { checkShape, hasShape } from '../shape';
import { decodeEndpoints } from './endpoints';
import { decodeRules } from './rules';
import type { Reports } from './rules';
import { SCHEMAS, SUBJECT } from './schema';
import type { Kind } from './schema';

/** Before every NetworkPolicy, by priority. */
export const ADMIN: Stage = { name: 'AdminNetworkPolicy', rank: 100, end: 'next' };
/** After them, for pods that no NetworkPolicy isolates in the direction. */
export const BASELINE: Stage = { name: 'BaselineAdminNetworkPolicy', rank: 300, end: 'next' };

const EVERY_POD: EndpointSelector = { namespaces: { labels: LabelSelector.EVERYTHING }, pods: LabelSelector.EVERYTHING };

/** `policy.networking.k8s.io/v1alpha1`, accepted and refused as the definitions of the API project do it. */
export const POLICY_V1ALPHA1: Dialect = {
  name: 'policy-v1alpha1',
  reads: (apiVersion, kind) => (apiVersion === 'policy.networking.k8s.io/v1alpha1' && isKind(kind) ? 'cluster' : undefined),
  decode: (object, draft) => {
    draft.policies.push(decodePolicy(object, object.kind as Kind, draft));
  },
};

function isKind(kind: string): kind is Kind {
  return kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy';
}

function decodePolicy(object: Manifest, kind: Kind, draft: Draft): Policy {
  const reports: Reports = {
    findings: draft.findings(object, '; the API server refuses the policy, so what its pods may do is unknown'),
    doubts: draft.findings(object, '; the API server stores it, but no implementation can read it: what it does is unknown'),
  };
  const { findings } = reports;
  checkShape(object.value, SCHEMAS[draft.settings.channel][kind], 'pruned', Place.TOP, findings);
  checkMetadata(object.metadata, findings);
  if (kind === 'BaselineAdminNetworkPolicy' && object.name !== 'default') {
    findings.add('invalid-value', Place.TOP.at('metadata').at('name'), `must be default: a cluster has one baseline policy; got ${quote(object.name)}`);
  }
  const spec = fieldsOf(object.value.spec);
  const subject = decodeSubject(spec, reports);
  const rules = decodeRules(object, spec, reports);
  const refused = findings.count > 0;
  const unread = refused ? 'the API server refuses the policy' : subject.unreadable ? 'its subject cannot be read' : undefined;
  return {
    stage: kind === 'AdminNetworkPolicy' ? ADMIN : BASELINE,
    order: typeof spec.priority === 'number' && kind === 'AdminNetworkPolicy' ? spec.priority : 0,
    name: object.name,
    subject: subject.selector,
    isolates: unread === undefined ? [] : DIRECTIONS,
    rules: unread === undefined ? rules : [],
    hostNetwork: 'never',
    ...(unread !== undefined && { unread }),
    origin: object.origin,
  };
}

/** What cannot be read may be about every pod. */
function decodeSubject(spec: Fields, { findings, doubts }: Reports) {
  const endpoints = decodeEndpoints(fieldsOf(spec.subject), Place.TOP.at('spec').at('subject'), doubts);
  const readable = findings.count === 0 || ((spec.subject ?? null) !== null && hasShape(spec.subject, SUBJECT, 'pruned'));
  return endpoints !== undefined && readable ? endpoints : { selector: EVERY_POD, unreadable: true };
}
