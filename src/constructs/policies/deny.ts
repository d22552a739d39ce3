import type { Construct } from 'constructs';
import { appModelOf, DenyOrder, PolicyObject } from '../../app';
import type { Direction } from '../../model';
import { checkOptions, NAMESPACED_OPTIONS, namespaceOf, OptionNames, NamespacedProps, PolicyOptions } from '../input';
import { checkPods, PodSelector } from '../values';
import { definePolicy } from './define-policy';

/** What a default deny takes. */
export interface DefaultDenyProps extends PolicyOptions, NamespacedProps {
  /**
   * The pods that are closed.
   * @default - all pods of the namespace, those that do not exist yet included
   */
  readonly pods?: PodSelector;
}

/** A policy without rules: nothing passes in these directions. */
export function writeDeny(host: Construct, props: DefaultDenyProps, isolates: readonly Direction[]): PolicyObject {
  checkOptions(props, '{ pods: … }', OPTIONS);
  const pods = props.pods === undefined ? PodSelector.all() : checkPods(props.pods, 'pods');
  const namespace = namespaceOf(host, props.namespace, pods._namespace());
  const policy = definePolicy(host, props, { namespace, isolates, subject: () => pods._selector(), rules: () => [], reasons: () => [] });
  appModelOf(host).setDenyOrder(host, DenyOrder.DENY);
  return policy;
}

const OPTIONS: OptionNames<DefaultDenyProps> = { ...NAMESPACED_OPTIONS, pods: true };
