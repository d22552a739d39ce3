import type { Direction } from '../../model';
import type { Decision } from '../judge';
import type { End } from './ends';
import type { Engine } from './engine';

/** Why a packet's fate at one end is not decided; empty when it is. */
export function reasonsOf(engine: Engine, direction: Direction, of: number, other: End, decisions: readonly Decision[]): string[] {
  const reasons = new Set<string>();
  const here = engine.classes.example[of];
  const there = typeof other === 'number' ? engine.classes.example[other] : undefined;
  for (const { effect, sure, policy, rule } of decisions) {
    if (effect === 'unread') reasons.add(`${policy.origin.label} could not be read: ${policy.unread}`);
    if (sure || effect === 'unread') continue;
    if (here.hostNetwork) reasons.add('whether policies select pods on the host network depends on the CNI');
    else if (effect === 'isolate') continue;
    else if (there?.hostNetwork) reasons.add('whether a rule means pods on the host network depends on the CNI');
    for (const peer of rule?.peers ?? []) {
      if (peer.type === 'unreadable') {
        const unseen = peer.domains && `the addresses of ${peer.domains.join(', ')} are not known`;
        reasons.add(unseen ?? `a peer of ${policy.origin.label} could not be read: ${peer.why}`);
      }
      if (peer.type !== 'addresses' || there === undefined || there.hostNetwork) continue;
      if (there.addresses.length === 0) reasons.add('a block may hold the address of the pod, which the input does not tell');
      else if (peer.pods === 'depends-on-cni') reasons.add('whether a block means a pod that holds an address in it depends on the CNI');
      else reasons.add('the addresses of the two families are judged differently');
    }
  }
  if (typeof other !== 'number' && engine.isNodeAddress(other) && decisions.some(({ effect }) => effect === 'isolate')) {
    reasons.add(direction === 'ingress'
      ? 'the address is a node\'s, and the node of a pod always reaches it'
      : 'the address is a node\'s, and whether a pod that policies isolate reaches its own node depends on the CNI');
  }
  if (direction === 'egress' && there?.hostNetwork && decisions.some(({ effect }) => effect === 'isolate')) {
    reasons.add('whether a pod that policies isolate reaches its own node depends on the CNI, and the input does not tell the node of the host network pod');
  }
  if (direction === 'ingress' && there?.hostNetwork) reasons.add('the node of a pod always reaches it, and the input does not tell the node of the host network pod');
  return [...reasons].sort();
}
