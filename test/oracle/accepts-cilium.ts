import { Check, isNamedObject, isText, listOfItems, record } from './accepts';
import { readRange } from './addresses';
import { ofText } from './remember';
import { isLabelKey } from './selectors';
import { Raw, absent, isObject, listOf } from './values';

const anything: Check = () => true;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isLabelText: Check = (value) => isText(value) && value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
const isLabelMap: Check = (value) => isObject(value) && Object.values(value).every((item) => item === null || isLabelText(item));
const oneFrom = (...values: string[]): Check => (value) => values.includes(value);
const count = (value: Raw, keys: readonly string[]) => keys.filter((key) => !absent(value[key])).length;

const isSelector: Check = record({
  matchLabels: isLabelMap,
  matchExpressions: listOfItems(record({ key: isText, operator: oneFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: listOfItems(isText) }, ['key', 'operator'])),
});
const isCidr: Check = (value) => isText(value) && readRange(value) !== undefined;
const ofSet: Check = record({ cidr: isCidr, cidrGroupRef: isText, cidrGroupSelector: isSelector, except: listOfItems(isCidr) });
const isCidrSet: Check = listOfItems((value) => ofSet(value) && count(value, ['cidr', 'cidrGroupRef', 'cidrGroupSelector']) === 1);
const isEntity = oneFrom('all', 'world', 'cluster', 'host', 'init', 'ingress', 'unmanaged', 'remote-node', 'health', 'none', 'kube-apiserver');
const isName: Check = (value) => isText(value) && value.length <= 255 && /^([-a-zA-Z0-9_]+[.]?)+$/.test(value);
const isPattern: Check = (value) => isText(value) && value.length <= 255 && /^([-a-zA-Z0-9_*]+[.]?)+$/.test(value);
const names = record({ matchName: isName, matchPattern: isPattern });
const isNames: Check = listOfItems((value) => names(value) && count(value, ['matchName', 'matchPattern']) === 1);
const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH', 'ANY'];
const isPort: Check = record({
  port: (value) => isText(value) && /^[0-9]|[a-zA-Z](-?[a-zA-Z0-9])*$/.test(value),
  endPort: (value) => Number.isInteger(value) && value >= 0 && value <= 65535,
  protocol: oneFrom(...PROTOCOLS),
});
const ICMP = /^([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]|[A-Z][A-Za-z]*)$/;
const isIcmpType: Check = (value) => Number.isInteger(value) || (ICMP.test(value) && value !== 'Nope');
const isIcmp: Check = record({ fields: listOfItems(record({ type: isIcmpType, family: oneFrom('IPv4', 'IPv6') }, ['type']), 0, 40) });
const requests = record({ http: listOfItems(isObject), dns: isNames });
const isRequests: Check = (value) => requests(value) && count(value, ['http', 'dns']) === 1;
const ofTls = { serverNames: listOfItems(isPattern, 1), originatingTLS: isObject, terminatingTLS: isObject };
const forProxies = { rules: isRequests, listener: isObject, ...ofTls };
const toPorts = { ports: listOfItems(isPort, 0, 40), ...forProxies };
const isAuthentication: Check = record({ mode: oneFrom('disabled', 'required', 'test-always-fail') }, ['mode']);

function isSection(prefix: 'from' | 'to', denies: boolean): Check {
  const egress = prefix === 'to' ? { toServices: listOfItems(isObject), ...(denies ? {} : { toFQDNs: isNames }) } : {};
  const fields: Record<string, Check> = {
    [`${prefix}Endpoints`]: listOfItems(isSelector),
    [`${prefix}CIDR`]: listOfItems(isCidr),
    [`${prefix}CIDRSet`]: isCidrSet,
    [`${prefix}Entities`]: listOfItems(isEntity),
    [`${prefix}Groups`]: listOfItems(isObject),
    [`${prefix}Nodes`]: listOfItems(isSelector),
    [`${prefix}Requires`]: listOfItems(anything, 0, 0),
    icmps: listOfItems(isIcmp),
    ...egress,
    toPorts: listOfItems(record(denies ? { ports: listOfItems(isPort) } : toPorts)),
    ...(denies ? {} : { authentication: isAuthentication }),
  };
  return listOfItems(record(fields));
}

const SECTIONS = ['ingress', 'ingressDeny', 'egress', 'egressDeny'];
const rule = record({
  description: isText,
  enableDefaultDeny: record({ ingress: isBoolean, egress: isBoolean }),
  endpointSelector: isSelector,
  nodeSelector: isSelector,
  labels: listOfItems(record({ key: isText, source: isText, value: isText }, ['key'])),
  log: isObject,
  ingress: isSection('from', false),
  ingressDeny: isSection('from', true),
  egress: isSection('to', false),
  egressDeny: isSection('to', true),
});
const isRule: Check = (value) => rule(value) && count(value, ['endpointSelector', 'nodeSelector']) === 1 && count(value, SECTIONS) > 0;

