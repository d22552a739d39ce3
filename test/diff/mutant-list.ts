import type { Patch } from './patch';

/** An error of meaning that an engine could have; several of these are errors that released engines had. */
export interface Mutant extends Patch {
  readonly id: string;
  readonly what: string;
}

const NETWORK_POLICY = 'src/dialects/networking-v1/decode.ts';
const NETWORK_PEERS = 'src/dialects/networking-v1/peers.ts';
const NETWORK_PORTS = 'src/dialects/networking-v1/ports.ts';
const BLOCK = 'src/dialects/networking-v1/ip-block.ts';
const ADMIN = 'src/dialects/policy-api/v1alpha1/decode.ts';
const ADMIN_PORTS = 'src/dialects/policy-api/v1alpha1/ports.ts';
const CLUSTER = 'src/dialects/policy-api/v1alpha2/decode.ts';
const CLUSTER_PORTS = 'src/dialects/policy-api/v1alpha2/protocols.ts';
const CILIUM = 'src/dialects/cilium-v2/';
const CALICO = 'src/dialects/calico-v3/';
const ANTREA = 'src/dialects/antrea-v1beta1/';
const LANGUAGES = 'src/engine/compile/languages.ts';
const ENGINE = 'src/engine/ask/engine.ts';
const PROGRAM = 'src/engine/compile/program.ts';

function mutant(id: string, what: string, file: string, find: string, replace: string): Mutant {
  return { id, what, file, find, replace };
}

