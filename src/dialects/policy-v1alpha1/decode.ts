import { DIRECTIONS } from '../../model';
import type { EndpointSelector, Policy, Stage } from '../../model';
import { LabelSelector } from '../../sets';
import type { Dialect, DecodeSink, RefusedPolicies } from '../dialect';
import { fieldsOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata } from '../metadata';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { checkShape, hasShape } from '../shape';
import { encodeAdminAllow, fitsAdminRule } from './encode';
import { decodeEndpoints } from './endpoints';
import { decodeRules } from './rules';
import type { Reports } from './rules';
import { SCHEMAS, SUBJECT } from './schema';
import type { Kind } from './schema';

/** Before every NetworkPolicy, by priority. */
const ADMIN: Stage = { title: 'AdminNetworkPolicy', rank: 100, isolating: false };
/** After them, for pods that no NetworkPolicy isolates in the direction. */
const BASELINE: Stage = { title: 'BaselineAdminNetworkPolicy', rank: 300, isolating: false };

const EVERY_POD: EndpointSelector = { namespaces: { labels: LabelSelector.EVERYTHING }, pods: LabelSelector.EVERYTHING };

/** `policy.networking.k8s.io/v1alpha1`, accepted and refused as the definitions of the API project do it. */
export const POLICY_V1ALPHA1: Dialect = {
  name: 'policy-v1alpha1',
  checksMetadata: true,
  reads: (apiVersion, kind) => (apiVersion === 'policy.networking.k8s.io/v1alpha1' && isKind(kind) ? 'cluster' : undefined),
  decode: (object, sink) => {
    sink.policies.push(decodePolicy(object, sink));
  },
  overriding: { stage: ADMIN, maxOrder: 1000, fits: fitsAdminRule, encode: encodeAdminAllow },
};

function isKind(kind: string): kind is Kind {
  return kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy';
}

/** Nearly all policies are in order: the places of their fields are worked out only where one is not. */
function decodePolicy(object: Manifest, sink: DecodeSink): Policy {
  const look = { problems: sink.problemsOf(object), doubts: sink.problemsOf(object) };
  const policy = readPolicy(object, sink, Place.NOWHERE, look);
  if (!look.problems.any && !look.doubts.any) return policy;
  const problems = sink.problemsOf(object, '; the API server refuses the policy, so what its pods may do is unknown');
  const doubts = sink.problemsOf(object, '; the API server stores it, but no implementation can read it: what it does is unknown');
  return readPolicy(object, sink, Place.TOP, { problems, doubts });
}

function readPolicy(object: Manifest, sink: DecodeSink, top: Place, reports: Reports): Policy {
  const kind = object.kind as Kind;
  const { problems } = reports;
  checkShape(object.value, SCHEMAS[kind], 'pruned', top, problems);
  checkMetadata(object.metadata, top.at('metadata'), problems);
  if (kind === 'BaselineAdminNetworkPolicy' && object.name !== 'default') {
    problems.add('invalid-value', top.at('metadata').at('name'), `must be default: a cluster has one baseline policy, got ${quote(object.name)}`);
  }
  const spec = fieldsOf(object.value.spec);
  const place = top.at('spec');
  const subject = decodeSubject(spec, place, reports, sink.settings.refused);
  const rules = decodeRules(object, spec, place, reports);
  const refused = problems.count > 0 && sink.settings.refused === 'unknown';
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
function decodeSubject(spec: Fields, place: Place, { problems, doubts }: Reports, refused: RefusedPolicies) {
  const endpoints = decodeEndpoints(fieldsOf(spec.subject), place.at('subject'), doubts);
  const readable = problems.count === 0 || refused === 'as-read' || ((spec.subject ?? null) !== null && hasShape(spec.subject, SUBJECT, 'pruned'));
  return endpoints !== undefined && readable ? endpoints : { selector: EVERY_POD, unreadable: true };
}
