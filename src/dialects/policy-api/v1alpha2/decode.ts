import type { Stage } from '../../../model';
import type { Dialect } from '../../dialect';
import { fieldsOf, listOf } from '../../manifest';
import type { Fields } from '../../manifest';
import type { ObjectProblems } from '../../object-problems';
import type { Place } from '../../place';
import { decodePolicy, GROUP, versionOf } from '../policy';
import type { KindForm } from '../policy';
import { hasOneOf } from '../rules';
import { encodeClusterAccept, fitsClusterRule } from './encode';
import { decodeProtocols } from './protocols';
import { SHAPE, SUBJECT } from './schema';

/** Before every NetworkPolicy, by priority. */
const ADMIN: Stage = { title: 'ClusterNetworkPolicy of tier Admin', rank: 110, isolating: false };
/** After them, by priority, for pods that no NetworkPolicy isolates in the direction. */
const BASELINE: Stage = { title: 'ClusterNetworkPolicy of tier Baseline', rank: 310, isolating: false, isBaseline: true };

const LANGUAGE = versionOf('v1alpha2');

const FORM: KindForm = {
  language: LANGUAGE,
  shape: SHAPE,
  subject: SUBJECT,
  rules: {
    actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
    traffic: 'protocols',
    decodeTraffic: (value, place, { problems }) => decodeProtocols(value, place, problems),
    named: 'destinationNamedPort',
    unnamed: ['nodes', 'domainNames'],
  },
  stageOf: ({ tier }) => (tier === 'Baseline' ? BASELINE : ADMIN),
  orderOf: ({ priority }) => (typeof priority === 'number' ? priority : 0),
  unsettled: nameBesideNetworks,
};

/** `policy.networking.k8s.io/v1alpha2`, accepted and refused as the definitions of the API project do it. */
export const POLICY_V1ALPHA2: Dialect = {
  name: 'policy-api/v1alpha2',
  policies: { apiVersion: `${GROUP}/v1alpha2`, kinds: ['ClusterNetworkPolicy'], page: 'policy-api.md' },
  checksMetadata: true,
  reads: (apiVersion, kind) => (apiVersion === `${GROUP}/v1alpha2` && kind === 'ClusterNetworkPolicy' ? 'cluster' : undefined),
  decode: (object, sink) => {
    sink.policies.push(decodePolicy(object, FORM, sink));
  },
  overriding: { stage: ADMIN, language: LANGUAGE, kind: 'a ClusterNetworkPolicy', maxOrder: 1000, fits: fitsClusterRule, encode: encodeClusterAccept },
};

/** The definitions of the standard channel take the name of a port beside networks, those of the experimental one refuse the whole policy. */
function nameBesideNetworks(spec: Fields, place: Place, doubts: ObjectProblems): string | undefined {
  let found: string | undefined;
  for (const [i, item] of listOf(spec.egress).entries()) {
    const { to, protocols } = fieldsOf(item);
    if (!listOf(to).some((peer) => hasOneOf(peer, ['networks'])) || !listOf(protocols).some((one) => hasOneOf(one, ['destinationNamedPort']))) continue;
    doubts.add('invalid-value', place.at('egress').at(i), 'has destinationNamedPort beside networks, which the experimental definitions refuse', 'write the number, or split the rule');
    found = 'only some definitions of the API take it';
  }
  return found;
}
