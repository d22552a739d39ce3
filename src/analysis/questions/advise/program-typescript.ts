import type { RulePeer } from '../../../model';
import { formatCidr, parseCidr } from '../../../sets';
import { equalLabels, labelsCode, textLiteral, selectorCode } from '../../../text/code';
import { escapeText } from '../../../text/escape';
import { portsLine } from '../explain/snippets';
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
    `${variable === '' ? '' : `const ${variable} = `}new NamespaceFence(this, ${textLiteral(namespace)}, {`,
    ...(inside ? [] : ['  insideTraffic: false,']),
    `  dns: ${dns.typescript},`,
    '});',
  ];
}

/** `fence`: the variable of the fence, or nothing. */
function policyLines(policy: AdvisedPolicy, fence: string, nameFor: (text: string) => string, dnsText: string): string[] {
  const { kind, id, grants, manifest } = policy;
  const [type, method] = typeOf(policy);
  const open = fence === '' ? `new ${type}(this, ${textLiteral(id)}, {` : `${fence}.${method}(${textLiteral(id)}, {`;
  const where = [...(fence === '' ? [`namespace: ${textLiteral(manifest.namespace)},`] : []), `pods: ${selectorCode(manifest.pods)},`];
  const closing = ['});'];
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  if (kind === 'dns') return [open, ...indented([...where, `profile: ${dnsText},`, `reason: ${textLiteral(reasonOf(grants[0]))},`]), ...closing];
  if (kind === 'api-server') {
    const [{ peers, traffic }] = grants;
    const addresses = peers.flatMap((peer) => (peer.type === 'addresses' ? peer.blocks! : [])).map(({ cidr }) => textLiteral(cidr));
    return [open, ...indented([...where, `addresses: [${addresses.join(', ')}],`, ...portsLine(traffic), `reason: ${textLiteral(reasonOf(grants[0]))},`]), ...closing];
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
    `reason: ${textLiteral(reasonOf(grant))},`,
  ];
}

function peerText(peer: RulePeer, ownNamespace: string): string {
  if (peer.type === 'addresses') return peer.blocks!.map(({ cidr }) => `Peer.cidr(${textLiteral(formatCidr(parseCidr(cidr)!))})`).join(', ');
  if (peer.type !== 'endpoints' || !('name' in peer.endpoints.namespaces)) throw new Error('an advice names pods of one namespace, or addresses');
  const { namespaces: { name }, pods } = peer.endpoints;
  const labels = equalLabels(pods);
  const isAll = pods.isEverything();
  if (name === ownNamespace) return isAll ? 'Peer.ownNamespace()' : `Peer.pods(${labelsCode(labels)})`;
  return isAll ? `Peer.namespace(${textLiteral(name)})` : `Peer.podsIn(${textLiteral(name)}, ${labelsCode(labels)})`;
}
