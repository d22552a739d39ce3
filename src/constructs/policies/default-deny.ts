import { Construct } from 'constructs';
import { newId } from '../input';
import { DefaultDenyProps, writeDeny } from './deny';

/**
 * Denies all ingress and egress of pods: only what other policies allow passes.
 *
 * **Isolates** the chosen pods, by default every pod of the namespace, for ingress and egress. Name resolution needs `DnsEgress`.
 *
 * Errors: `id-twice`, `options-type`, `option-unknown`, `pods-type`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 */
export class DefaultDeny extends Construct {
  /** The name in the manifest. */
  public readonly policyName: string;
  /** The namespace that is closed. */
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, newId(scope, id));
    const policy = writeDeny(this, props, ['ingress', 'egress']);
    this.policyName = policy.name;
    this.namespace = policy.namespace;
  }
}
