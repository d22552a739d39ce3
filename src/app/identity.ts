import type { ApiObject } from 'cdk8s';

/** What distinguishes objects in the API server. */
export interface Identity {
  readonly group: string;
  readonly kind: string;
  /** Empty for objects without a namespace, and for those in the current namespace of `kubectl`. */
  readonly namespace: string;
  readonly name: string;
}

/**
 * Kinds without a namespace, whatever their metadata says: cdk8s gives every object the namespace of its chart.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'CSIDriver', 'CSINode', 'CertificateSigningRequest',
  'CiliumClusterwideNetworkPolicy', 'ClusterIssuer', 'ClusterNetworkPolicy', 'ClusterRole', 'ClusterRoleBinding',
  'CustomResourceDefinition', 'FlowSchema', 'GlobalNetworkPolicy', 'GlobalNetworkSet', 'IPAddress', 'IngressClass',
  'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'Namespace', 'Node', 'PersistentVolume',
  'PriorityClass', 'PriorityLevelConfiguration', 'RuntimeClass', 'ServiceCIDR', 'StorageClass', 'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration', 'VolumeAttachment', 'VolumeAttributesClass',
]);

/** How an object will be known in the cluster, patches included. */
export function identityOf(object: ApiObject): Identity {
  // a JSON patch may rename; only then is the whole object worth rendering
  const isPatched = patchesIn(object).length > 0;
  const { name, namespace } = isPatched ? object.toJson().metadata ?? {} : { name: object.name, namespace: object.metadata.namespace };
  const scoped = !CLUSTER_SCOPED.has(object.kind);
  return { group: object.apiGroup, kind: object.kind, namespace: scoped ? namespace ?? '' : '', name: name ?? object.name };
}

/** How a document will be known in the cluster; absent where it has no kind or no name. */
export function identityIn(document: unknown): Identity | undefined {
  const { apiVersion, kind, metadata } = (document ?? {}) as Readonly<Record<string, any>>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata?.name !== 'string') return undefined;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : 'core';
  const scoped = !CLUSTER_SCOPED.has(kind) && typeof metadata.namespace === 'string';
  return { group, kind, namespace: scoped ? metadata.namespace as string : '', name: metadata.name as string };
}

/** `NetworkPolicy production/default-deny` */
export function identityText({ kind, namespace, name }: Identity): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** The JSON patches of an object. */
export function patchesIn(object: ApiObject): readonly unknown[] {
  const patches: unknown = (object as unknown as { readonly patches?: unknown }).patches;
  return Array.isArray(patches) ? patches : [];
}
