import { Construct } from 'constructs';
import { PolicyObject } from '../../app/policy-object';
import type { NamespacedProps, PolicyOptions } from '../input/policy-options';
import { egressRule, ingressRule } from '../values/rules';
import { Peer } from '../values/peer';
import { PodSelector } from '../values/pod-selector';
import { Port } from '../values/port';

/** The part of a fence that lets the pods of its namespace reach each other. */
export class InsideTraffic extends Construct {
  constructor(scope: Construct, id: string, props: PolicyOptions & Required<NamespacedProps>) {
    super(scope, id);
    const pods = PodSelector.all();
    const written = { peers: [Peer.ownNamespace()], ports: [Port.all()], reason: undefined };
    const rules = [ingressRule(pods, written), egressRule(written)];
    new PolicyObject(this, props, {
      namespace: props.namespace,
      isolates: ['ingress', 'egress'],
      subject: () => pods._selector(),
      rules: () => rules.flatMap((rule) => rule.resolve(props.namespace)),
      reasons: () => [],
    });
  }
}
