import { fail } from '../../errors';
import type { Peer as ModelPeer, Traffic } from '../../model';
import { TrafficSet } from '../../sets';
import { isPeer, Peer } from './peer';
import { isPodSelector, PodSelector } from './pod-selector';
import type { Port } from './port';
import { kindOf, show } from './show';

/** A frozen copy of a list of peers; an empty one, which the API reads as everyone, is an error. `what` names it: `from`. */
export function checkPeers(peers: unknown, what: string): readonly Peer[] {
  return checkList(peers, what, isPeer, 'peers', 'for everyone write `[Peer.anyone()]`; for no one leave the rule out', 'Peer', 'write `Peer.pods({…})`, `Peer.namespace(…)`, `Peer.cidr(…)` or `Peer.of(…)`');
}

/** A frozen copy of a list of ports; an empty one, which the API reads as every port, is an error. */
export function checkPorts(ports: unknown, what: string): readonly Port[] {
  return checkList(ports, what, isPort, 'ports', 'for every port write `[Port.all()]`; for none leave the rule out', 'Port', 'write `Port.tcp(…)`, `Port.udp(…)` or `Port.tcpNamed(…)`');
}

export function checkPods(pods: unknown, what: string): PodSelector {
  if (!isPodSelector(pods)) fail('pods-type', `${what} must be a \`PodSelector\`, got ${kindOf(pods)} ${show(pods)}; write \`PodSelector.labels({…})\`, \`PodSelector.all()\`, or \`PodSelector.of(…)\` for a workload`);
  return pods;
}

/** Any of the peers, `undefined` when one of them is anyone. */
export function peersOf(peers: readonly Peer[], ownNamespace: string): readonly ModelPeer[] | undefined {
  const all: ModelPeer[] = [];
  for (const peer of peers) {
    const some = peer._peers(ownNamespace);
    if (some === undefined) return undefined;
    all.push(...some);
  }
  return all;
}

/** Any of the ports. */
export function trafficOf(ports: readonly Port[]): Traffic {
  const traffic = ports.map((port) => port._traffic());
  return { fixed: traffic.reduce((sum, { fixed }) => sum.union(fixed), TrafficSet.NONE), named: traffic.flatMap(({ named }) => named) };
}

function isPort(value: any): value is Port {
  return typeof value?._traffic === 'function';
}

function checkList<T>(list: unknown, what: string, isItem: (value: any) => value is T, code: string, empty: string, item: string, write: string): readonly T[] {
  if (!Array.isArray(list)) fail(`${code}-type`, `${what} must be a list of ${code}, got ${kindOf(list)}; write it in brackets: \`${what}: […]\``);
  if (list.length === 0) fail(`${code}-empty`, `${what} must not be empty, got \`[]\`; ${empty}`);
  const bad = list.findIndex((value) => !isItem(value));
  if (bad >= 0) fail(`${code}-type`, `${what}[${bad}] must be a \`${item}\`, got ${kindOf(list[bad])} ${show(list[bad])}; ${write}`);
  return Object.freeze([...list] as T[]);
}
