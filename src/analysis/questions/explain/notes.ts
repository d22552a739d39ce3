import { ISOLATING_ENCODER } from '../../../dialects';
import { Direction, NamespaceSelection, Policy, Rule, Workload } from '../../../model';
import { ExplanationNote, ExplanationNoteKind } from '../../../results/explanation-note';
import { Traffic } from '../../../results/traffic';
import { Address, LabelSelector, Packet } from '../../../sets';
import { isSameStage, isBefore, matchNamespace, resolve } from '../../../engine';
import { directionOf } from '../../ends/direction';
import type { AnalysisSession } from '../../session/session';
import type { WhatIfPair } from '../../what-if/pair';

/** What a person may have overlooked about one packet between two ends. */
export function notesOn(session: AnalysisSession, whatIf: WhatIfPair, packet: Packet): ExplanationNote[] {
  const notes: ExplanationNote[] = [];
  const [egress, ingress] = [whatIf.verdictAt('egress', packet), whatIf.verdictAt('ingress', packet)];
  if (whatIf.verdict(packet) === 'denied' && egress !== ingress && (egress === 'allowed' || ingress === 'allowed')) {
    notes.push({ kind: ExplanationNoteKind.OTHER_END_DENIES, direction: directionOf(egress === 'allowed' ? 'ingress' : 'egress') });
  }
  for (const direction of ['egress', 'ingress'] as const) notes.push(...notesOnEnd(session, whatIf, packet, direction));
  const isOnHost = [whatIf.source, whatIf.destination].some((endpoint) => 'workload' in endpoint && endpoint.workload.hostNetwork);
  if (isOnHost) notes.push({ kind: ExplanationNoteKind.HOST_NETWORK });
  notes.push(...notesOnServices(session, whatIf, packet));
  return distinct(notes);
}

function distinct(notes: readonly ExplanationNote[]): ExplanationNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify({ ...note, traffic: note.traffic?._set.key }), note])).values()];
}

function* notesOnEnd(session: AnalysisSession, whatIf: WhatIfPair, packet: Packet, toward: Direction): Generator<ExplanationNote> {
  const direction = directionOf(toward);
  const decisions = whatIf.decisions(toward, packet);
  const isolating = decisions.filter(({ effect }) => effect === 'isolate').map(({ policy }) => policy);
  const onlyAdd = decisions.every(({ effect }) => effect === 'isolate' || effect === 'allow') && isolating.every(({ stage }) => isSameStage(stage, isolating[0].stage));
  if (isolating.length > 1 && onlyAdd) yield { kind: ExplanationNoteKind.SEVERAL_ISOLATE, policies: isolating.length, direction };
  const end = toward === 'egress' ? whatIf.destination : whatIf.source;
  const ports = 'workload' in whatIf.destination ? whatIf.destination.workload : undefined;
  for (const policy of isolating) {
    const rules = policy.rules.filter((rule) => rule.direction === toward);
    if (rules.length === 0) yield { kind: ExplanationNoteKind.NO_RULE, policy: policy.origin.label, direction };
    for (const rule of rules) {
      const near = nearMiss(session, policy, rule, 'address' in end ? end.address : end.workload, ports, packet);
      if (near !== undefined) yield { policy: policy.origin.label, ...near };
    }
  }
  for (const { effect, policy, rule } of decisions) {
    const note = effect === 'deny' ? adminNote(policy) : undefined;
    if (note !== undefined) yield note;
    if (effect === 'allow' && rule?.peers === undefined) yield { kind: ExplanationNoteKind.EVERYONE, policy: policy.origin.label, direction };
  }
}

/** Who can allow it where no isolating policy can; a policy of a namespace is changed there. */
function adminNote({ stage, origin, namespace }: Policy): ExplanationNote | undefined {
  const isolating = ISOLATING_ENCODER.stage;
  const note = (kind: ExplanationNoteKind) => ({ kind, policy: origin.label, policyKind: isolating.title });
  if (isBefore(isolating, stage)) return note(ExplanationNoteKind.DENIED_BY_DEFAULT);
  return isBefore(stage, isolating) && namespace === undefined ? note(ExplanationNoteKind.DENIED_FIRST) : undefined;
}

