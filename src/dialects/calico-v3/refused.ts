import { DIRECTIONS } from '../../model';
import type { Direction } from '../../model';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import type { ObjectProblems } from '../object-problems';
import type { Place } from '../place';
import { quote } from '../../text/quote';
import { textsOf } from './ends';
import { cidrOf, familyOfNet } from './nets';
import { isFault, parseSelector } from './selector';
import { protocolNumber, readPort } from './traffic';

/**
 * Reports what the API server refuses in a policy whose structure is right: what the definitions say in rules, and what the server of the project
 * checks beside them.
 * @see https://github.com/projectcalico/calico/blob/v3.32.1/libcalico-go/lib/validator/v3/validator.go
 */
export function checkPolicy(spec: Fields, place: Place, problems: ObjectProblems): void {
  for (const key of ['selector', 'namespaceSelector', 'serviceAccountSelector']) checkSelector(spec[key], place.at(key), problems);
  const { applyOnForward, doNotTrack, preDNAT } = spec;
  if (preDNAT === true && doNotTrack === true) problems.add('invalid-value', place.at('preDNAT'), 'must not stand beside doNotTrack');
  if ((preDNAT === true || doNotTrack === true) && applyOnForward !== true) {
    problems.add('invalid-value', place.at('applyOnForward'), 'must be true with preDNAT or doNotTrack', 'write `applyOnForward: true`');
  }
  if (preDNAT === true && (listOf(spec.egress).length > 0 || listOf(spec.types).includes('Egress'))) {
    problems.add('invalid-value', place.at('egress'), 'must be absent with preDNAT');
  }
  for (const direction of DIRECTIONS) {
    listOf(spec[direction]).forEach((item, i) => checkRule(fieldsOf(item), direction, place.at(direction).at(i), problems));
  }
}

/** Whether a text is a selector, or absent. */
export function isSelector(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && !isFault(parseSelector(value)));
}

function checkSelector(value: unknown, place: Place, problems: ObjectProblems): void {
  const parsed = typeof value === 'string' ? parseSelector(value) : undefined;
  if (parsed === undefined || !isFault(parsed)) return;
  problems.add('invalid-value', place, `is no selector: expected ${parsed.expected} at character ${parsed.at} of ${quote(value)}`);
}

const PORT_PROTOCOLS = [6, 17, 132, 136];
const PROTOCOLS = ['protocol', 'notProtocol'] as const;
const ICMP = ['icmp', 'notICMP'] as const;
const SELECTORS = ['selector', 'notSelector', 'namespaceSelector'] as const;
const NETS = ['nets', 'notNets'] as const;
const PORTS = ['ports', 'notPorts'] as const;

function checkRule(rule: Fields, direction: Direction, place: Place, problems: ObjectProblems): void {
  const { protocol, ipVersion, http, icmp, notICMP, action } = rule;
  for (const key of PROTOCOLS) {
    const value = rule[key];
    if (isPresent(value) && protocolNumber(value) === undefined) {
      problems.add('invalid-value', place.at(key), `must be TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite or a number from 1 to 255, got ${quote(value)}`);
    }
  }
  if (isPresent(ipVersion) && ipVersion !== 4 && ipVersion !== 6) {
    problems.add('invalid-value', place.at('ipVersion'), `must be 4 or 6, got ${quote(ipVersion)}`);
  }
  const number = protocolNumber(protocol);
  if ((isPresent(icmp) || isPresent(notICMP)) && number !== 1 && number !== 58) {
    problems.add('invalid-value', place, 'must have the protocol ICMP or ICMPv6 beside icmp and notICMP');
  }
  for (const key of ICMP) {
    if (rule[key] === undefined) continue;
    const { code, type } = fieldsOf(rule[key]);
    if (isPresent(code) && !isPresent(type)) problems.add('missing-field', place.at(key).at('type'), 'is required beside code', 'write it');
  }
  if (isPresent(http) && ((isPresent(protocol) && number !== 6) || action !== 'Allow')) {
    problems.add('invalid-value', place.at('http'), 'is for rules that allow, about TCP');
  }
  const [source, destination] = [fieldsOf(rule.source), fieldsOf(rule.destination)];
  checkEnd(source, place.at('source'), number, problems);
  checkEnd(destination, place.at('destination'), number, problems);
  if (isOfBothFamilies(source, destination, ipVersion)) {
    problems.add('invalid-value', place, 'must name addresses of one family', 'write one rule for each');
  }
  const elsewhere = direction === 'ingress' ? 'destination' : 'source';
  if (isPresent(fieldsOf(rule[elsewhere]).services)) {
    problems.add('invalid-value', place.at(elsewhere).at('services'), `must be absent in rules of ${direction}`);
  }
}

function isOfBothFamilies(source: Fields, destination: Fields, ipVersion: unknown): boolean {
  if ([source.nets, source.notNets, destination.nets, destination.notNets].every((nets) => nets === undefined)) return false;
  let found: unknown = ipVersion === 4 || ipVersion === 6 ? ipVersion : undefined;
  for (const { nets, notNets } of [source, destination]) {
    for (const net of [...textsOf(nets), ...textsOf(notNets)]) {
      const family = familyOfNet(net);
      if (found !== undefined && found !== family) return true;
      found = family;
    }
  }
  return false;
}

function checkEnd(end: Fields, place: Place, protocol: number | undefined, problems: ObjectProblems): void {
  for (const key of SELECTORS) if (end[key] !== undefined) checkSelector(end[key], place.at(key), problems);
  if (end.serviceAccounts !== undefined) checkSelector(fieldsOf(end.serviceAccounts).selector, place.at('serviceAccounts').at('selector'), problems);
  for (const key of NETS) {
    if (end[key] === undefined) continue;
    textsOf(end[key]).forEach((net, i) => {
      const cidr = cidrOf(net);
      if (cidr === undefined) problems.add('invalid-value', place.at(key).at(i), `is no address and no block of addresses, got ${quote(net)}`);
      else if (key === 'notNets' && cidr.prefix === 0) {
        problems.add('invalid-value', place.at(key).at(i), 'must not be all addresses', 'remove the rule: it means no one');
      }
    });
  }
  for (const key of PORTS) {
    if (end[key] === undefined || listOf(end[key]).length === 0) continue;
    listOf(end[key]).forEach((port, i) => {
      if (readPort(port) === undefined) {
        problems.add('invalid-value', place.at(key).at(i), `must be a port, a name, or a range such as "8000:8081", got ${quote(port)}`);
      }
    });
    if (protocol === undefined || !PORT_PROTOCOLS.includes(protocol)) {
      problems.add('invalid-value', place.at(key), 'are for rules with the protocol TCP, UDP, SCTP or UDPLite', 'write the protocol');
    }
  }
  if (!isPresent(end.services)) return;
  const isWritten = (value: unknown) => isPresent(value) && value !== '' && !(Array.isArray(value) && value.length === 0);
  const beside = [...SELECTORS, ...NETS, ...PORTS, 'serviceAccounts'].filter((key) => isWritten(end[key]));
  if (beside.length > 0) problems.add('invalid-value', place.at('services'), `must stand alone, got ${beside.join(' and ')}`);
  if (!isPresent(fieldsOf(end.services).name)) problems.add('missing-field', place.at('services').at('name'), 'is required', 'write it');
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
