import type { Construct } from 'constructs';
import { DefaultDenyProps, DenyPolicy } from './deny';

/**
 * Denies all ingress and egress of pods: only what other policies allow passes.
 *
 * **Isolates** the chosen pods, by default every pod of the namespace, for ingress and egress. Name resolution needs `DnsEgress`.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 */
export class DefaultDeny extends DenyPolicy {
  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, id, props, ['ingress', 'egress']);
  }
}
