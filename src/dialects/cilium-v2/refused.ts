import { parseCidr } from '../../sets';
import { labelValueProblem } from '../names';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { ObjectProblems } from '../object-problems';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { keyProblem } from './label-keys';
import { readPort } from './port-number';

const SECTIONS = ['ingress', 'ingressDeny', 'egress', 'egressDeny'] as const;

/**
 * Reports what the agent refuses in a rule that the API server stores; it then takes nothing of the whole object.
 * @see https://github.com/cilium/cilium/blob/main/pkg/policy/api/rule_validation.go
 */
export function checkRule(rule: Fields, isNamespaced: boolean, place: Place, problems: ObjectProblems): void {
  if (SECTIONS.every((section) => listOf(rule[section]).length === 0)) problems.add('missing-field', place, `must have at least one rule in ${SECTIONS.join(', ')}`, 'write `ingress: [{}]` to isolate and allow nothing');
  if (isNamespaced && isPresent(rule.nodeSelector)) problems.add('invalid-value', place.at('nodeSelector'), 'must be absent in a CiliumNetworkPolicy', 'write a CiliumClusterwideNetworkPolicy');
  for (const field of ['endpointSelector', 'nodeSelector']) checkSelector(rule[field], place.at(field), problems);
  for (const section of SECTIONS) {
    listOf(rule[section]).forEach((item, i) => checkSection(fieldsOf(item), section, place.at(section).at(i), problems));
  }
  if (isPresent(rule.nodeSelector)) checkHostRules(rule, place, problems);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function checkHostRules({ egress }: Fields, place: Place, problems: ObjectProblems): void {
  listOf(egress).forEach((item, i) => {
    const hasHttp = listOf(fieldsOf(item).toPorts).some((one) => listOf(fieldsOf(fieldsOf(one).rules).http).length > 0);
    if (hasHttp) problems.add('invalid-value', place.at('egress').at(i), 'must have no rules about HTTP beside a nodeSelector');
  });
}

const KINDS_OF_PEERS = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'Groups', 'Nodes', 'Services', 'FQDNs'];
const keysOf = (prefix: string) => ({
  all: KINDS_OF_PEERS.map((kind) => `${prefix}${kind}`),
  endpoints: `${prefix}Endpoints`,
  cidr: `${prefix}CIDR`,
  cidrSet: `${prefix}CIDRSet`,
  nodes: `${prefix}Nodes`,
});
const PEERS = { from: keysOf('from'), to: keysOf('to') };

function checkSection(rule: Fields, section: string, place: Place, problems: ObjectProblems): void {
  const keys = PEERS[section.startsWith('ingress') ? 'from' : 'to'];
  const has = (key: string) => rule[key] !== undefined && listOf(rule[key]).length > 0;
  let kinds = 0;
  for (const key of keys.all) if (has(key)) kinds++;
  if (kinds > 1) problems.add('invalid-value', place, `must have peers of one kind, got ${keys.all.filter(has).join(' and ')}`, 'write one rule for each');
  if (has(keys.nodes)) problems.add('invalid-value', place.at(keys.nodes), 'is taken only where the agent has `enable-node-selector-labels`');
  if (has(keys.endpoints)) listOf(rule[keys.endpoints]).forEach((item, i) => checkSelector(item, place.at(keys.endpoints).at(i), problems));
  if (has(keys.cidr)) listOf(rule[keys.cidr]).forEach((item, i) => checkCidr(item, place.at(keys.cidr).at(i), problems));
  if (has(keys.cidrSet)) listOf(rule[keys.cidrSet]).forEach((item, i) => checkCidrSet(fieldsOf(item), place.at(keys.cidrSet).at(i), problems));
  if (has('icmps')) checkIcmps(listOf(rule.icmps), has('toPorts'), place, problems);
  listOf(rule.toPorts).forEach((item, i) => checkPorts(fieldsOf(item), section, place.at('toPorts').at(i), problems));
}

function checkIcmps(icmps: readonly unknown[], isBesidePorts: boolean, place: Place, problems: ObjectProblems): void {
  if (isBesidePorts) problems.add('invalid-value', place, 'must not have icmps beside toPorts', 'write two rules');
  icmps.forEach((item, i) => listOf(fieldsOf(item).fields).forEach((field, k) => checkIcmp(fieldsOf(field), place.at('icmps').at(i).at('fields').at(k), problems)));
}

/** Whether the agent can read a selector. */
export function isSelector(value: unknown): boolean {
  const problems = new ObjectProblems({ label: '', path: [] }, []);
  checkSelector(value, Place.NOWHERE, problems);
  return problems.count === 0;
}

function checkSelector(value: unknown, place: Place, problems: ObjectProblems): void {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const labels = fieldsOf(matchLabels);
  for (const key in labels) {
    const problem = labels[key] === null ? undefined : keyProblem(key);
    if (problem !== undefined) problems.add('invalid-value', place.at('matchLabels'), `has the key ${quote(key)}, which ${problem}`);
  }
  if (matchExpressions === undefined) return;
  listOf(matchExpressions).map(fieldsOf).forEach(({ key, operator, values }, i) => {
    const inside = place.at('matchExpressions').at(i);
    const problem = typeof key === 'string' ? keyProblem(key) : undefined;
    if (problem !== undefined) problems.add('invalid-value', inside.at('key'), `${problem}, got ${quote(key)}`);
    const count = listOf(values).length;
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues && count === 0) problems.add('missing-field', inside.at('values'), `must have at least one value with ${operator}`, 'write the values');
    if (!needsValues && count > 0) problems.add('invalid-value', inside.at('values'), `must be absent with ${String(operator)}, got ${count}`, 'remove them');
    for (const text of listOf(values)) {
      const wrong = typeof text === 'string' ? labelValueProblem(text) : undefined;
      if (wrong !== undefined) problems.add('invalid-value', inside.at('values'), `${wrong}, got ${quote(text)}`);
    }
  });
}

