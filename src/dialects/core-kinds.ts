import { groupOf } from './manifest';

/**
 * The kinds of the API server itself that have no effect on connectivity, by group.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const INERT: Readonly<Record<string, string>> = {
  '': 'Binding ComponentStatus ConfigMap Event LimitRange PersistentVolume PersistentVolumeClaim PodTemplate ResourceQuota Secret ServiceAccount',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
  'apps': 'ControllerRevision',
  'authentication.k8s.io': 'SelfSubjectReview TokenRequest TokenReview',
  'authorization.k8s.io': 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'autoscaling': 'Scale',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle PodCertificateRequest',
  'coordination.k8s.io': 'Lease LeaseCandidate',
  'events.k8s.io': 'Event',
  'extensions': 'PodSecurityPolicy',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'internal.apiserver.k8s.io': 'StorageVersion',
  'metrics.k8s.io': 'NodeMetrics PodMetrics',
  'networking.k8s.io': 'ClusterCIDR IngressClass IPAddress ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  'policy': 'Eviction PodDisruptionBudget PodSecurityPolicy',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'resource.k8s.io': 'DeviceClass DeviceTaintRule ResourceClaim ResourceClaimTemplate ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'storage.k8s.io': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io': 'StorageVersionMigration',
};

const KINDS: ReadonlySet<string> = new Set(Object.entries(INERT).flatMap(([group, kinds]) => kinds.split(' ').map((kind) => `${group}/${kind}`)));

/** Whether a kind is known to mean nothing here: a misspelt kind of the same group is not. */
export function isInert(apiVersion: string, kind: string): boolean {
  return KINDS.has(`${groupOf(apiVersion)}/${kind}`);
}
