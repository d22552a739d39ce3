import { Check, isInteger, isMapOfText, isNamedObject, isText, listOfItems, present, record } from './accepts';
import { readRange } from './addresses';
import { Raw, listOf } from './values';

/** A CRD checks the shape of a selector, never its contents. */
const isSelector: Check = record({
  matchLabels: isMapOfText,
  matchExpressions: listOfItems(record({ key: isText, operator: isText, values: listOfItems(isText) }, ['key', 'operator'])),
});

const isPods: Check = record({ namespaceSelector: isSelector, podSelector: isSelector }, ['namespaceSelector', 'podSelector']);

function oneOf(fields: Readonly<Record<string, Check>>): Check {
  const shape = record(fields);
  return (value) => shape(value) && present(value).length === 1;
}

const isSubject: Check = oneOf({ namespaces: isSelector, pods: isPods });

/** Stricter than the parser of NetworkPolicy: no zeros in front, no IPv4 in IPv6 clothes; host bits pass. */
const isNetwork: Check = (value) => {
  if (!isText(value) || value.length > 43 || value.includes(':') === value.includes('.')) return false;
  const [address, prefix] = value.split('/');
  if (prefix !== String(Number(prefix))) return false;
  const octets = address.includes('.') ? address.split('.') : [];
  return octets.every((octet: string) => octet === String(Number(octet))) && readRange(value) !== undefined;
};

const DOMAIN = /^(\*\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

function isSet(check: Check, max: number): Check {
  const list = listOfItems(check, 1, max);
  return (value) => list(value) && new Set(value).size === value.length;
}

const isPortNumber: Check = (value) => isInteger(value) && value >= 1 && value <= 65535;

const isPort: Check = oneOf({
  portNumber: record({ protocol: isText, port: isPortNumber }, ['port']),
  portRange: record({ protocol: isText, start: isPortNumber, end: isPortNumber }, ['start', 'end']),
  namedPort: isText,
});

const ingressPeers = { namespaces: isSelector, pods: isPods };
const egressPeers = { ...ingressPeers, networks: isSet(isNetwork, 25), nodes: isSelector };
const adminEgressPeers = { ...egressPeers, domainNames: isSet((value) => isText(value) && DOMAIN.test(value), 25) };

/** A field of a rule that says which traffic it is about, what its items look like, and the most of each list. */
interface RuleForm {
  readonly traffic: string;
  readonly isItem: Check;
  readonly most: number;
}

const ALPHA1: RuleForm = { traffic: 'ports', isItem: isPort, most: 100 };

function isRule(peersField: string, peers: Readonly<Record<string, Check>>, actions: readonly string[], form: RuleForm = ALPHA1): Check {
  const { traffic, isItem, most } = form;
  return record({
    name: (value) => isText(value) && [...value].length <= 100,
    action: (value) => actions.includes(value),
    [peersField]: listOfItems(oneOf(peers), 1, most),
    [traffic]: listOfItems(isItem, 1, most),
  }, ['action', peersField]);
}

/** Whether a rule names a port by `name` beside one of these peers. */
function namesPortBeside(rule: Raw, [traffic, name]: readonly [string, string], peers: readonly string[]): boolean {
  const isBeside = listOf(rule.to).some((peer) => present(peer).some((field) => peers.includes(field)));
  return isBeside && listOf(rule[traffic]).some((item) => present(item).includes(name));
}

function isSpec(baseline: boolean): Check {
  const actions = baseline ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Pass'];
  const fields: Record<string, Check> = {
    subject: isSubject,
    ingress: listOfItems(isRule('from', ingressPeers, actions), 0, 100),
    egress: listOfItems(isRule('to', baseline ? egressPeers : adminEgressPeers, actions), 0, 100),
  };
  if (!baseline) fields.priority = (value) => isInteger(value) && value >= 0 && value <= 1000;
  return record(fields, baseline ? ['subject'] : ['subject', 'priority']);
}

const isAdminSpec = isSpec(false);
const isBaselineSpec = isSpec(true);

export const isAdminSubject: Check = isSubject;

/** Whether an API server with the CRDs of the experimental channel takes this v1alpha1 object. */
export function acceptsAdmin(object: Raw): boolean {
  if (!isNamedObject(object)) return false;
  const baseline = object.kind === 'BaselineAdminNetworkPolicy';
  if (baseline && object.metadata.name !== 'default') return false;
  if (!(baseline ? isBaselineSpec : isAdminSpec)(object.spec)) return false;
  return !listOf(object.spec.egress).some((rule) => namesPortBeside(rule, ['ports', 'namedPort'], ['networks', 'nodes', 'domainNames']));
}

const isRange = record({ start: isPortNumber, end: isPortNumber }, ['start', 'end']);
const isDestination = oneOf({ destinationPort: oneOf({ number: isPortNumber, range: (value) => isRange(value) && value.start < value.end }) });
const isClusterPods: Check = record({ namespaceSelector: isSelector, podSelector: isSelector }, ['podSelector']);
const clusterPeers = { namespaces: isSelector, pods: isClusterPods };
const CLUSTER: RuleForm = { traffic: 'protocols', isItem: oneOf({ tcp: isDestination, udp: isDestination, sctp: isDestination, destinationNamedPort: isText }), most: 25 };
const CLUSTER_ACTIONS = ['Accept', 'Deny', 'Pass'];

export const isClusterSubject: Check = oneOf(clusterPeers);

const isClusterSpec: Check = record({
  tier: (value) => value === 'Admin' || value === 'Baseline',
  priority: (value) => isInteger(value) && value >= 0 && value <= 1000,
  subject: isClusterSubject,
  ingress: listOfItems(isRule('from', clusterPeers, CLUSTER_ACTIONS, CLUSTER), 0, 25),
  egress: listOfItems(isRule('to', { ...adminEgressPeers, ...clusterPeers }, CLUSTER_ACTIONS, CLUSTER), 0, 25),
}, ['tier', 'priority', 'subject']);

/** Whether some API server takes this ClusterNetworkPolicy of v1alpha2: one with the definitions of either channel. */
export function acceptsCluster(object: Raw): boolean {
  if (!isNamedObject(object) || !isClusterSpec(object.spec)) return false;
  return !listOf(object.spec.egress).some((rule) => namesPortBeside(rule, ['protocols', 'destinationNamedPort'], ['nodes', 'domainNames']));
}

/** Whether only the standard channel takes it: the experimental one knows that no name of a port is resolved at a network. */
export function isOfStandardOnly(object: Raw): boolean {
  return listOf(object.spec?.egress).some((rule) => namesPortBeside(rule, ['protocols', 'destinationNamedPort'], ['networks']));
}