export const MUTANTS: readonly Mutant[] = [
  mutant('types-default', 'absent policyTypes isolate both directions', NETWORK_POLICY,
    'listOf(spec.egress).length > 0 ? BOTH : INGRESS', 'BOTH'),
  mutant('types-egress', 'absent policyTypes never isolate egress', NETWORK_POLICY,
    'listOf(spec.egress).length > 0 ? BOTH : INGRESS', 'INGRESS'),
  mutant('null-rule', 'a null rule is no rule', NETWORK_POLICY,
    'const fields = fieldsOf(items[i]);', 'if (items[i] === null) continue;\n      const fields = fieldsOf(items[i]);'),
  mutant('refused', 'a refused NetworkPolicy isolates', NETWORK_POLICY,
    "...(refused && { unread: 'the API server refuses the policy' })", '...{}'),
  mutant('empty-peers', 'an empty list of peers selects no peer', NETWORK_PEERS,
    'if (items.length === 0) return undefined;', 'if (items.length === 0) return [];'),
  mutant('and-or', 'beside a namespaceSelector, podSelector is ignored', NETWORK_PEERS,
    'const selector = pods === undefined ?', 'const selector = pods === undefined || namespaces !== undefined ?'),
  mutant('own-namespace', 'podSelector alone means pods of all namespaces', NETWORK_PEERS,
    'labels === undefined ? namespaceCalled(namespace) : { labels }', '{ labels: labels ?? LabelSelector.EVERYTHING }'),
  mutant('first-peer', 'only the first peer of a rule counts', NETWORK_PEERS,
    'if (peer !== undefined) peers.push(peer);', 'if (peer !== undefined && peers.length === 0) peers.push(peer);'),
  mutant('end-port', 'endPort is exclusive', NETWORK_PORTS,
    'return PortSet.range(port, end);', 'return PortSet.range(port, Math.max(port, end - 1));'),
  mutant('protocol-default', 'an absent protocol is UDP', NETWORK_PORTS,
    "typeof value !== 'string') return 'TCP';", "typeof value !== 'string') return 'UDP';"),
  mutant('port-without-number', 'a port item without number means every protocol', NETWORK_PORTS,
    'parts.push(TrafficSet.of(protocol, PortSet.ALL));', 'parts.push(TrafficSet.ALL);'),
  mutant('except', 'except is ignored', BLOCK,
    '.subtract(IpSet.unionOf(cut));', ';'),
  mutant('ipv6', 'IPv6 blocks are ignored', BLOCK,
    'cidr === undefined ? IpSet.NONE :', 'cidr === undefined || cidr.family === 6 ? IpSet.NONE :'),
  mutant('pass', 'Pass is Allow', ADMIN, "Pass: 'pass'", "Pass: 'allow'"),
  mutant('deny', 'Deny is Pass', ADMIN, "Deny: 'deny'", "Deny: 'pass'"),
  mutant('range-start', 'a range starts one too late', ADMIN_PORTS,
    'return PortSet.range(start, end);', 'return PortSet.range(Math.min(start + 1, end), end);'),
  mutant('named-protocol', 'a named port of the admin kinds is TCP', ADMIN_PORTS,
    'named.push({ name: namedPort });', "named.push({ name: namedPort, protocol: 'TCP' });"),
  mutant('networks', 'networks of the admin kinds only may match pods', 'src/dialects/policy-api/networks.ts',
    "pods: 'by-address'", "pods: 'depends-on-cni'"),
  mutant('cluster-tier', 'every ClusterNetworkPolicy is of the Admin tier', CLUSTER,
    "tier === 'Baseline' ? BASELINE : ADMIN", 'tier === undefined ? BASELINE : ADMIN'),
  mutant('cluster-baseline', 'the Baseline tier decides before NetworkPolicy', CLUSTER, 'rank: 310', 'rank: 160'),
  mutant('cluster-pass', 'Pass of a ClusterNetworkPolicy is Accept', CLUSTER, "Pass: 'pass'", "Pass: 'allow'"),
  mutant('cluster-priority', 'the Baseline tier has no priorities', CLUSTER,
    'orderOf: ({ priority }) => (', "orderOf: ({ priority, tier }) => (tier === 'Baseline' ? 0 : "),
  mutant('cluster-range', 'the end of a range is exclusive', CLUSTER_PORTS, 'PortSet.range(start, end)', 'PortSet.range(start, end - 1)'),
  mutant('cluster-name', 'a port name of a ClusterNetworkPolicy is TCP', CLUSTER_PORTS,
    'named.push({ name: fields.destinationNamedPort });', "named.push({ name: fields.destinationNamedPort, protocol: 'TCP' });"),
  mutant('cluster-networks', 'where the channels disagree, the standard one counts', CLUSTER, '  unsettled: nameBesideNetworks,\n', ''),
  mutant('rivals', 'policies of two versions of the policy API go together', LANGUAGES, 'else if (known !== language.name)', 'else if (known === language.set)'),
  mutant('cluster-pods', 'pods of a ClusterNetworkPolicy must name their namespaces', 'src/dialects/policy-api/v1alpha2/schema.ts',
    "endpointsShape(['podSelector'])", "endpointsShape(['namespaceSelector', 'podSelector'])"),
  mutant('baseline', 'the baseline decides before NetworkPolicy', ADMIN, 'rank: 300', 'rank: 150'),
  mutant('priority', 'the highest priority number comes first', PROGRAM,
    'return a.order < b.order ? -1 : 1;', 'return a.order < b.order ? 1 : -1;'),
  mutant('equal-priority', 'of equal priorities the first object wins', PROGRAM,
    'while (end < sorted.length && sorted[end].policy.order === sorted[i].policy.order) end++;', ''),
  mutant('direction', 'a policy isolates both directions, whichever it names', 'src/engine/compile/applies-to.ts',
    'if (policy.isolates.includes(direction)) return true;', 'if (policy.isolates.length > 0) return true;'),
  mutant('named-end', 'port names of egress rules are resolved at the source', ENGINE,
    "direction === 'ingress' ? this.classes.portsOf[classId] : -1", 'this.classes.portsOf[classId]'),
  mutant('host-network', 'pods on the host network are pods like others', 'src/profiles/spec.ts',
    "hostNetwork: 'unknown',", "hostNetwork: 'as-pods',"),
  mutant('not-in', 'NotIn wants the key to be there', 'src/sets/label-constraint.ts',
    'return new LabelConstraint(true, true, sorted(values));', 'return new LabelConstraint(false, true, sorted(values));'),
  mutant('empty-value', 'an empty value matches an absent label too', 'src/sets/label-constraint.ts',
    'if (value === undefined) return this.allowsAbsent;', "if (value === undefined) return this.allowsAbsent || this.values.includes('');"),
  mutant('null-label', 'a null label value asks for nothing', 'src/dialects/label-selector.ts',
    "else if (nulls === 'zero') constraints.push([key, LabelConstraint.in([''])]);", ''),
  mutant('unread', 'policy kinds that are not read are ignored', 'src/dialects/registry.ts',
    ', UNREAD,', ','),
  mutant('cilium-deny', 'a rule of Cilium that denies counts after those that allow', 'src/dialects/isolating-stage.ts', ', deniesFirst: true', ''),
  mutant('cilium-lone-deny', 'a lone deny does not isolate', `${CILIUM}rules.ts`,
    'return directionsOf(spec).filter((direction) =>', 'return directionsOf(spec).filter((direction) => listOf(spec[direction]).length > 0).filter((direction) =>'),
  mutant('cilium-default-deny', 'enableDefaultDeny is not read', `${CILIUM}rules.ts`, '[direction] !== false', '[direction] !== 0'),
  mutant('cilium-everyone', 'a rule without peers and ports means everyone', `${CILIUM}peers.ts`,
    'listOf(rule.icmps).length > 0 ? undefined : []', 'listOf(rule.icmps).length > 0 ? undefined : undefined'),
  mutant('cilium-empty-list', 'an empty list of peers is no list', `${CILIUM}peers.ts`,
    'if (items.length === 0) return [];', 'if (items.length === 0) continue;'),
  mutant('cilium-home', 'peers of a CiliumNetworkPolicy are of every namespace', `${CILIUM}selectors.ts`,
    'if (namespace !== undefined && !namesLabels)', 'if (namespace === undefined && !namesLabels)'),
  mutant('cilium-blocks', 'blocks of Cilium mean pods', `${CILIUM}cidrs.ts`, "return { type: 'addresses', addresses, pods: 'never', blocks };", "return { type: 'addresses', addresses, pods: 'by-address', blocks };"),
  mutant('cilium-zero', 'port 0 means no port', `${CILIUM}ports.ts`, 'if (first === 0) return PortSet.ALL;', 'if (first === 0) return PortSet.NONE;'),
  mutant('cilium-octal', 'a number in base 8 is in base 10', `${CILIUM}port-number.ts`, '[/^0o?_?[0-7]+(_[0-7]+)*$/i, 8]', '[/^0o?_?[0-7]+(_[0-7]+)*$/i, 10]'),
  mutant('cilium-protocol', 'a port without protocol is TCP', `${CILIUM}ports.ts`,
    "if (value === undefined || value === null || value === 'ANY') return PROTOCOLS;", "if (value === 'ANY') return PROTOCOLS;\n  if (value === undefined || value === null) return ['TCP'];"),
  mutant('cilium-requests', 'rules about requests let all of them through', `${CILIUM}rules.ts`, '...(partly !== undefined && { partly }),', ''),
  mutant('cilium-dropped', 'labels that are left out of identities are there', `${CILIUM}selectors.ts`, 'else if (!isDropped(key)) pods.push', 'else if (key !== undefined) pods.push'),
  mutant('calico-tier-end', 'a tier of Calico ends with Pass, unless it says Deny', `${CALICO}tiers.ts`, "passes: defaultAction === 'Pass'", "passes: defaultAction !== 'Deny'"),
  mutant('calico-no-order', 'a policy of Calico without order comes first', `${CALICO}decode.ts`, "typeof order === 'number' ? order : LAST;", "typeof order === 'number' ? order : -LAST;"),
  mutant('calico-order', 'NetworkPolicies stand at order 0 of their tier', `${CALICO}tiers.ts`, 'ORDER_OF_NETWORK_POLICY = 1000', 'ORDER_OF_NETWORK_POLICY = 0'),
  mutant('calico-ties', 'names decide nothing between policies of Calico of equal order', `${CALICO}tiers.ts`, ', tiesByName: true', ''),
  mutant('calico-pass', 'Pass of Calico is Allow', `${CALICO}rules.ts`, "['Pass', 'pass']", "['Pass', 'allow']"),
  mutant('calico-log', 'Log of Calico is Allow', `${CALICO}rules.ts`, "['Pass', 'pass']", "['Pass', 'pass'], ['Log', 'allow']"),
  mutant('calico-types', 'a policy of Calico without types is about ingress', `${CALICO}decode.ts`, "(direction === 'egress' ? hasEgress : hasIngress || !hasEgress)", "direction === 'ingress'"),
  mutant('calico-own', 'what a rule says of its own end is not read', `${CALICO}rules.ts`, 'const own = peersOf(subject, undefined, context);', 'const own = peersOf({}, undefined, context);'),
  mutant('calico-not-nets', 'notNets is not read', `${CALICO}ends.ts`, 'if (notNets.length > 0) none.push(netsPeer(notNets));', ''),
  mutant('calico-not-selector', 'notSelector is not read', `${CALICO}ends.ts`, 'if (notSelector !== undefined) {', 'if (notSelector !== undefined && none.length < 0) {'),
  mutant('calico-home', 'selectors of a namespaced policy of Calico are about all namespaces', `${CALICO}ends.ts`, 'namespaces === undefined ? namespace : undefined;', 'undefined;'),
  mutant('calico-not-ports', 'notPorts is not read', `${CALICO}traffic.ts`, 'if (notPorts.length === 0)', 'if (notPorts.length >= 0)'),
  mutant('antrea-pass', 'Pass of Antrea is Allow', `${ANTREA}rules.ts`, "Pass: 'pass' };", "Pass: 'allow' };"),
  mutant('antrea-baseline', 'the tier baseline decides before NetworkPolicy', `${ANTREA}policies.ts`, 'rank: 290', 'rank: 130'),
  mutant('antrea-tier', 'priorities count before tiers', `${ANTREA}orders.ts`, 'a.tier.priority - b.tier.priority || a.priority - b.priority', 'a.priority - b.priority || a.tier.priority - b.tier.priority'),
  mutant('antrea-position', 'rules of equal priority are equal, whatever their position', `${ANTREA}orders.ts`, '* this.stride + position', '* this.stride'),
  mutant('antrea-empty', 'an empty peer of a ClusterNetworkPolicy is every pod', `${ANTREA}peers.ts`, 'if (!selects && context.namespace === undefined) return [endpoints(NO_POD)];', ''),
  mutant('antrea-no-labels', 'sameLabels without labels is no one', `${ANTREA}peers.ts`, 'return isPresent(namespaces) && !isPresent(match) && listOf(sameLabels).length === 0;', 'return isPresent(namespaces) && !isPresent(match) && !Array.isArray(sameLabels);'),
  mutant('antrea-missing', 'a group that is not in the input has no pods', `${ANTREA}policies.ts`, '...(context.isWhole ? [] : entries', '...(!context.isWhole ? [] : entries'),
  mutant('antrea-off', 'a group with pods of other namespaces switches nothing off', `${ANTREA}policies.ts`, "return selectors.length === 0 ? 'no'", "return selectors.length >= 0 ? 'no'"),
  mutant('antrea-source-port', 'the ports of the sender are not asked for', `${ANTREA}ports.ts`, '...(!isAnySource && { partly: OF_SOURCE }) };\n}\n\nfunction rangeOf', '};\n}\n\nfunction rangeOf'),
  mutant('antrea-own-node', 'Antrea may stop what the own node sends', `${ANTREA}policies.ts`, 'exemptsOwnNode: true, ', ''),
  mutant('unread-directions', 'a policy that cannot be read is about both directions', 'src/engine/compile/applies-to.ts', 'if (policy.unread !== undefined) return policy.isolates.includes(direction);', 'if (policy.unread !== undefined) return true;'),
  mutant('mesh-allows', 'a policy of a mesh may allow what others deny', PROGRAM,
    "mayAllow: unread.some(({ unreadEffect }) => unreadEffect !== 'may-deny')", 'mayAllow: true'),
  mutant('mesh-egress', 'a policy of a mesh is about both directions', 'src/engine/compile/applies-to.ts',
    "if (policy.unreadEffect === 'may-deny') return policy.isolates.includes(direction);", "if (policy.unreadEffect === 'may-deny') return true;"),
];
