import { fail } from '../../errors';
import { kindOf } from '../../text/show';
import { isPeer, Peer } from './peer';
import { isPodSelector, PodSelector } from './pod-selector';
import type { Port } from './port';

export function checkPods(pods: unknown, what: string): PodSelector {
  if (isPodSelector(pods)) return pods;
  const advice = 'write `PodSelector.labels({…})`, `PodSelector.of(…)` for a workload, or `PodSelector.all()`';
  return fail('pods-type', `\`${what}\` must be a \`PodSelector\`, got ${kindOf(pods)}`, advice);
}

/** An empty list means everyone in the API, though most authors mean no one: neither is guessed. */
export function checkPeers(peers: unknown, what: string, none: string): Peer[] {
  if (!Array.isArray(peers)) fail('peers-type', `\`${what}\` must be a list of peers, got ${kindOf(peers)}`, 'write `[Peer.pods({…})]`');
  if (peers.length === 0) fail('peers-empty', `\`${what}\` must name at least one peer, got \`[]\``, `for everyone write \`[Peer.anyone()]\`, for no one write \`${none}\``);
  const checked = (peers as unknown[]).slice();
  for (let i = 0; i < checked.length; i++) {
    if (!isPeer(checked[i])) fail('peers-type', `\`${what}[${i}]\` must be a \`Peer\`, got ${kindOf(checked[i])}`, 'write `Peer.pods({…})`, or `Peer.of(…)` for a workload');
  }
  return checked as Peer[];
}

export function checkPorts(ports: unknown): Port[] | undefined {
  if (ports === undefined) return undefined;
  if (!Array.isArray(ports)) fail('ports-type', `\`ports\` must be a list of ports, got ${kindOf(ports)}`, 'write `[Port.tcp(8080)]`');
  if (ports.length === 0) fail('ports-empty', '`ports` must name at least one port, got `[]`', 'for every port write `[Port.all()]`');
  const checked = (ports as unknown[]).slice();
  for (let i = 0; i < checked.length; i++) {
    const port = checked[i];
    if (typeof (port as Port | null | undefined)?._traffic !== 'function') {
      fail('ports-type', `\`ports[${i}]\` must be a \`Port\`, got ${kindOf(port)}`, `write \`Port.tcp(${typeof port === 'number' ? port : 8080})\``);
    }
  }
  return checked as Port[];
}

/** Ports without a usual value must be given. */
export function requirePorts(ports: unknown, what: string): Port[] {
  return checkPorts(ports) ?? fail('ports-missing', `${what} must have \`ports\`, got none`, 'write `[Port.tcp(443)]`, or `[Port.all()]`');
}
