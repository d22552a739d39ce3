import type { NamedPort, RuleTraffic } from '../../../model';
import { PROTOCOLS, PortSet, TrafficSet } from '../../../sets';
import type { Protocol } from '../../../sets';
import type { ObjectProblems } from '../../object-problems';
import { fieldsOf, listOf } from '../../manifest';
import type { Fields } from '../../manifest';
import type { Place } from '../../place';
import { quote } from '../../../text/quote';
import { ALL_TRAFFIC, ruleTraffic } from '../../rule-traffic';

/**
 * What a rule is about; `undefined` when a port that the API server stores can mean nothing (a protocol in small letters, a range that
 * ends before it starts): then it may be about anything.
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/ (AdminNetworkPolicyPort)
 */
export function decodePorts(value: unknown, place: Place, doubts: ObjectProblems): RuleTraffic | undefined {
  if (value === undefined || value === null) return ALL_TRAFFIC;
  const parts: TrafficSet[] = [];
  let readable = true;
  const named: NamedPort[] = [];
  for (const [i, item] of listOf(value).entries()) {
    const { portNumber = null, portRange = null, namedPort = null } = fieldsOf(item);
    if (typeof namedPort === 'string') named.push({ name: namedPort });
    if (namedPort !== null) continue;
    const inside = place.at(i).at(portNumber !== null ? 'portNumber' : 'portRange');
    const ports = portNumber !== null ? decodeNumber(fieldsOf(portNumber)) : decodeRange(fieldsOf(portRange), inside, doubts);
    const protocol = decodeProtocol(fieldsOf(portNumber ?? portRange).protocol ?? 'TCP', inside, doubts);
    if (ports === undefined || protocol === undefined) readable = false;
    else parts.push(TrafficSet.of(protocol, ports));
  }
  return readable ? ruleTraffic(TrafficSet.unionOf(parts), named) : undefined;
}

function decodeNumber({ port }: Fields): PortSet | undefined {
  return typeof port === 'number' ? PortSet.single(port) : undefined;
}

function decodeRange({ start, end }: Fields, place: Place, doubts: ObjectProblems): PortSet | undefined {
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  if (start <= end) return PortSet.range(start, end);
  doubts.add('port-order', place, `ends before it starts, got ${quote(start)} to ${quote(end)}`, 'swap the two numbers');
  return undefined;
}

function decodeProtocol(value: unknown, place: Place, doubts: ObjectProblems): Protocol | undefined {
  const protocol = PROTOCOLS.find((known) => known === value);
  if (protocol === undefined && typeof value === 'string') {
    doubts.add('invalid-value', place.at('protocol'), `must be TCP, UDP or SCTP, got ${quote(value)}`);
  }
  return protocol;
}