function checkCidr(value: unknown, place: Place, problems: ObjectProblems): void {
  if (typeof value === 'string' && !isStrict(value)) problems.add('invalid-value', place, `must have no zeros in front, got ${quote(value)}`);
}

/** The parser of the agent takes no zeros in front, neither in the address nor in the length. */
function isStrict(text: string): boolean {
  // hardly any text has a number that begins with a zero
  if (!/(?:^|[^0-9])0[0-9]/.test(text)) return true;
  const [address, prefix = '0'] = text.split('/');
  const octets = address.includes('.') ? address.slice(address.lastIndexOf(':') + 1).split('.') : [];
  return ![prefix, ...octets].some((part) => /^0[0-9]/.test(part));
}

function checkCidrSet({ cidr, except }: Fields, place: Place, problems: ObjectProblems): void {
  checkCidr(cidr, place.at('cidr'), problems);
  const whole = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
  listOf(except).forEach((item, i) => {
    checkCidr(item, place.at('except').at(i), problems);
    const hole = typeof item === 'string' ? parseCidr(item) : undefined;
    if (whole === undefined || hole === undefined) return;
    const isInside = hole.family === whole.family && whole.base <= hole.base && hole.last <= whole.last;
    if (!isInside) problems.add('invalid-value', place.at('except').at(i), `must lie in ${quote(cidr)}, got ${quote(item)}`);
  });
}

/** The types of messages that exist in one family only. */
const ICMP_V4 = ['Echo', 'Redirect', 'RouterSelection', 'Timestamp', 'TimestampReply', 'Photuris'];
const ICMP_V6 = /^(PacketTooBig|Multicast.*|RouterSolicitation|Neighbor.*|RedirectMessage|RouterRenumbering|ICMPNode.*|Inverse.*|HomeAgent.*|MobilePrefix.*|Duplicate.*)$/;

function checkIcmp({ type, family = 'IPv4' }: Fields, place: Place, problems: ObjectProblems): void {
  if (typeof type !== 'string') return;
  const isOther = family === 'IPv6' ? ICMP_V4.includes(type) : ICMP_V6.test(type);
  if (isOther) problems.add('invalid-value', place.at('type'), `is no type of ${String(family)}, got ${quote(type)}`);
}

const MAX_PORTS = 40;

function checkPorts(item: Fields, section: string, place: Place, problems: ObjectProblems): void {
  const ports = listOf(item.ports).map(fieldsOf);
  const { http, dns } = fieldsOf(item.rules);
  const [requests, names] = [listOf(http).length > 0, listOf(dns).length > 0];
  if (ports.length > MAX_PORTS) problems.add('invalid-value', place.at('ports'), `must have at most ${MAX_PORTS} items, got ${ports.length}`);
  ports.forEach((port, i) => checkPort(port, { requests, names }, place.at('ports').at(i), problems));
  if (names && section === 'ingress') problems.add('invalid-value', place.at('rules'), 'must have no rules about DNS in ingress');
  if (names && ports.length === 0) problems.add('missing-field', place.at('ports'), 'must name port 53 beside rules about DNS');
  if (requests) listOf(http).forEach((one, i) => checkPatterns(fieldsOf(one), place.at('rules').at('http').at(i), problems));
  if ((requests || names) && listOf(item.serverNames).length > 0 && !isPresent(item.terminatingTLS)) {
    problems.add('invalid-value', place.at('serverNames'), 'must be absent beside rules about requests, unless TLS ends here');
  }
  if ((requests || names) && isPresent(item.listener)) problems.add('invalid-value', place.at('listener'), 'must be absent beside rules about requests');
}

/** Which rules about requests stand beside a port. */
interface Requests {
  readonly requests: boolean;
  readonly names: boolean;
}

function checkPort({ port, endPort, protocol }: Fields, rules: Requests, place: Place, problems: ObjectProblems): void {
  if (typeof port !== 'string' || port === '') {
    problems.add('missing-field', place.at('port'), 'is required', 'write "0" to mean every port');
    return;
  }
  const read = readPort(port);
  if (read === undefined) problems.add('invalid-value', place.at('port'), `must be a number from 0 to 65535 or a name, got ${quote(port)}`);
  if (read === undefined) return;
  const isZero = 'number' in read && read.number === 0;
  const hasPorts = protocol === undefined || protocol === null || ['TCP', 'UDP', 'SCTP', 'ANY'].includes(protocol as string);
  if (!hasPorts && !isZero) problems.add('invalid-value', place.at('port'), `must be 0 with ${String(protocol)}, which has no ports`);
  if ((rules.requests || rules.names) && isZero) problems.add('invalid-value', place.at('port'), 'must not be 0 beside rules about requests');
  if (rules.requests && protocol !== 'TCP') problems.add('invalid-value', place.at('protocol'), 'must be TCP beside rules about HTTP');
  if (rules.names && 'number' in read && typeof endPort === 'number' && endPort > read.number) problems.add('invalid-value', place.at('endPort'), 'must be absent beside rules about DNS');
}

/** Patterns of requests that no engine of regular expressions takes. */
function checkPatterns(rule: Fields, place: Place, problems: ObjectProblems): void {
  for (const field of ['path', 'method', 'host']) {
    const pattern = rule[field];
    // flags inside a pattern are written in other ways there than here
    if (typeof pattern !== 'string' || pattern.includes('(?') || isPattern(pattern)) continue;
    problems.add('invalid-value', place.at(field), `is no pattern, got ${quote(pattern)}`);
  }
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) !== undefined;
  } catch {
    return false;
  }
}
