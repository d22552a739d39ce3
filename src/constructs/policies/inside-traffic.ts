import type { Construct } from 'constructs';
import { NamespacedProps, PolicyOptions } from '../input';
import { egressRule, ingressRule, Peer, PodSelector, Port, resolveAll } from '../values';
import { PolicyConstruct } from './policy-construct';

/** The part of a fence that lets the pods of its namespace reach each other. */
export class InsideTraffic extends PolicyConstruct {
  constructor(scope: Construct, id: string, props: PolicyOptions & Required<NamespacedProps>) {
    const pods = PodSelector.all();
    const written = { peers: [Peer.ownNamespace()], ports: [Port.all()], reason: undefined };
    const rules = [ingressRule(pods, written), egressRule(written)];
    super(scope, id, props, {
      namespace: props.namespace,
      isolates: ['ingress', 'egress'],
      subject: () => pods._selector(),
      rules: () => resolveAll(rules, props.namespace),
      reasons: () => [],
    });
  }
}
