import type { NamedPort, RuleTraffic } from '../../../model';
import { PortSet, TrafficSet } from '../../../sets';
import type { Protocol } from '../../../sets';
import { quote } from '../../../text/quote';
import { fieldsOf, listOf } from '../../manifest';
import type { ObjectProblems } from '../../object-problems';
import type { Place } from '../../place';
import { ALL_TRAFFIC, ruleTraffic } from '../../rule-traffic';

const FIELDS: readonly (readonly [string, Protocol])[] = [['tcp', 'TCP'], ['udp', 'UDP'], ['sctp', 'SCTP']];

/**
 * What a rule is about: absent, every port of every protocol. A name means the ports that each destination pod gives it, of whatever protocol.
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/ (ClusterNetworkPolicyProtocol)
 */
export function decodeProtocols(value: unknown, place: Place, problems: ObjectProblems): RuleTraffic {
  if (value === undefined || value === null) return ALL_TRAFFIC;
  const parts: TrafficSet[] = [];
  const named: NamedPort[] = [];
  for (const [i, item] of listOf(value).entries()) {
    const fields = fieldsOf(item);
    if (typeof fields.destinationNamedPort === 'string') named.push({ name: fields.destinationNamedPort });
    for (const [field, protocol] of FIELDS) {
      const ofProtocol = fieldsOf(fields[field]);
      parts.push(TrafficSet.of(protocol, decodePort(ofProtocol.destinationPort, place.at(i).at(field).at('destinationPort'), problems)));
    }
  }
  return ruleTraffic(TrafficSet.unionOf(parts), named);
}

function decodePort(value: unknown, place: Place, problems: ObjectProblems): PortSet {
  const { number, range } = fieldsOf(value);
  if (typeof number === 'number') return PortSet.single(number);
  const { start, end } = fieldsOf(range);
  if (typeof start !== 'number' || typeof end !== 'number') return PortSet.NONE;
  if (start >= end) {
    const fix = start === end ? 'write `number`' : 'swap the two numbers';
    problems.add('port-order', place.at('range'), `must end after it starts, got ${quote(start)} to ${quote(end)}`, fix);
  }
  return start <= end ? PortSet.range(start, end) : PortSet.NONE;
}
