import type { Construct } from 'constructs';
import { DefaultDenyProps, DenyPolicy } from './deny';

/**
 * Denies all ingress of pods: only what other policies allow reaches them.
 *
 * **Isolates** the chosen pods, by default every pod of the namespace, for ingress. What they reach stays as it was.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic
 */
export class DefaultDenyIngress extends DenyPolicy {
  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, id, props, ['ingress']);
  }
}
