import type { Construct } from 'constructs';
import { DefaultDenyProps, DenyPolicy } from './deny';

/**
 * Denies all egress of pods: they reach only what other policies allow.
 *
 * **Isolates** the chosen pods, by default every pod of the namespace, for egress. Name resolution needs `DnsEgress`; who reaches them stays as it was.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic
 */
export class DefaultDenyEgress extends DenyPolicy {
  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, id, props, ['egress']);
  }
}
