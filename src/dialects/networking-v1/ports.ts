import type { NamedPort, RuleTraffic } from '../../model';
import { PortSet, TrafficSet } from '../../sets';
import type { Protocol } from '../../sets';
import type { ObjectProblems } from '../object-problems';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { portNameProblem } from '../names';
import type { Place } from '../place';
import { ALL_TRAFFIC, ruleTraffic } from '../rule-traffic';
import { quote } from '../../text/quote';

const LAST = 65535;

/**
 * What the `ports` of a rule are about: absent or empty, every port of every protocol; an item without port, every port of its protocol.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
export function decodePorts(value: unknown, place: Place, problems: ObjectProblems): RuleTraffic {
  const items = listOf(value);
  if (items.length === 0) return ALL_TRAFFIC;
  const parts: TrafficSet[] = [];
  const named: NamedPort[] = [];
  for (let i = 0; i < items.length; i++) {
    const fields = fieldsOf(items[i]);
    const protocol = decodeProtocol(fields.protocol, place, i, problems);
    const port = fields.port ?? undefined;
    if (port === undefined) {
      if (isNumber(fields.endPort)) problems.add('port-order', place.at(i).at('endPort'), `needs a number in \`port\`, got ${quote(fields.endPort)} alone`, 'write `port` too');
      parts.push(TrafficSet.of(protocol, PortSet.ALL));
    } else if (typeof port === 'string') {
      checkName(port, fields, place.at(i), problems);
      named.push({ name: port, protocol });
    } else if (typeof port === 'number') {
      parts.push(TrafficSet.of(protocol, decodeNumbers(port, fields, place, i, problems)));
    }
  }
  return ruleTraffic(TrafficSet.unionOf(parts), named);
}

function decodeProtocol(value: unknown, place: Place, i: number, problems: ObjectProblems): Protocol {
  if (value === undefined || value === null || typeof value !== 'string') return 'TCP';
  if (value === 'TCP' || value === 'UDP' || value === 'SCTP') return value;
  const fix = ['TCP', 'UDP', 'SCTP'].includes(value.toUpperCase()) ? `write \`${value.toUpperCase()}\`` : 'leave `ports` out to mean every protocol';
  problems.add('invalid-value', place.at(i).at('protocol'), `must be TCP, UDP or SCTP, got ${quote(value)}`, fix);
  return 'TCP';
}

function checkName(port: string, fields: Fields, place: Place, problems: ObjectProblems): void {
  const problem = portNameProblem(port);
  const [, first, last] = /^([0-9]+)-([0-9]+)$/.exec(port) ?? [];
  const range = first === undefined ? undefined : `write the first number in \`port\` and the last one in \`endPort\`: \`port: ${first}\`, \`endPort: ${last}\``;
  const fix = /^[0-9]+$/.test(port) ? 'write the number without quotes' : range;
  if (problem !== undefined) problems.add('invalid-value', place.at('port'), `${problem}, got ${quote(port)}`, fix);
  if (isNumber(fields.endPort)) problems.add('port-order', place.at('endPort'), `must be absent when \`port\` is a name, got ${quote(fields.endPort)}`, 'remove it');
}

function decodeNumbers(port: number, fields: Fields, place: Place, i: number, problems: ObjectProblems): PortSet {
  if (!isPort(port)) problems.add('invalid-value', place.at(i).at('port'), `must be between 1 and ${LAST}, got ${quote(port)}`);
  const end = fields.endPort;
  if (!isNumber(end)) return PortSet.single(port);
  if (end < port) problems.add('port-order', place.at(i).at('endPort'), `must not be less than \`port\`, got ${quote(port)} to ${quote(end)}`, 'swap the two numbers');
  if (!isPort(end)) problems.add('invalid-value', place.at(i).at('endPort'), `must be between 1 and ${LAST}, got ${quote(end)}`);
  return PortSet.range(port, end);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isPort(value: number): boolean {
  return value >= 1 && value <= LAST;
}
