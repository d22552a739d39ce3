import { fail } from '../../errors';
import { Direction, DIRECTIONS, Rule } from '../../model';
import type { Labels } from '../../sets';
import type { EncodablePolicy } from '../encoder';
import type { EncodedPeer } from './encode-peers';
import type { EncodedPort } from './encode-ports';
import { encodeRules } from './encode-rules';
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
  const encode = (direction: Direction) =>
    (isolates.includes(direction) ? encodeRules(rules.filter((rule) => rule.direction === direction), namespace) : []);
  const ingress = encode('ingress').map(({ peers, ports }) => ({ ...(peers && { from: peers }), ...(ports && { ports }) }));
  const egress = encode('egress').map(({ peers, ports }) => ({ ...(peers && { to: peers }), ...(ports && { ports }) }));
  return {
    podSelector: encodeSelector(pods),
    policyTypes: DIRECTIONS.filter((direction) => isolates.includes(direction)).map((direction) => (direction === 'ingress' ? 'Ingress' : 'Egress')),
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  };
}

/** The reasons of all rules, also of those that others cover: the annotation, or nothing. */
export function encodeReasons(rules: readonly Pick<Rule, 'reason'>[]): Readonly<Record<string, string>> {
  const reasons = [...new Set(rules.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))].sort();
  return reasons.length === 0 ? {} : { [REASON_ANNOTATION]: reasons.join('\n') };
}
