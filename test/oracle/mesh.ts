/**
 * Policies that proxies enforce behind the network, from the words of their APIs: they may refuse what arrives at the pods that they select, and
 * let nothing through that was refused before. What exactly they refuse is not read.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @see https://linkerd.io/2/reference/authorization-policy/
 */
import { Seen, selects } from './selectors';
import { namespaceOf } from './templates';
import { NO, Raw, listOf } from './values';

interface Where {
  readonly namespace: string;
  readonly labels: Seen;
}

export type MeshPolicy = (pod: Where) => boolean;

/** Policies of the root namespace are about every namespace. */
const ROOT = 'istio-system';

/** AUDIT and dry runs write logs; a DENY without rules matches no request. */
function mayRefuse({ kind, metadata, spec }: Raw): boolean {
  if (kind === 'PeerAuthentication') return spec?.mtls?.mode === 'STRICT';
  if (spec?.action === 'AUDIT' || metadata.annotations?.['istio.io/dry-run'] === 'true') return false;
  return spec?.action !== 'DENY' || listOf(spec.rules).length > 0;
}

/** Whom an object may refuse something; `undefined` for what is no policy of a mesh. */
export function readMesh(object: Raw): MeshPolicy | undefined {
  const group = String(object.apiVersion).split('/')[0];
  if (group === 'security.istio.io' && ['AuthorizationPolicy', 'PeerAuthentication'].includes(object.kind)) {
    if (!mayRefuse(object)) return () => false;
    const home = namespaceOf(object);
    return (pod) => (home === ROOT || home === pod.namespace) && selects(object.spec?.selector, pod.labels, true) !== NO;
  }
  if (group === 'policy.linkerd.io' && object.kind === 'Server') {
    return (pod) => namespaceOf(object) === pod.namespace && selects(object.spec?.podSelector, pod.labels, true) !== NO;
  }
  return undefined;
}
