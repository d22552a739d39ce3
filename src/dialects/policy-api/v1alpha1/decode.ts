import type { Stage } from '../../../model';
import { quote } from '../../../text/quote';
import type { Dialect } from '../../dialect';
import type { Manifest } from '../../manifest';
import type { ObjectProblems } from '../../object-problems';
import type { Place } from '../../place';
import { decodePolicy, GROUP, versionOf } from '../policy';
import type { KindForm } from '../policy';
import type { RuleForm } from '../rules';
import { encodeAdminAllow, fitsAdminRule } from './encode';
import { decodePorts } from './ports';
import { SCHEMAS, SUBJECT } from './schema';
import type { Kind } from './schema';

/** Before every NetworkPolicy, by priority. */
const ADMIN: Stage = { title: 'AdminNetworkPolicy', rank: 100, isolating: false };
/** After them, for pods that no NetworkPolicy isolates in the direction. */
const BASELINE: Stage = { title: 'BaselineAdminNetworkPolicy', rank: 300, isolating: false, isBaseline: true };

const LANGUAGE = versionOf('v1alpha1');

const RULES: RuleForm = {
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  traffic: 'ports',
  decodeTraffic: (value, place, { doubts }) => decodePorts(value, place, doubts),
  named: 'namedPort',
  unnamed: ['networks', 'nodes', 'domainNames'],
};

const KINDS: Readonly<Record<Kind, KindForm>> = {
  AdminNetworkPolicy: {
    language: LANGUAGE,
    shape: SCHEMAS.AdminNetworkPolicy,
    subject: SUBJECT,
    rules: RULES,
    stageOf: () => ADMIN,
    orderOf: ({ priority }) => (typeof priority === 'number' ? priority : 0),
  },
  BaselineAdminNetworkPolicy: {
    language: LANGUAGE,
    shape: SCHEMAS.BaselineAdminNetworkPolicy,
    subject: SUBJECT,
    rules: RULES,
    stageOf: () => BASELINE,
    orderOf: () => 0,
    check: checkName,
  },
};

/** `policy.networking.k8s.io/v1alpha1`, accepted and refused as the definitions of the API project do it. */
export const POLICY_V1ALPHA1: Dialect = {
  name: 'policy-api/v1alpha1',
  policies: { apiVersion: `${GROUP}/v1alpha1`, kinds: Object.keys(KINDS), page: 'policy-api.md' },
  checksMetadata: true,
  reads: (apiVersion, kind) => (apiVersion === `${GROUP}/v1alpha1` && isKind(kind) ? 'cluster' : undefined),
  decode: (object, sink) => {
    sink.policies.push(decodePolicy(object, KINDS[object.kind as Kind], sink));
  },
  overriding: { stage: ADMIN, language: LANGUAGE, kind: 'an AdminNetworkPolicy', maxOrder: 1000, fits: fitsAdminRule, encode: encodeAdminAllow },
};

function isKind(kind: string): kind is Kind {
  return Object.prototype.hasOwnProperty.call(KINDS, kind);
}

function checkName({ name }: Manifest, top: Place, problems: ObjectProblems): void {
  if (name === 'default') return;
  problems.add('invalid-value', top.at('metadata').at('name'), `must be default: a cluster has one baseline policy, got ${quote(name)}`);
}
