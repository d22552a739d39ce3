import type { NamedPort, RuleTraffic } from '../../model';
import { PortSet, PROTOCOLS, TrafficSet } from '../../sets';
import type { Protocol } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { ALL_TRAFFIC, NO_TRAFFIC, ruleTraffic } from '../rule-traffic';
import { readPort } from './port-number';

/** What a rule is about, in one part: `partly` says why only some of it may pass. */
interface Part {
  readonly traffic: RuleTraffic;
  readonly partly?: string;
  /** Whether some of it is about names, so that the agent sees answers of DNS. */
  readonly showsNames: boolean;
}

/**
 * What `toPorts` and `icmps` of a rule are about: without them, all traffic. An item without ports means nothing, and ICMP is none of our protocols.
 * @see https://docs.cilium.io/en/stable/security/policy/language/#layer-4-examples
 */
export function partsOf(rule: Fields): readonly Part[] {
  const items = listOf(rule.toPorts);
  const proof = authenticationOf(rule);
  if (items.length === 0) {
    const traffic = listOf(rule.icmps).length > 0 ? NO_TRAFFIC : ALL_TRAFFIC;
    return [{ traffic, ...(proof !== undefined && { partly: proof }), showsNames: false }];
  }
  if (items.length === 1) return [partOf([fieldsOf(items[0])], restrictionOf(fieldsOf(items[0])) ?? proof)];
  const parts = new Map<string | undefined, Fields[]>();
  for (const item of items.map(fieldsOf)) {
    const partly = restrictionOf(item) ?? proof;
    parts.set(partly, [...(parts.get(partly) ?? []), item]);
  }
  return [...parts].map(([partly, those]) => partOf(those, partly));
}

function partOf(items: readonly Fields[], partly: string | undefined): Part {
  return { traffic: trafficOf(items), ...(partly !== undefined && { partly }), showsNames: items.some(isAboutNames) };
}

/** Why requests of the allowed connections may be refused. */
function restrictionOf({ rules, serverNames, listener, terminatingTLS, originatingTLS }: Fields): string | undefined {
  const { http, dns } = fieldsOf(rules);
  if (listOf(http).length > 0) return 'its rules about HTTP are not read';
  if (listOf(dns).length > 0 && !listOf(dns).some(isAnyName)) return 'its rules about DNS are not read';
  if (listOf(serverNames).length > 0) return 'its names of servers are not read';
  if ([terminatingTLS, originatingTLS].some((tls) => (tls ?? undefined) !== undefined)) return 'its settings of TLS are not read';
  return (listener ?? undefined) === undefined ? undefined : 'a listener decides about the rest';
}

/**
 * Where both ends must prove who they are, the connection may be refused.
 * @see https://docs.cilium.io/en/stable/network/servicemesh/mutual-authentication/mutual-authentication/
 */
function authenticationOf({ authentication }: Fields): string | undefined {
  const { mode } = fieldsOf(authentication);
  return mode === 'required' || mode === 'test-always-fail' ? 'its authentication is not read' : undefined;
}

function isAboutNames({ rules }: Fields): boolean {
  return listOf(fieldsOf(rules).dns).length > 0;
}

/** Whether a rule about DNS lets every question pass. */
function isAnyName(rule: unknown): boolean {
  const { matchPattern } = fieldsOf(rule);
  return matchPattern === '*' || matchPattern === '**';
}

function trafficOf(items: readonly Fields[]): RuleTraffic {
  const fixed: TrafficSet[] = [];
  const named: NamedPort[] = [];
  for (const { ports } of items) {
    for (const written of listOf(ports)) {
      const item = fieldsOf(written);
      const protocols = protocolsOf(item.protocol);
      const port = typeof item.port === 'string' ? readPort(item.port) : undefined;
      if (port === undefined) continue;
      if (!('number' in port)) named.push(...(protocols === PROTOCOLS ? [port] : protocols.map((protocol) => ({ ...port, protocol }))));
      else for (const protocol of protocols) fixed.push(TrafficSet.of(protocol, numbersOf(port.number, item.endPort)));
    }
  }
  return ruleTraffic(TrafficSet.unionOf(fixed), named);
}

const ONLY: ReadonlyMap<unknown, readonly Protocol[]> = new Map(PROTOCOLS.map((protocol) => [protocol, [protocol]]));
const NO_PROTOCOLS: readonly Protocol[] = [];

/** Without a protocol, all of them; those that have no ports are none of ours. */
function protocolsOf(value: unknown): readonly Protocol[] {
  if (value === undefined || value === null || value === 'ANY') return PROTOCOLS;
  return ONLY.get(value) ?? NO_PROTOCOLS;
}

/** A last port below the first one says nothing, and port 0 means all of them. */
function numbersOf(first: number, endPort: unknown): PortSet {
  if (first === 0) return PortSet.ALL;
  return typeof endPort === 'number' && endPort > first ? PortSet.range(first, endPort) : PortSet.single(first);
}
