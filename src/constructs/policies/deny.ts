import type { Construct } from 'constructs';
import type { Direction } from '../../model';
import { namespaceOf } from '../input/names';
import { checkOptions, NAMESPACED_OPTIONS, OptionNames } from '../input/options';
import { PolicyObject } from '../../app/policy-object';
import { checkPods } from '../values/rules';
import { DENY } from '../../app/order/deny-order';
import { synthesisOf } from '../../app/app-model';
import { PodSelector } from '../values/pod-selector';
import type { DefaultDenyProps } from './default-deny';

/** A policy without rules: nothing passes in these directions. */
export function writeDeny(host: Construct, props: DefaultDenyProps, isolates: readonly Direction[]): PolicyObject {
  checkOptions(props, '{ pods: … }', OPTIONS);
  const pods = props.pods === undefined ? PodSelector.all() : checkPods(props.pods, 'pods');
  const namespace = namespaceOf(host, props.namespace, pods);
  const policy = new PolicyObject(host, props, { namespace, isolates, subject: () => pods._selector(), rules: () => [], reasons: () => [] });
  synthesisOf(host).addCloser(host, DENY);
  return policy;
}

const OPTIONS: OptionNames<DefaultDenyProps> = { ...NAMESPACED_OPTIONS, pods: true };
