import type { Direction, EndpointSelector, Policy } from '../../model';
import type { Decision } from '../judge';
import type { End } from './ends';
import type { Engine } from './engine';

/** Why the verdict on a packet at one end is unknown, as sentences, sorted; empty where it is known. `decisions`: those of `engine.decisions`. */
export function reasonsOf(engine: Engine, direction: Direction, classId: number, peer: End, decisions: readonly Decision[]): string[] {
  const reasons = new Set<string>();
  const subject = engine.classes.example[classId];
  const peerPod = typeof peer === 'number' ? engine.classes.example[peer] : undefined;
  for (const { effect, definite, policy, rule } of decisions) {
    if (effect === 'unread') reasons.add(unreadReason(policy));
    if (definite || effect === 'unread') continue;
    for (const reason of unknownLabels(engine, policy.subject, classId, policy)) reasons.add(reason);
    if (subject.hostNetwork) reasons.add('whether policies select pods on the host network depends on the CNI');
    else if (effect === 'isolate') continue;
    else if (peerPod?.hostNetwork) reasons.add('whether a rule means pods on the host network depends on the CNI');
    if (rule?.partly !== undefined) reasons.add(`${policy.origin.label} may let only a part through: ${rule.partly}`);
    for (const written of rule?.peers ?? []) {
      if (written.type === 'api-server') reasons.add('nothing states the addresses of the API server: state them (`apiServer`) under `facts`');
      if (written.type === 'endpoints' && typeof peer === 'number') for (const reason of unknownLabels(engine, written.endpoints, peer, policy)) reasons.add(reason);
      if (written.type === 'nodes' && typeof peer !== 'number' && !engine.isNodeAddress(peer)) reasons.add('a node that the input does not show may have the address: state the addresses of nodes (`nodeRanges`) under `facts`');
      if (written.type === 'unreadable') {
        const unseen = written.domains && `the addresses of ${written.domains.join(', ')} are not known`;
        reasons.add(unseen ?? `a peer of ${policy.origin.label} could not be read: ${written.why}`);
      }
      if (written.type !== 'addresses' || peerPod === undefined || peerPod.hostNetwork) continue;
      if (peerPod.addresses.length === 0) reasons.add('a block may hold the address of the pod, which the input does not tell');
      else if (written.pods === 'depends-on-cni') reasons.add('whether a block means a pod that holds an address in it depends on the CNI');
      else reasons.add('the addresses of the two families are judged differently');
    }
  }
  if (typeof peer !== 'number' && engine.isNodeAddress(peer) && decisions.some(({ effect }) => effect === 'isolate')) {
    reasons.add(direction === 'ingress'
      ? 'the address is a node\'s, and the node of a pod always reaches it'
      : 'the address is a node\'s, and whether a pod that policies isolate reaches its own node depends on the CNI');
  }
  if (direction === 'egress' && peerPod?.hostNetwork && decisions.some(({ effect }) => effect === 'isolate')) {
    reasons.add('whether a pod that policies isolate reaches its own node depends on the CNI, and the input does not tell the node of the host network pod');
  }
  if (direction === 'ingress' && peerPod?.hostNetwork) reasons.add('the node of a pod always reaches it, and the input does not tell the node of the host network pod');
  return [...reasons].sort();
}

/** Why a policy that was not read makes verdicts unknown. */
export function unreadReason({ origin, unread, unreadEffect }: Policy): string {
  return unreadEffect === 'may-deny' ? `${origin.label} may deny what other policies allow: ${unread}` : `${origin.label} could not be read: ${unread}`;
}

/** Why a namespace whose labels are not all known makes verdicts unknown. */
export function namespaceReason(namespace: string): string {
  return `the labels of namespace \`${namespace}\` are not known: declare it, or state it under \`facts\``;
}

/** The labels that decide whether a selector selects a class, and are not known. */
function unknownLabels(engine: Engine, selector: EndpointSelector, classId: number, policy: Policy): string[] {
  const { example, unknownLabels: unknown } = engine.classes;
  const { namespace } = example[classId];
  const reasons: string[] = [];
  if (engine.matchNamespace(selector.namespaces, namespace) === 'possible') {
    reasons.push(namespaceReason(namespace));
  }
  const keys = unknown[classId]?.filter((key) => selector.pods.constraints.some(([asked]) => asked === key)) ?? [];
  if (keys.length > 0 && selector.pods.match(example[classId]) === 'possible') {
    reasons.push(`${policy.origin.label} selects by ${keys.map((key) => `\`${key}\``).join(', ')}, whose value a controller sets`);
  }
  return reasons;
}
