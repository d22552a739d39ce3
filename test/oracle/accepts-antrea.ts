import { isNamedObject } from './accepts';
import { isLabelKey, isSubdomain } from './selectors';
import { Raw, absent, isObject, listOf } from './values';

const ACTIONS = ['Allow', 'Drop', 'Reject', 'Pass'];
const FIELDS = ['action', 'appliedTo', 'ports', 'protocols', 'l7Protocols', 'name', 'enableLogging', 'logLabel'];

/** What the API server takes, as far as sets of policies are written here: the structure of rules, their places, and where they are applied. */
export function acceptsAntrea(object: Raw): boolean {
  const { spec } = object;
  if (!isNamedObject(object) || !isSubdomain(object.metadata.name) || !isObject(spec)) return false;
  if (!Object.keys(spec).every((key) => ['tier', 'priority', 'appliedTo', 'ingress', 'egress'].includes(key))) return false;
  if (typeof spec.priority !== 'number' || spec.priority < 1 || spec.priority > 10000) return false;
  const rules: Raw[] = [...listOf(spec.ingress), ...listOf(spec.egress)];
  const own = rules.filter((rule) => listOf(rule?.appliedTo).length > 0).length;
  const isApplied = listOf(spec.appliedTo).length > 0 ? own === 0 : own > 0 && own === rules.length;
  const names = rules.map(({ name }) => name).filter(Boolean);
  const isBaseline = /^baseline$/i.test(spec.tier ?? '');
  return isApplied && hasLabelKeys(spec) && new Set(names).size === names.length && rules.every((rule) => isRule(rule, isBaseline))
    && listOf(spec.ingress).every((rule) => Object.keys(rule).every((key) => [...FIELDS, 'from'].includes(key)))
    && listOf(spec.egress).every((rule) => Object.keys(rule).every((key) => [...FIELDS, 'to', 'toServices'].includes(key)));
}

/** Keys of selectors are checked, wherever they stand; what they are compared with is not. */
function hasLabelKeys(value: Raw): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const keys = [...listOf(value.matchExpressions).map((item) => item?.key), ...Object.keys(value.matchLabels ?? {})];
  return keys.every(isLabelKey) && Object.values(value).every(hasLabelKeys);
}

function isRule({ action, ports, protocols, l7Protocols }: Raw, isBaseline: boolean): boolean {
  if (!listOf(protocols).every((one) => isObject(one) && ['icmp', 'igmp'].filter((key) => isObject(one[key])).length === 1)) return false;
  if (!ACTIONS.includes(action) || (isBaseline && action === 'Pass') || listOf(l7Protocols).length > 0) return false;
  return listOf(ports).every(({ port, endPort, sourcePort, sourceEndPort }) => isRange(port, endPort) && isRange(sourcePort, sourceEndPort));
}

function isRange(first: Raw, last: Raw): boolean {
  return absent(last) || (typeof first === 'number' && first <= last);
}