/** Why a rule that looks as if it allowed a packet does not. */
function nearMiss(
  session: AnalysisSession, policy: Policy, rule: Rule, end: Workload | Address, destination: Workload | undefined, { protocol, port }: Packet,
): ExplanationNote | undefined {
  const traffic = rule.traffic.fixed.union(resolve(rule.traffic.named, destination?.ports ?? []));
  const peerPod = 'family' in end ? undefined : end;
  const isInBlock = 'family' in end && rule.peers?.some((peer) => peer.type === 'addresses' && peer.addresses.contains(end)) === true;
  const fits = (rule.peers ?? []).map((peer) =>
    (peer.type === 'endpoints' && peerPod !== undefined ? fit(session, peer.endpoints.namespaces, peer.endpoints.pods, peerPod) : undefined));
  if (rule.peers === undefined || isInBlock || fits.some((found) => found?.namespace && found.pods)) {
    if (traffic.contains(protocol, port)) return undefined;
    if (protocol === 'UDP' && traffic.contains('TCP', port)) return { kind: ExplanationNoteKind.TCP_ONLY, port };
    const missing = rule.traffic.named.find(({ name }) => destination?.ports.every((declared) => declared.name !== name));
    if (missing !== undefined) return { kind: ExplanationNoteKind.UNDECLARED_PORT, portName: missing.name };
    return { kind: ExplanationNoteKind.OTHER_TRAFFIC, direction: directionOf(rule.direction), traffic: Traffic._of(traffic) };
  }
  if (peerPod === undefined) return undefined;
  const workload = `${peerPod.namespace}/${peerPod.name}`;
  for (const [i, found] of fits.entries()) {
    const peer = rule.peers[i];
    if (found === undefined) {
      const holds = peer.type === 'addresses' && peerPod.addresses.some((address) => peer.addresses.contains(address));
      if (holds) return { kind: ExplanationNoteKind.BLOCK_OF_POD, workload };
      continue;
    }
    if (peer.type !== 'endpoints' || found.namespace === found.pods) continue;
    const ownOnly = 'name' in peer.endpoints.namespaces && peer.endpoints.namespaces.name === policy.namespace;
    if (found.pods && ownOnly) return { kind: ExplanationNoteKind.OWN_NAMESPACE, workload };
    if (ownOnly || peer.endpoints.pods.isEverything()) continue;
    return { kind: found.pods ? ExplanationNoteKind.OTHER_NAMESPACE : ExplanationNoteKind.OTHER_LABELS, workload };
  }
  return undefined;
}

interface Fit {
  readonly namespace: boolean;
  readonly pods: boolean;
}

function fit(session: AnalysisSession, namespaces: NamespaceSelection, pods: LabelSelector, { namespace, labels }: Workload): Fit {
  const inside = matchNamespace(namespaces, namespace, session.decoded.cluster) === 'definite';
  return { namespace: inside, pods: !pods.isEverything() && pods.matches(labels) || (pods.isEverything() && inside) };
}

/** Users ask about the port of a Service; policies see the port of the container. */
function* notesOnServices(session: AnalysisSession, whatIf: WhatIfPair, { protocol, port }: Packet): Generator<ExplanationNote> {
  if (!('workload' in whatIf.destination)) return;
  const { workload } = whatIf.destination;
  if (workload.ports.some((declared) => declared.port === port)) return;
  for (const service of session.decoded.cluster.services) {
    if (service.namespace !== workload.namespace || service.selector === undefined) continue;
    if (!LabelSelector.labels(service.selector).matches(workload.labels)) continue;
    const behind = service.ports.find((item) => item.port === port && item.protocol === protocol);
    if (behind === undefined || behind.targetPort === port) continue;
    const { targetPort } = behind;
    yield { kind: ExplanationNoteKind.SERVICE_PORT, port, service: service.name, ...(typeof targetPort === 'number' ? { targetPort } : { portName: targetPort }) };
  }
}
