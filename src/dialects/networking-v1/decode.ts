import { DIRECTIONS } from '../../model';
import type { Direction, NamespaceSelection, Policy, Rule } from '../../model';
import { LabelSelector } from '../../sets';
import type { Dialect, DecodeSink } from '../dialect';
import { NETWORK_POLICIES } from '../isolating-stage';
import type { ObjectProblems } from '../object-problems';
import { decodeSelector } from '../label-selector';
import { compact, fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata, reasonOf } from '../metadata';
import { namespaceCalled } from '../own-namespace';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { checkShape, hasShape } from '../shape';
import { encodeNetworkPolicy } from './encode';
import { decodePeers } from './peers';
import { decodePorts } from './ports';
import { NETWORK_POLICY, SELECTOR } from './schema';

const BOTH = DIRECTIONS;
const INGRESS: readonly Direction[] = ['ingress'];
const EGRESS: readonly Direction[] = ['egress'];
const NEITHER: readonly Direction[] = [];
const ASIDE = '; the API server refuses the policy, so what its pods may do is unknown';

/** `networking.k8s.io/v1` NetworkPolicy, accepted and refused as the API server does it. */
export const NETWORKING_V1: Dialect = {
  name: 'networking-v1',
  policies: { apiVersion: 'networking.k8s.io/v1', kinds: ['NetworkPolicy'], page: 'networking.md' },
  checksMetadata: true,
  reads: (apiVersion, kind) => (apiVersion === 'networking.k8s.io/v1' && kind === 'NetworkPolicy' ? 'namespaced' : undefined),
  decode: (object, sink) => {
    sink.policies.push(decodePolicy(object, sink));
  },
  isolating: { stage: NETWORK_POLICIES, encode: encodeNetworkPolicy },
};

/** Nearly all policies are in order: the places of their fields are worked out only where one is not. */
function decodePolicy(object: Manifest, sink: DecodeSink): Policy {
  const look = sink.problemsOf(object);
  const policy = readPolicy(object, sink, Place.NOWHERE, look);
  return look.any ? readPolicy(object, sink, Place.TOP, sink.problemsOf(object, ASIDE)) : policy;
}

function readPolicy(object: Manifest, sink: DecodeSink, top: Place, problems: ObjectProblems): Policy {
  checkShape(object.value, NETWORK_POLICY, 'zero', top, problems);
  checkMetadata(object.metadata, top.at('metadata'), problems);
  const spec = fieldsOf(object.value.spec);
  const place = top.at('spec');
  const subject = decodeSubject(spec, place, problems);
  const isolates = decodeTypes(spec, place, problems);
  const rules = decodeRules(object, spec, isolates, place, problems);
  const unspoken = unspokenOf(spec, isolates, rules);
  const refused = problems.count > 0 && sink.settings.refused === 'unknown';
  return {
    stage: NETWORK_POLICIES,
    order: 0,
    name: object.name,
    namespace: object.namespace,
    subject: { namespaces: home(object), pods: subject ?? LabelSelector.EVERYTHING },
    isolates: refused ? BOTH : isolates,
    rules: refused ? [] : rules,
    hostNetwork: 'depends-on-cni',
    ...(unspoken && { unspoken }),
    ...(refused && { unread: 'the API server refuses the policy' }),
    origin: object.origin,
  };
}

/** The policy's own namespace; every namespace if the written name is invalid. */
function home(object: Manifest): NamespaceSelection {
  const written = object.metadata.namespace ?? '';
  return typeof written === 'string' ? namespaceCalled(object.namespace!) : { labels: LabelSelector.EVERYTHING };
}

/** `undefined` when it cannot be read, an unknown field in it included: then the policy is about its whole namespace. */
function decodeSubject(spec: Fields, place: Place, problems: ObjectProblems): LabelSelector | undefined {
  const selector = decodeSelector(spec.podSelector, 'zero', place.at('podSelector'), problems);
  return problems.count === 0 || hasShape(spec.podSelector, SELECTOR, 'zero') ? selector : undefined;
}

/**
 * Which directions the policy isolates: by default ingress, and egress if it has a rule of that direction.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
function decodeTypes(spec: Fields, inside: Place, problems: ObjectProblems): readonly Direction[] {
  const types = listOf(spec.policyTypes);
  if (types.length === 0) return listOf(spec.egress).length > 0 ? BOTH : INGRESS;
  const place = inside.at('policyTypes');
  if (types.length > 2) problems.add('invalid-value', place, `must have at most two items, got ${types.length}`);
  for (let i = 0; i < types.length; i++) {
    const type = types[i];
    if (type === 'Ingress' || type === 'Egress' || (type !== null && typeof type !== 'string')) continue;
    problems.add('invalid-value', place.at(i), `must be Ingress or Egress, got ${quote(type ?? '')}`);
  }
  const ingress = types.includes('Ingress');
  const egress = types.includes('Egress');
  return ingress && egress ? BOTH : ingress ? INGRESS : egress ? EGRESS : NEITHER;
}

/** The direction that is restricted though only the other one has rules, and no section is written for it. */
function unspokenOf(spec: Fields, isolates: readonly Direction[], rules: readonly Rule[]): Policy['unspoken'] {
  if (isolates !== BOTH || rules.length === 0) return undefined;
  const silent = BOTH.find((direction) => (spec[direction] ?? undefined) === undefined);
  return silent && [{ direction: silent, isNamed: listOf(spec.policyTypes).length > 0 }];
}

/** All rules; rules of a direction that the policy does not isolate have no effect by the specification, but some agents apply them. */
function decodeRules(object: Manifest, spec: Fields, isolates: readonly Direction[], inside: Place, problems: ObjectProblems): readonly Rule[] {
  const reason = reasonOf(object.metadata);
  const rules: Rule[] = [];
  for (const direction of BOTH) {
    const items = listOf(spec[direction]);
    for (let i = 0; i < items.length; i++) {
      const fields = fieldsOf(items[i]);
      const place = inside.at(direction).at(i);
      const key = direction === 'ingress' ? 'from' : 'to';
      const peers = decodePeers(fields[key], object.namespace!, place.at(key), problems);
      const traffic = decodePorts(fields.ports, place.at('ports'), problems);
      const origin = object.origin.rule(direction, i);
      rules.push(reason === undefined ? { direction, action: 'allow', peers, traffic, origin } : { direction, action: 'allow', peers, traffic, reason, origin });
    }
    if (items.length > 0 && !isolates.includes(direction) && problems.count === 0) {
      const type = direction === 'ingress' ? 'Ingress' : 'Egress';
      problems.warn('rules-without-type', inside.at(direction), `has no effect: policyTypes does not list ${type}`, 'add it, or remove the rules');
    }
  }
  return rules.length === 0 ? NO_RULES : compact(rules);
}

const NO_RULES: readonly Rule[] = [];
