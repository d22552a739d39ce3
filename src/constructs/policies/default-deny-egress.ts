import { Construct } from 'constructs';
import { newId } from '../input';
import { DefaultDenyProps, writeDeny } from './deny';

/**
 * Denies all egress of pods: they reach only what other policies allow.
 *
 * **Isolates** the chosen pods, by default every pod of the namespace, for egress. Name resolution needs `DnsEgress`; who reaches them stays as it was.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic
 */
export class DefaultDenyEgress extends Construct {
  /** The name in the manifest. */
  public readonly policyName: string;
  /** The namespace that is closed. */
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, newId(scope, id));
    const policy = writeDeny(this, props, ['egress']);
    this.policyName = policy.name;
    this.namespace = policy.namespace;
  }
}
