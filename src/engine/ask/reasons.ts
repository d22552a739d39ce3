import { simplePeers } from '../../model';
import type { Direction, EndpointSelector, Policy } from '../../model';
import { formatAddress } from '../../sets';
import { AgentWorlds, dependsOnAgent } from '../compile';
import type { Decision } from '../judge';
import type { End } from './ends';
import type { Engine } from './engine';

/** What nothing states, and what it is about: a namespace, keys of labels, or an address. */
export interface UnstatedFact {
  readonly what: 'namespace-labels' | 'pod-labels' | 'pod-address' | 'node-addresses' | 'api-server' | 'agent';
  readonly subject: string;
}

/** Why a verdict is unknown, and the fact that would settle it, if one would. */
export interface UnknownCause {
  readonly reason: string;
  readonly fact?: UnstatedFact;
}

/** Why the verdict on a packet at one end is unknown, as sentences, sorted; empty where it is known. `decisions`: those of `engine.decisions`. */
export function reasonsOf(engine: Engine, direction: Direction, classId: number, peer: End, decisions: readonly Decision[]): string[] {
  return causesOf(engine, direction, classId, peer, decisions).map(({ reason }) => reason);
}

/** The same, with the facts that would settle it. */
export function causesOf(engine: Engine, direction: Direction, classId: number, peer: End, decisions: readonly Decision[]): UnknownCause[] {
  const causes = new Map<string, UnknownCause>();
  const add = (reason: string, what?: UnstatedFact['what'], about = '') =>
    void causes.set(reason, { reason, ...(what && { fact: { what, subject: about } }) });
  const subject = engine.classes.example[classId];
  const peerPod = typeof peer === 'number' ? engine.classes.example[peer] : undefined;
  for (const { effect, definite, policy, rule } of decisions) {
    if (!definite && dependsOnAgent(engine.worlds, policy)) add(agentReason(engine.worlds), 'agent');
    if (effect === 'unread') add(unreadReason(policy));
    if (definite || effect === 'unread') continue;
    for (const cause of unknownLabels(engine, policy.subject, classId, policy)) causes.set(cause.reason, cause);
    if (subject.hostNetwork) add('whether policies select pods on the host network depends on the CNI');
    else if (effect === 'isolate') continue;
    else if (peerPod?.hostNetwork) add('whether a rule means pods on the host network depends on the CNI');
    if (rule?.partly !== undefined) add(`${policy.origin.label} may let only a part through: ${rule.partly}`);
    for (const written of simplePeers(rule?.peers ?? [])) {
      if (written.type === 'api-server') add('nothing states the addresses of the API server: state them (`apiServer`) under `facts`', 'api-server');
      if (written.type === 'endpoints' && typeof peer === 'number') {
        for (const cause of unknownLabels(engine, written.endpoints, peer, policy)) causes.set(cause.reason, cause);
      }
      if (written.type === 'nodes' && typeof peer !== 'number' && !engine.isNodeAddress(peer)) {
        const why = 'a node that the input does not show may have the address: state the addresses of nodes (`nodeRanges`) under `facts`';
        add(why, 'node-addresses', formatAddress(peer));
      }
      if (written.type === 'unreadable') {
        const unseen = written.domains && `the addresses of ${written.domains.join(', ')} are not known`;
        add(unseen ?? `a peer of ${policy.origin.label} could not be read: ${written.why}`);
      }
      if (written.type !== 'addresses' || peerPod === undefined || peerPod.hostNetwork) continue;
      if (peerPod.addresses.length === 0) add('a block may hold the address of the pod, which the input does not tell', 'pod-address');
      else if (written.pods === 'depends-on-cni') add('whether a block means a pod that holds an address in it depends on the CNI');
      else add('the addresses of the two families are judged differently');
    }
  }
  if (typeof peer !== 'number' && engine.isNodeAddress(peer)) for (const policy of engine.ofNodes) add(unreadReason(policy));
  if (typeof peer !== 'number' && engine.isNodeAddress(peer) && decisions.some(({ effect }) => effect === 'isolate')) {
    add(direction === 'ingress'
      ? 'the address is a node\'s, and the node of a pod always reaches it'
      : 'the address is a node\'s, and whether a pod that policies isolate reaches its own node depends on the CNI');
  }
  if (direction === 'egress' && peerPod?.hostNetwork && decisions.some(({ effect }) => effect === 'isolate')) {
    add('a pod on the host network has the address of its node, and whether a pod that policies isolate reaches its own node depends on the CNI');
  }
  if (direction === 'ingress' && peerPod?.hostNetwork) {
    add('a pod on the host network has the address of its node, and the node of a pod always reaches it');
  }
  return [...causes.values()].sort((a, b) => (a.reason < b.reason ? -1 : 1));
}

/** Why a policy that was not read makes verdicts unknown. */
export function unreadReason({ origin, unread, unreadEffect }: Policy): string {
  const what = unreadEffect === 'may-deny' ? 'may deny what other policies allow' : 'could not be read';
  return `${origin.label} ${what}: ${unread}`;
}

/** Why it matters which agent runs. */
export function agentReason(worlds: AgentWorlds): string {
  const names = worlds.map((world) => [...world].sort().join(' with ')).sort();
  return `the input has policies of several agents (${names.join(', ')}), and one of them runs: name it (\`--cni\`, or \`cni\` under \`facts\`)`;
}

/** Why a namespace whose labels are not all known makes verdicts unknown. */
function namespaceReason(namespace: string): string {
  return `the labels of namespace \`${namespace}\` are not known: declare it, or state it under \`facts\``;
}

/** The labels that decide whether a selector selects a class, and are not known. */
function unknownLabels(engine: Engine, selector: EndpointSelector, classId: number, policy: Policy): UnknownCause[] {
  const { example, unknownLabels: unknown } = engine.classes;
  const { namespace } = example[classId];
  const causes: UnknownCause[] = [];
  if (engine.matchNamespace(selector.namespaces, namespace) === 'possible') {
    causes.push({ reason: namespaceReason(namespace), fact: { what: 'namespace-labels', subject: namespace } });
  }
  const keys = unknown[classId]?.filter((key) => selector.pods.constraints.some(([asked]) => asked === key)) ?? [];
  if (keys.length > 0 && selector.pods.match(example[classId]) === 'possible') {
    const reason = `${policy.origin.label} selects by ${keys.map((key) => `\`${key}\``).join(', ')}, whose value a controller sets`;
    causes.push({ reason, fact: { what: 'pod-labels', subject: keys.join(', ') } });
  }
  return causes;
}
