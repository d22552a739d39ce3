import { DIRECTIONS } from '../../model';
import { fieldsOf, isFields, listOf, textOf } from '../manifest';
import type { Fields } from '../manifest';
import type { IsPolicyKind, UnreadKind } from './unread-kind';

const MAKER = { scope: 'cluster', directions: DIRECTIONS } as const;

/**
 * Objects of which a controller makes policies, or that agents of other networks enforce.
 * @see https://kyverno.io/docs/policy-types/cluster-policy/generate/
 * @see https://projectcapsule.dev/docs/tenants/enforcement/
 * @see https://github.com/kubernetes-sigs/hierarchical-namespaces/blob/master/docs/user-guide/concepts.md
 * @see https://docs.otterize.com/reference/intents-operator
 * @see https://github.com/vmware-tanzu/nsx-operator/blob/main/docs/security-policy.md
 */
export const POLICY_MAKERS: readonly UnreadKind[] = [
  { ...MAKER, group: 'kyverno.io', kind: 'ClusterPolicy', isIdle: makesNoPolicies },
  { ...MAKER, group: 'kyverno.io', kind: 'Policy', scope: 'namespaced', isIdle: makesNoPolicies },
  { ...MAKER, group: 'policies.kyverno.io', kind: 'GeneratingPolicy' },
  { ...MAKER, group: 'policies.kyverno.io', kind: 'NamespacedGeneratingPolicy', scope: 'namespaced' },
  { ...MAKER, group: 'capsule.clastix.io', kind: 'Tenant', isIdle: ({ spec }) => listOf(fieldsOf(fieldsOf(spec).networkPolicies).items).length === 0 },
  { ...MAKER, group: 'hnc.x-k8s.io', kind: 'HNCConfiguration', isIdle: ({ spec }) => !listOf(fieldsOf(spec).resources).some(isCopied) },
  { ...MAKER, group: 'k8s.otterize.com', kind: 'ClientIntents', scope: 'namespaced', everywhere: true },
  { ...MAKER, group: 'crd.nsx.vmware.com', kind: 'SecurityPolicy', scope: 'namespaced' },
  { ...MAKER, group: 'nsx.vmware.com', kind: 'SecurityPolicy', scope: 'namespaced' },
];

/** Whether no rule of a Kyverno policy generates or changes policies. What is worked out when the rule runs may be one. */
function makesNoPolicies({ spec }: Fields, isPolicyKind: IsPolicyKind): boolean {
  return listOf(fieldsOf(spec).rules).every((rule) => {
    const { generate, mutate, match } = fieldsOf(rule);
    const made = isFields(generate) ? [generate, ...listOf(generate.foreach).map(fieldsOf)].flatMap(generated) : [];
    const changed = isFields(mutate) ? [...listOf(mutate.targets).map(reference), ...matched(match)] : [];
    return ![...made, ...changed].some(({ apiVersion, kind }) => kind.includes('{{') || isPolicyKind(apiVersion, kind));
  });
}

interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What one `generate` names; one that names nothing, and lists no further ones, may make anything. */
function generated(generate: Fields): Reference[] {
  const cloned = listOf(fieldsOf(generate.cloneList).kinds).map(written);
  if (cloned.length > 0) return cloned;
  if (generate.kind === undefined && Array.isArray(generate.foreach)) return [];
  return [reference(generate)];
}

function reference(value: unknown): Reference {
  const { apiVersion, kind } = fieldsOf(value);
  return { apiVersion: textOf(apiVersion) ?? '', kind: textOf(kind) ?? '{{' };
}

/** The kinds that a rule is run for. */
function matched(match: unknown): Reference[] {
  const { any, all, resources } = fieldsOf(match);
  return [{ resources }, ...listOf(any), ...listOf(all)].flatMap((one) => listOf(fieldsOf(fieldsOf(one).resources).kinds).map(written));
}

/** `Kind`, `version/Kind` or `group/version/Kind`. */
function written(text: unknown): Reference {
  const parts = typeof text === 'string' ? text.split('/') : ['{{'];
  return { apiVersion: parts.slice(0, -1).join('/'), kind: parts[parts.length - 1] };
}

/** Whether a resource is copied into child namespaces, and is one of policies. */
function isCopied(value: unknown): boolean {
  const { resource, mode } = fieldsOf(value);
  return typeof resource === 'string' && /policies$/i.test(resource) && mode !== 'Ignore' && mode !== 'Remove';
}
