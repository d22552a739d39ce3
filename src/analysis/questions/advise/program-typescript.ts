import type { RulePeer } from '../../../model';
import { formatCidr, LabelConstraint, Labels, LabelSelector, parseCidr } from '../../../sets';
import { isOneValue } from '../../../dialects';
import { escapeText } from '../../../text/escape';
import { labelsText, portsLine, quote } from '../explain/snippets';
import { reasonOf } from './evidence';
import type { Grant } from './grants';
import type { AdvisedFence, AdvisedPolicy, AdvisedProgram } from './policies';

/** The program as a chart of constructs of this package. */
export function typescriptOfProgram(program: AdvisedProgram, dnsText: string): string {
  const body = bodyOf(program, dnsText);
  if (body.length === 0) return '';
  const text = body.join('\n');
  const used = CONSTRUCTS.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return [
    "import { Chart } from 'cdk8s';",
    `import { ${used.join(', ')} } from 'cdk8s-netfence';`,
    "import { Construct } from 'constructs';",
    '',
    '/** What recorded traffic needs. */',
    'export class Advice extends Chart {',
    '  constructor(scope: Construct, id: string) {',
    '    super(scope, id);',
    ...body.map((line) => (line === '' ? '' : `    ${line}`)),
    '  }',
    '}',
    '',
  ].join('\n');
}

const CONSTRUCTS = ['AllowFrom', 'AllowTo', 'ApiServerEgress', 'DnsEgress', 'DnsProfile', 'LabelExpression', 'NamespaceFence', 'Peer', 'PodSelector', 'Port'];

function bodyOf({ fences, policies }: AdvisedProgram, dnsText: string): string[] {
  const names = new Set<string>(['scope', 'id']);
  const nameFor = (text: string) => {
    const plain = text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()).replace(/^[^A-Za-z]+/, '');
    const base = plain === '' || RESERVED.has(plain) ? `policy${plain}` : plain;
    let name = base;
    for (let i = 2; names.has(name); i++) name = `${base}${i}`;
    names.add(name);
    return name;
  };
  const lines: string[] = [];
  for (const fence of fences) {
    const rules = policies.filter(({ fenced, manifest }) => fenced && manifest.namespace === fence.namespace);
    const variable = rules.length > 0 ? nameFor(fence.namespace) : '';
    if (lines.length > 0) lines.push('');
    lines.push(...fenceLines(fence, variable));
    for (const policy of rules) lines.push(...policyLines(policy, variable, nameFor, dnsText));
  }
  const loose = policies.filter(({ fenced }) => !fenced);
  if (loose.length > 0 && lines.length > 0) lines.push('');
  for (const policy of loose) lines.push(...policyLines(policy, '', nameFor, dnsText));
  return lines;
}

const RESERVED = new Set(['default', 'new', 'class', 'function', 'delete', 'in', 'do', 'if', 'for', 'let', 'const', 'var', 'this', 'import', 'export', 'package', 'public', 'private', 'static',
  'switch', 'case', 'return', 'typeof', 'void', 'with', 'yield', 'await', 'enum', 'null', 'true', 'false', 'try', 'catch', 'throw', 'while', 'super', 'interface', 'protected', 'implements',
  'arguments', 'eval', 'finally', 'break', 'continue', 'debugger', 'else', 'extends', 'instanceof', 'undefined', 'Chart', 'Construct', 'NaN', 'Infinity', ...CONSTRUCTS]);

function fenceLines({ namespace, inside, dns, dnsGrant }: AdvisedFence, variable: string): string[] {
  return [
    ...(dnsGrant === undefined ? [] : [`// names are resolved by ${dns.name}: ${reasonOf(dnsGrant)}`]),
    `${variable === '' ? '' : `const ${variable} = `}new NamespaceFence(this, ${quote(namespace)}, {`,
    ...(inside ? [] : ['  insideTraffic: false,']),
    `  dns: ${dns.typescript},`,
    '});',
  ];
}

