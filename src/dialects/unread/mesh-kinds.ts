import { DIRECTIONS } from '../../model';
import { fieldsOf } from '../manifest';
import type { Fields } from '../manifest';
import type { UnreadKind } from './unread-kind';

/** Proxies or the cloud enforce them behind the network: they may deny what arrives, and open nothing that the network denies. */
const MESH = { scope: 'namespaced', directions: ['ingress'], effect: 'may-deny' } as const;

/**
 * Policies that may deny what the others allow, and allow nothing.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @see https://linkerd.io/2/reference/authorization-policy/
 * @see https://developer.hashicorp.com/consul/docs/reference/config-entry/service-intentions
 * @see https://kuma.io/docs/latest/policies/meshtrafficpermission/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
 * @see https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-access/v1alpha3/traffic-access.md
 */
export const MESH_KINDS: readonly UnreadKind[] = [
  { ...MESH, group: 'security.istio.io', kind: 'AuthorizationPolicy', rootNamespace: 'istio-system', selector: ['spec', 'selector'], isIdle: deniesNothing },
  { ...MESH, group: 'security.istio.io', kind: 'PeerAuthentication', rootNamespace: 'istio-system', selector: ['spec', 'selector'], isIdle: takesPlainText },
  { ...MESH, group: 'security.istio.io', kind: 'RequestAuthentication', rootNamespace: 'istio-system', selector: ['spec', 'selector'] },
  { ...MESH, group: 'policy.linkerd.io', kind: 'Server', selector: ['spec', 'podSelector'] },
  { ...MESH, group: 'policy.linkerd.io', kind: 'ServerAuthorization' },
  { ...MESH, group: 'policy.linkerd.io', kind: 'AuthorizationPolicy' },
  { ...MESH, group: 'consul.hashicorp.com', kind: 'ServiceIntentions', everywhere: true },
  { ...MESH, group: 'kuma.io', kind: 'MeshTrafficPermission', rootNamespace: 'kuma-system' },
  { ...MESH, group: 'access.smi-spec.io', kind: 'TrafficTarget' },
  { ...MESH, group: 'networking.istio.io', kind: 'Sidecar', directions: ['egress'], rootNamespace: 'istio-system', isIdle: leavesOutboundOpen },
  { ...MESH, group: 'vpcresources.k8s.aws', kind: 'SecurityGroupPolicy', directions: DIRECTIONS, selector: ['spec', 'podSelector'] },
];

/** Whether an AuthorizationPolicy of Istio only writes to logs, or denies what matches no request. */
function deniesNothing({ metadata, spec }: Fields): boolean {
  const { action, rules } = fieldsOf(spec);
  if (action === 'AUDIT' || fieldsOf(fieldsOf(metadata).annotations)['istio.io/dry-run'] === 'true') return true;
  return action === 'DENY' && (rules === undefined || rules === null || (Array.isArray(rules) && rules.length === 0));
}

/** Whether a Sidecar lets pods call what the mesh does not know. */
function leavesOutboundOpen({ spec }: Fields): boolean {
  return fieldsOf(fieldsOf(spec).outboundTrafficPolicy).mode !== 'REGISTRY_ONLY';
}

/** Whether a PeerAuthentication asks no one for mutual TLS. */
function takesPlainText({ spec }: Fields): boolean {
  const { mtls, portLevelMtls } = fieldsOf(spec);
  const modes = [mtls, ...Object.values(fieldsOf(portLevelMtls))].map((one) => fieldsOf(one).mode);
  return modes.some((mode) => mode !== undefined) && modes.every((mode) => mode === 'PERMISSIVE' || mode === 'DISABLE');
}
