import { parseAddress, parseCidr } from '../../sets';
import { quote } from '../../text/quote';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import type { ObjectProblems } from '../object-problems';
import type { Place } from '../place';
import { blockOf, isMulticast } from './blocks';
import { checkSelector, isPresent } from './selectors';
import type { Tier } from './tiers';

/** What the webhooks refuse is said by the fields that stand where they may not. */
interface Looked {
  readonly tier: Tier | undefined;
  readonly problems: ObjectProblems;
}

const DIRECTIONS = [['ingress', 'from'], ['egress', 'to']] as const;

/**
 * Reports what the webhooks of Antrea refuse in a policy that has the structure of its definition.
 * @see https://github.com/antrea-io/antrea/blob/main/pkg/controller/networkpolicy/validate.go
 */
export function checkPolicy(spec: Fields, place: Place, { tier, problems }: Looked): void {
  if (tier === undefined) {
    problems.add('invalid-value', place.at('tier'), `is no tier of the input, got ${quote(spec.tier)}`, 'write one that exists, or add its Tier');
  }
  checkAppliedTo(spec, place, problems);
  checkNames(spec, place, problems);
  for (const [direction, key] of DIRECTIONS) {
    let hadIgmp = false;
    listOf(spec[direction]).forEach((item, i) => {
      const rule = fieldsOf(item);
      const at = place.at(direction).at(i);
      // once a rule is about IGMP, none after it may be about anything else
      hadIgmp ||= listOf(rule.protocols).some((one) => isPresent(fieldsOf(one).igmp));
      if (hadIgmp && isAboutMore(rule, key)) {
        problems.add('invalid-value', at, 'must have nothing but igmp, as a rule before it, or itself, has igmp');
      }
      if (rule.action === 'Pass' && tier?.isBaseline === true) {
        problems.add('invalid-value', at.at('action'), 'must not be Pass in the tier baseline');
      }
      listOf(rule[key]).forEach((peer, n) => checkPeer(fieldsOf(peer), at.at(key).at(n), problems));
      listOf(rule.ports).forEach((port, n) => checkPort(fieldsOf(port), at.at('ports').at(n), problems));
      if (listOf(rule.l7Protocols).length > 0) {
        problems.add('invalid-value', at.at('l7Protocols'), 'is taken only where the agent has the feature gate L7NetworkPolicy');
      }
      checkServices(rule, at, problems);
      checkMulticast(rule, key, at, problems);
      if (appliesToService(spec) || appliesToService(rule)) checkOfService(direction, listOf(rule[key]), at, problems);
    });
  }
}

function checkAppliedTo(spec: Fields, place: Place, problems: ObjectProblems): void {
  const rules = DIRECTIONS.flatMap(([direction]) =>
    listOf(spec[direction]).map((rule, i) => ({ rule: fieldsOf(rule), at: place.at(direction).at(i) })));
  const own = rules.filter(({ rule }) => listOf(rule.appliedTo).length > 0);
  const ofSpec = listOf(spec.appliedTo);
  if (ofSpec.length === 0 && own.length === 0) problems.add('missing-field', place.at('appliedTo'), 'must be in spec, or in every rule', 'write it');
  else if (ofSpec.length > 0 && own.length > 0) problems.add('invalid-value', place.at('appliedTo'), 'must not be in spec and in rules');
  else if (ofSpec.length === 0 && own.length < rules.length) {
    problems.add('missing-field', place.at('appliedTo'), 'must be in spec, or in every rule');
  }
  ofSpec.forEach((entry, i) => checkEntry(fieldsOf(entry), place.at('appliedTo').at(i), problems));
  for (const { rule, at } of own) listOf(rule.appliedTo).forEach((entry, i) => checkEntry(fieldsOf(entry), at.at('appliedTo').at(i), problems));
}

/** Fields that stand alone. */
const ALONE = ['group', 'serviceAccount', 'nodeSelector', 'service'];
const SELECTORS = ['podSelector', 'namespaceSelector', 'nodeSelector', 'externalEntitySelector'];

function checkEntry(entry: Fields, place: Place, problems: ObjectProblems): void {
  checkAlone(givenIn(entry), place, problems);
  checkSelectors(entry, place, problems);
}

function checkAlone(given: readonly string[], place: Place, problems: ObjectProblems): void {
  if (given.length < 2) return;
  for (const key of ALONE) if (given.includes(key)) problems.add('invalid-value', place, `must have no other field beside ${key}`);
}

function checkSelectors(fields: Fields, place: Place, problems: ObjectProblems): void {
  for (const key of SELECTORS) if (fields[key] !== undefined) checkSelector(fields[key], place.at(key), problems);
}

function givenIn(entry: Fields): string[] {
  return Object.keys(entry).filter((key) => isPresent(entry[key]) && entry[key] !== '' && key !== 'scope');
}

function checkPeer(peer: Fields, place: Place, problems: ObjectProblems): void {
  const given = givenIn(peer);
  checkAlone(given, place, problems);
  if (given.includes('namespaces') && given.includes('namespaceSelector')) {
    problems.add('invalid-value', place, 'must not have namespaces beside namespaceSelector');
  }
  checkSelectors(peer, place, problems);
  if (isPresent(peer.ipBlock)) checkBlock(fieldsOf(peer.ipBlock), place.at('ipBlock'), problems);
  const { fqdn } = peer;
  if (typeof fqdn === 'string' && fqdn !== '' && !/^[-0-9a-zA-Z.*_]+$/.test(fqdn)) {
    problems.add('invalid-value', place.at('fqdn'), `must consist of letters, digits, -, . and *, got ${quote(fqdn)}`);
  }
}

