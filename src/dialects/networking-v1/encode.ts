import { fail } from '../../errors';
import { Direction, DIRECTIONS, Rule } from '../../model';
import type { Labels } from '../../sets';
import type { EncodablePolicy } from '../encoder';
import type { EncodedPeer } from './encode-peers';
import type { EncodedPort } from './encode-ports';
import { type EncodedRule, encodeRules } from './encode-rules';
import { EncodedSelector, encodeSelector } from './encode-selector';

/** The annotation that carries the reasons of the rules, sorted, one a line. */
export const REASON_ANNOTATION = 'netfence/reason';

interface EncodedSpec {
  readonly podSelector: EncodedSelector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly EncodedPeer[]; readonly ports?: readonly EncodedPort[] }[];
  readonly egress?: readonly { readonly to?: readonly EncodedPeer[]; readonly ports?: readonly EncodedPort[] }[];
}

interface EncodedPolicy {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Labels;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: EncodedSpec;
}

/**
 * The manifest of a policy: explicit, minimal, sorted, the same for every order of its rules.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function encodeNetworkPolicy(policy: EncodablePolicy): EncodedPolicy {
  const annotations = { ...policy.annotations, ...encodeReasons(policy.rules) };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: policy.name,
      namespace: policy.namespace,
      ...(Object.keys(policy.labels ?? {}).length > 0 && { labels: policy.labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: encodeSpec(policy),
  };
}

/** The spec alone. A direction that is isolated and allows nothing has no list: its type says all. */
export function encodeSpec({ namespace, pods, isolates, rules }: Omit<EncodablePolicy, 'name'>): EncodedSpec {
  if (isolates.length === 0) fail('not-expressible', 'a NetworkPolicy isolates ingress, egress or both', 'name a direction');
  const inert = rules.find((rule) => rule.action !== 'allow' || !isolates.includes(rule.direction));
  if (inert !== undefined) {
    fail('not-expressible', `a NetworkPolicy knows allow rules of directions that it isolates, got \`${inert.action} ${inert.direction}\``, 'isolate the direction');
  }
  // no rule is of a direction that is not isolated
  const rulesOf = (direction: Direction) => (isolates.length === 1 ? rules : rules.filter((rule) => rule.direction === direction));
  const allowed = (direction: Direction) => (isolates.includes(direction) ? encodeRules(rulesOf(direction), namespace) : []);
  const ingress = allowed('ingress').map(ingressOf);
  const egress = allowed('egress').map(egressOf);
  const policyTypes = DIRECTIONS.filter((direction) => isolates.includes(direction)).map((direction) => (direction === 'ingress' ? 'Ingress' : 'Egress'));
  return {
    podSelector: encodeSelector(pods),
    policyTypes,
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  };
}

function ingressOf({ peers, ports }: EncodedRule) {
  if (peers === undefined) return ports === undefined ? {} : { ports };
  return ports === undefined ? { from: peers } : { from: peers, ports };
}

function egressOf({ peers, ports }: EncodedRule) {
  if (peers === undefined) return ports === undefined ? {} : { ports };
  return ports === undefined ? { to: peers } : { to: peers, ports };
}

/** The reasons of all rules, also of those that others cover: the annotation, or nothing. */
export function encodeReasons(rules: readonly Pick<Rule, 'reason'>[]): Readonly<Record<string, string>> {
  if (rules.every(({ reason }) => reason === undefined)) return NO_REASONS;
  const reasons = [...new Set(rules.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))].sort();
  return { [REASON_ANNOTATION]: reasons.join('\n') };
}

const NO_REASONS: Readonly<Record<string, string>> = {};
