import { ISOLATING_ENCODER } from '../../../dialects';
import { Direction, NamespaceSelection, Policy, Rule, Workload } from '../../../model';
import { LabelSelector, Packet } from '../../../sets';
import { isBefore, resolve } from '../../../engine';
import type { AnalysisSession } from '../../session/session';
import type { WhatIfPair } from '../../what-if/pair';

/** What a person may have overlooked about one packet between two ends, in sentences. */
export function notesOn(session: AnalysisSession, whatIf: WhatIfPair, packet: Packet): string[] {
  const notes = new Set<string>();
  const [egress, ingress] = [whatIf.verdictAt('egress', packet), whatIf.verdictAt('ingress', packet)];
  if (whatIf.verdict(packet) === 'denied' && egress !== ingress && (egress === 'allowed' || ingress === 'allowed')) {
    const [open, closed] = egress === 'allowed' ? ['source', 'destination'] : ['destination', 'source'];
    notes.add(`both ends must agree: the ${open} lets it pass, the ${closed} does not`);
  }
  for (const direction of ['egress', 'ingress'] as const) addEnd(session, whatIf, packet, direction, notes);
  if ([whatIf.source, whatIf.destination].some((endpoint) => 'workload' in endpoint && endpoint.workload.hostNetwork)) {
    notes.add('a pod on the host network has the address of its node: most policies do not see it as a pod');
  }
  addService(session, whatIf, packet, notes);
  return [...notes];
}

function addEnd(session: AnalysisSession, whatIf: WhatIfPair, packet: Packet, direction: Direction, notes: Set<string>): void {
  const decisions = whatIf.decisions(direction, packet);
  const isolating = decisions.filter(({ effect }) => effect === 'isolate').map(({ policy }) => policy);
  if (isolating.length > 1) notes.add(`${isolating.length} policies isolate the ${endOf(direction)}; policies only add: one rule that allows it is enough`);
  const end = direction === 'egress' ? whatIf.destination : whatIf.source;
  const peerPod = 'workload' in end ? end.workload : undefined;
  const ports = 'workload' in whatIf.destination ? whatIf.destination.workload : undefined;
  for (const policy of isolating) {
    const rules = policy.rules.filter((rule) => rule.direction === direction);
    if (rules.length === 0) notes.add(`${policy.origin.label} has no ${direction} rule, which means no one, not everyone`);
    for (const rule of rules) {
      const near = nearMiss(session, policy, rule, peerPod, ports, packet);
      if (near !== undefined) notes.add(near);
    }
  }
  for (const { effect, policy, rule } of decisions) {
    if (effect === 'deny') notes.add(adminNote(policy));
    if (effect === 'allow' && rule?.peers === undefined) notes.add(`a rule of ${policy.origin.label} names no ${direction === 'ingress' ? '`from`' : '`to`'}, which means everyone`);
  }
}

/** Who can open it where no policy that isolates helps. */
function adminNote({ stage, origin }: Policy): string {
  const isolating = ISOLATING_ENCODER.stage;
  const { title } = isolating;
  return isBefore(isolating, stage)
    ? `${origin.label} denies what no ${title} decides: a ${title} that selects the pod takes its place, and isolates the pod from all that it does not allow`
    : `${origin.label} denies it before any ${title} is asked: only who administers the cluster can open it`;
}

function endOf(direction: Direction): string {
  return direction === 'egress' ? 'source' : 'destination';
}

/** Why a rule that looks as if it allowed a packet does not. */
function nearMiss(
  session: AnalysisSession, policy: Policy, rule: Rule, peerPod: Workload | undefined, destination: Workload | undefined, { protocol, port }: Packet,
): string | undefined {
  const where = policy.origin.label;
  const traffic = rule.traffic.fixed.union(resolve(rule.traffic.named, destination?.ports ?? []));
  const opens = traffic.contains(protocol, port);
  const fits = (rule.peers ?? []).map((peer) => (peer.type === 'endpoints' && peerPod !== undefined ? fit(session, peer.endpoints.namespaces, peer.endpoints.pods, peerPod) : undefined));
  if (rule.peers === undefined || fits.some((found) => found?.namespace && found.pods)) {
    if (opens) return undefined;
    if (protocol === 'UDP' && traffic.contains('TCP', port)) return `a rule of ${where} opens TCP ${port}, not UDP: a port without \`protocol\` is TCP`;
    const missing = rule.traffic.named.find(({ name }) => destination?.ports.every((declared) => declared.name !== name));
    if (missing !== undefined) return `a rule of ${where} opens the port named \`${missing.name}\`, which the destination's containers do not declare: names are looked up at each destination pod`;
    return `a rule of ${where} means the ${rule.direction === 'ingress' ? 'source' : 'destination'}, but opens only ${traffic.toString()}`;
  }
  for (const [i, found] of fits.entries()) {
    const peer = rule.peers[i];
    if (found === undefined) {
      if (peer.type === 'addresses' && peerPod !== undefined && peerPod.addresses.some((address) => peer.addresses.contains(address))) return `a block of ${where} holds the address of \`${peerPod.namespace}/${peerPod.name}\`: \`ipBlock\` is for addresses outside the cluster, and whether it means pods depends on the CNI`;
      continue;
    }
    if (peer.type !== 'endpoints' || found.namespace === found.pods) continue;
    const ownOnly = 'name' in peer.endpoints.namespaces && peer.endpoints.namespaces.name === policy.namespace;
    if (found.pods && ownOnly) return `a peer of ${where} has the labels of \`${peerPod!.namespace}/${peerPod!.name}\`, but \`podSelector\` alone means the policy's own namespace`;
    if (ownOnly || peer.endpoints.pods.isEverything()) continue;
    return `a peer of ${where} fits the ${found.pods ? 'pod labels' : 'namespace'} of \`${peerPod!.namespace}/${peerPod!.name}\` but not its ${found.pods ? 'namespace' : 'pod labels'}: two selectors in one item must both hold; two items of the list are alternatives`;
  }
  return undefined;
}

interface Fit {
  readonly namespace: boolean;
  readonly pods: boolean;
}

function fit(session: AnalysisSession, namespaces: NamespaceSelection, pods: LabelSelector, { namespace, labels }: Workload): Fit {
  const inside = 'name' in namespaces ? namespaces.name === namespace : namespaces.labels.matches(session.decoded.cluster.namespaces.get(namespace)?.labels ?? {});
  return { namespace: inside, pods: !pods.isEverything() && pods.matches(labels) || (pods.isEverything() && inside) };
}

/** People ask for the port of a Service; policies see the port of the container. */
function addService(session: AnalysisSession, whatIf: WhatIfPair, { protocol, port }: Packet, notes: Set<string>): void {
  if (!('workload' in whatIf.destination)) return;
  const { workload } = whatIf.destination;
  if (workload.ports.some((declared) => declared.port === port)) return;
  for (const service of session.decoded.cluster.services) {
    if (service.namespace !== workload.namespace || service.selector === undefined) continue;
    if (!LabelSelector.labels(service.selector).matches(workload.labels)) continue;
    const behind = service.ports.find((item) => item.port === port && item.protocol === protocol);
    if (behind === undefined || behind.targetPort === port) continue;
    notes.add(`${port} is the port of Service \`${service.name}\`; it is translated to ${typeof behind.targetPort === 'number' ? behind.targetPort : `the port named \`${behind.targetPort}\``} before a policy looks: open that one`);
  }
}
