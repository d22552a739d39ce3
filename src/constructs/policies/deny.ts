import type { Construct } from 'constructs';
import { appModelOf, DenyOrder } from '../../app';
import type { Direction } from '../../model';
import { checkOptions, NAMESPACED_OPTIONS, namespaceOf, newId, OptionNames, NamespacedProps, PolicyOptions } from '../input';
import { checkPods, PodSelector } from '../values';
import { PolicyConstruct } from './policy-construct';

/** What a default deny takes. */
export interface DefaultDenyProps extends PolicyOptions, NamespacedProps {
  /**
   * The pods that are closed.
   * @default - all pods of the namespace, those that do not exist yet included
   */
  readonly pods?: PodSelector;
}

/**
 * A policy that isolates pods and allows nothing.
 *
 * @internal
 */
export class DenyPolicy extends PolicyConstruct {
  constructor(scope: Construct, id: string, props: DefaultDenyProps, isolates: readonly Direction[]) {
    newId(scope, id);
    checkOptions(props, '{ pods: … }', OPTIONS);
    const pods = props.pods === undefined ? PodSelector.all() : checkPods(props.pods, 'pods');
    const namespace = namespaceOf(scope, id, props.namespace, pods._namespace());
    super(scope, id, props, { namespace, isolates, subject: () => pods._selector(), rules: () => [], reasons: () => [] });
    appModelOf(this).setDenyOrder(this, DenyOrder.DENY);
  }
}

const OPTIONS: OptionNames<DefaultDenyProps> = { ...NAMESPACED_OPTIONS, pods: true };