/** Reports a block without addresses, and exceptions that are not less than their block. */
export function checkBlock({ cidr, except }: Fields, place: Place, problems: ObjectProblems): void {
  if (!isPresent(cidr) || cidr === '') return problems.add('missing-field', place.at('cidr'), 'is required', 'write it');
  const whole = parseCidr(String(cidr));
  listOf(except).forEach((text, i) => {
    const hole = parseCidr(String(text));
    if (whole === undefined || hole === undefined) return;
    const isInside = hole.family === whole.family && whole.base <= hole.base && hole.last <= whole.last && hole.prefix > whole.prefix;
    if (!isInside) problems.add('invalid-value', place.at('except').at(i), `must be a part of ${quote(cidr)}, got ${quote(text)}`);
  });
}

function checkPort({ port, endPort, sourcePort, sourceEndPort }: Fields, place: Place, problems: ObjectProblems): void {
  const check = (first: unknown, last: unknown, [one, other]: readonly [string, string]) => {
    if (!isPresent(last)) return;
    if (!isPresent(first)) problems.add('missing-field', place.at(one), `is required beside ${other}`, 'write it');
    else if (typeof first === 'string') problems.add('invalid-value', place.at(other), 'must be absent beside the name of a port');
    else if (Number(last) < Number(first)) {
      problems.add('port-order', place.at(other), `must not be below ${one}, got ${quote(first)} to ${quote(last)}`);
    }
  };
  check(port, endPort, ['port', 'endPort']);
  check(sourcePort, sourceEndPort, ['sourcePort', 'sourceEndPort']);
}

function checkServices(rule: Fields, place: Place, problems: ObjectProblems): void {
  if (listOf(rule.toServices).length === 0) return;
  const beside = ['to', 'ports', 'protocols'].filter((key) => listOf(rule[key]).length > 0);
  if (beside.length > 0) problems.add('invalid-value', place.at('toServices'), `must not be beside ${beside.join(' and ')}`);
}

function isAboutMore(rule: Fields, key: 'from' | 'to'): boolean {
  const hasList = [rule[key], rule.ports, rule.toServices].some((list) => listOf(list).length > 0);
  return hasList || listOf(rule.protocols).some((one) => !isPresent(fieldsOf(one).igmp));
}

function checkMulticast(rule: Fields, key: 'from' | 'to', place: Place, problems: ObjectProblems): void {
  const igmp = listOf(rule.protocols).map(fieldsOf).filter((one) => isPresent(one.igmp));
  const refusesAction = rule.action === 'Pass' || rule.action === 'Reject';
  if (igmp.length > 0 && refusesAction) problems.add('invalid-value', place.at('action'), 'must be Allow or Drop for igmp');
  for (const one of igmp) {
    const { groupAddress } = fieldsOf(one.igmp);
    if (typeof groupAddress !== 'string' || groupAddress === '') continue;
    const cidr = `${groupAddress}/${groupAddress.includes(':') ? 128 : 32}`;
    const isGroup = parseAddress(groupAddress) !== undefined && isMulticast({ cidr, except: [] });
    if (!isGroup) problems.add('invalid-value', place.at('protocols'), `must have a group address of multicast, got ${quote(groupAddress)}`);
  }
  if (key === 'from') return;
  const peers = listOf(rule.to).map(fieldsOf);
  const blocks = peers.flatMap(({ ipBlock }) => blockOf(ipBlock));
  const multicast = blocks.filter(isMulticast);
  if (multicast.length === 0) return;
  if (refusesAction) problems.add('invalid-value', place.at('action'), 'must be Allow or Drop for blocks of multicast');
  if (multicast.length < blocks.length) problems.add('invalid-value', place.at('to'), 'must not have blocks of multicast beside others');
}

function appliesToService({ appliedTo }: Fields): boolean {
  return listOf(appliedTo).some((entry) => isPresent(fieldsOf(entry).service));
}

function checkOfService(direction: string, peers: readonly unknown[], place: Place, problems: ObjectProblems): void {
  if (direction === 'egress') problems.add('invalid-value', place, 'must be of ingress where appliedTo names a Service');
  else if (peers.some((peer) => !isPresent(fieldsOf(peer).ipBlock))) {
    problems.add('invalid-value', place.at('from'), 'must be blocks of addresses where appliedTo names a Service');
  }
}

/** Rules without a name get one of their content: two that are the same share it. */
function checkNames(spec: Fields, place: Place, problems: ObjectProblems): void {
  const names = new Set<string>();
  for (const [direction] of DIRECTIONS) {
    const rules = listOf(spec[direction]).map(fieldsOf);
    const forms = rules.map(formOf);
    rules.forEach((rule, i) => {
      const isNamed = typeof rule.name === 'string' && rule.name !== '';
      // hardly any two rules are alike even in their form: what is in them is seldom written out
      if (!isNamed && forms.indexOf(forms[i]) === forms.lastIndexOf(forms[i])) return;
      const name = isNamed ? `named ${String(rule.name)}` : `${direction} ${canonical(rule)}`;
      if (names.has(name)) {
        const text = isNamed ? `must not repeat ${quote(rule.name)}` : 'is required, for another rule without name is the same';
        problems.add('invalid-value', place.at(direction).at(i).at('name'), text);
      }
      names.add(name);
    });
  }
}

/** The same number for rules of the same content, and for some others. */
function formOf({ action, from, to, ports, protocols }: Fields): number {
  const lengths = [from, to, ports, protocols].map((list) => listOf(list).length);
  return lengths.reduce((form, length) => form * 31 + length, ['Allow', 'Drop', 'Reject', 'Pass'].indexOf(String(action)));
}

/** The same text for the same content, however it is written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => isPresent(inner)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}