/** Whether an API server with the definitions of Cilium takes the object. */
export function storesCilium(object: Raw): boolean {
  const { specs, ...rest } = object;
  if (!isNamedObject(rest)) return false;
  const { spec } = object;
  return (!absent(spec) || !absent(specs)) && (absent(spec) || isRule(spec)) && (absent(specs) || listOfItems(isRule)(specs));
}

function isKey(key: string): boolean {
  const [source, rest] = key.includes(':') ? [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)] : ['any', key];
  return source !== '' && (source === 'cidr' || isLabelKey(rest));
}

/** Whether the agent can read a selector. */
export function isReadable(selector: Raw): boolean {
  if (absent(selector)) return true;
  const keys = Object.entries(selector.matchLabels ?? {}).filter(([, value]) => value !== null).map(([key]) => key);
  return keys.every(isKey) && listOf(selector.matchExpressions).every(({ key, operator, values }) => {
    const many = listOf(values);
    return isKey(key) && (operator === 'In' || operator === 'NotIn' ? many.length > 0 && many.every(isLabelText) : many.length === 0);
  });
}

/** No zeros in front, which the parser of the API server takes. */
const isStrict = (cidr: Raw) => !isText(cidr) || !/(^|[.:/])0[0-9]/.test(cidr.replace(/^.*:(?=.*\.)/, ''));

function isStrictSet({ cidr, except }: Raw): boolean {
  if (!isStrict(cidr) || !listOf(except).every(isStrict)) return false;
  const whole = isText(cidr) ? readRange(cidr)! : undefined;
  return whole === undefined || listOf(except).every((text) => {
    const hole = readRange(text)!;
    return hole.family === whole.family && whole.first <= hole.first && hole.last <= whole.last;
  });
}

/** What a port of Cilium is: a name, or a number as Go reads it. */
export const portOf = ofText((text): number | string | undefined => {
  if (text.length <= 15 && /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/.test(text) && /[a-zA-Z]/.test(text)) return text.toLowerCase();
  const digits = text.replace(/_/g, '');
  if (!/^[0-9_]+$/.test(text) || text.startsWith('_') || text.endsWith('_') || text.includes('__')) return undefined;
  const number = digits.length > 1 && digits.startsWith('0') ? (/^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN) : Number(digits);
  return number <= 65535 ? number : undefined;
});

function takesPorts(item: Raw, ingress: boolean): boolean {
  const ports = listOf(item.ports);
  const [http, dns] = [listOf(item.rules?.http), listOf(item.rules?.dns)];
  if (ports.length > 40 || (dns.length > 0 && (ingress || ports.length === 0))) return false;
  if (http.length + dns.length > 0 && ((!absent(item.serverNames) && absent(item.terminatingTLS)) || !absent(item.listener))) return false;
  if (http.some(({ path }) => path === '(')) return false;
  return ports.every(({ port, endPort, protocol }) => {
    const read = isText(port) && port !== '' ? portOf(port) : undefined;
    if (read === undefined) return false;
    if (read !== 0 && !absent(protocol) && !['TCP', 'UDP', 'SCTP', 'ANY'].includes(protocol)) return false;
    if (http.length + dns.length > 0 && read === 0) return false;
    if (http.length > 0 && protocol !== 'TCP') return false;
    return !(dns.length > 0 && typeof read === 'number' && endPort > read);
  });
}

function takesSection(item: Raw, section: string): boolean {
  const prefix = section.startsWith('ingress') ? 'from' : 'to';
  const kinds = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'Groups', 'Nodes', 'Services', 'FQDNs'].filter((kind) => listOf(item[prefix + kind]).length > 0);
  if (kinds.length > 1 || kinds.includes('Nodes')) return false;
  if (listOf(item.toPorts).length > 0 && listOf(item.icmps).length > 0) return false;
  const blocks = listOf(item[`${prefix}CIDR`]).every(isStrict) && listOf(item[`${prefix}CIDRSet`]).every(isStrictSet);
  const readable = listOf(item[`${prefix}Endpoints`]).every(isReadable) && blocks;
  return readable && listOf(item.toPorts).every((ports) => takesPorts(ports, prefix === 'from'));
}

/** Whether the agent takes what the API server has stored: all of its rules, or nothing. */
export function takesCilium(object: Raw): boolean {
  const rules = [...(absent(object.spec) ? [] : [object.spec]), ...listOf(object.specs)];
  return rules.every((one) => {
    if (!SECTIONS.some((section) => listOf(one[section]).length > 0)) return false;
    if (object.kind === 'CiliumNetworkPolicy' && !absent(one.nodeSelector)) return false;
    if (!isReadable(one.endpointSelector) || !isReadable(one.nodeSelector)) return false;
    const http = listOf(one.egress).some(({ toPorts: items }) => listOf(items).some(({ rules: l7 }) => listOf(l7?.http).length > 0));
    if (!absent(one.nodeSelector) && http) return false;
    return SECTIONS.every((section) => listOf(one[section]).every((item) => takesSection(item, section)));
  });
}