/** `fence`: the variable of the fence, or nothing. */
function policyLines(policy: AdvisedPolicy, fence: string, nameFor: (text: string) => string, dnsText: string): string[] {
  const { kind, id, grants, manifest } = policy;
  const [type, method] = typeOf(policy);
  const open = fence === '' ? `new ${type}(this, ${quote(id)}, {` : `${fence}.${method}(${quote(id)}, {`;
  const where = [...(fence === '' ? [`namespace: ${quote(manifest.namespace)},`] : []), `pods: ${selectorText(manifest.pods)},`];
  const closing = ['});'];
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  if (kind === 'dns') return [open, ...indented([...where, `profile: ${dnsText},`, `reason: ${quote(reasonOf(grants[0]))},`]), ...closing];
  if (kind === 'api-server') {
    const [{ peers, traffic }] = grants;
    const addresses = peers.flatMap((peer) => (peer.type === 'addresses' ? peer.blocks! : [])).map(({ cidr }) => quote(cidr));
    return [open, ...indented([...where, `addresses: [${addresses.join(', ')}],`, ...portsLine(traffic), `reason: ${quote(reasonOf(grants[0]))},`]), ...closing];
  }
  const [first, ...more] = grants.map((grant) => ruleLines(grant));
  const variable = more.length === 0 ? '' : nameFor(policy.name);
  return [
    `${variable === '' ? '' : `const ${variable} = `}${open}`, ...indented([...where, ...first]), ...closing,
    ...more.flatMap((rule) => [`${variable}.addRule({`, ...indented(rule), ...closing]),
  ];
}

function typeOf({ kind, grants: [{ direction }] }: AdvisedPolicy): readonly [type: string, method: string] {
  if (kind === 'dns') return ['DnsEgress', 'dnsEgress'];
  if (kind === 'api-server') return ['ApiServerEgress', 'apiServerEgress'];
  return direction === 'ingress' ? ['AllowFrom', 'allowFrom'] : ['AllowTo', 'allowTo'];
}

function ruleLines(grant: Grant): string[] {
  const { direction, peers, traffic, check, namespace } = grant;
  return [
    ...check.map((text) => `// check: ${escapeText(text)}`),
    `${direction === 'ingress' ? 'from' : 'to'}: [${peers.map((peer) => peerText(peer, namespace)).join(', ')}],`,
    ...portsLine(traffic),
    `reason: ${quote(reasonOf(grant))},`,
  ];
}

function peerText(peer: RulePeer, ownNamespace: string): string {
  if (peer.type === 'addresses') return peer.blocks!.map(({ cidr }) => `Peer.cidr(${quote(formatCidr(parseCidr(cidr)!))})`).join(', ');
  if (peer.type !== 'endpoints' || !('name' in peer.endpoints.namespaces)) throw new Error('an advice names pods of one namespace, or addresses');
  const { namespaces: { name }, pods } = peer.endpoints;
  const labels = equalities(pods);
  const isAll = pods.isEverything();
  if (name === ownNamespace) return isAll ? 'Peer.ownNamespace()' : `Peer.pods(${labelsText(labels)})`;
  return isAll ? `Peer.namespace(${quote(name)})` : `Peer.podsIn(${quote(name)}, ${labelsText(labels)})`;
}

/** A selector of pods, as its author would write it. */
export function selectorText(selector: LabelSelector): string {
  if (selector.isEverything()) return 'PodSelector.all()';
  const labels = equalities(selector);
  const unequal = selector.constraints.filter(([, constraint]) => !isOneValue(constraint));
  const rest = unequal.flatMap(([key, constraint]) => expressionTexts(key, constraint));
  if (rest.length === 0) return `PodSelector.labels(${labelsText(labels)})`;
  const both = Object.keys(labels).length === 0 ? '' : `labels: ${labelsText(labels)}, `;
  return both === '' ? `PodSelector.expressions([${rest.join(', ')}])` : `PodSelector.matching({ ${both}expressions: [${rest.join(', ')}] })`;
}

function equalities({ constraints }: LabelSelector): Labels {
  return Object.fromEntries(constraints.filter(([, constraint]) => isOneValue(constraint)).map(([key, { values: [value] }]) => [key, value]));
}

function expressionTexts(key: string, { allowsAbsent, cofinite, values }: LabelConstraint): string[] {
  const list = `[${values.map(quote).join(', ')}]`;
  const call = (name: string, more = '') => `LabelExpression.${name}(${quote(key)}${more})`;
  if (!cofinite) return values.length === 0 ? [call('doesNotExist'), ...(allowsAbsent ? [] : [call('exists')])] : [call('in', `, ${list}`)];
  return [...(values.length > 0 ? [call('notIn', `, ${list}`)] : []), ...(allowsAbsent ? [] : [call('exists')])];
}
