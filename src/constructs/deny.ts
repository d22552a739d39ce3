import type { Construct } from 'constructs';
import type { Direction } from '../model';
import type { DefaultDenyProps } from './default-deny';
import { namespaceOf } from './naming';
import { checkOptions, NAMESPACED_OPTIONS, OptionNames } from './options';
import { PolicyObject } from './policy-object';
import { checkPods } from './rules';
import { DENY } from './synth/arrange';
import { synthesisOf } from './synth/synthesis';
import { PodSelector } from './values/pod-selector';

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
