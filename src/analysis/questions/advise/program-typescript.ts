import type { RulePeer } from '../../../model';
import { formatCidr, LabelSelector, parseCidr } from '../../../sets';
import { equalLabels, labelsCode, textLiteral, selectorCode } from '../../../text/code';
import { escapeText } from '../../../text/escape';
import { portsLine } from '../explain/snippets';
import { Constants } from './constants';
import { reasonOf } from './evidence';
import type { Grant } from './grant';
import type { AdvisedFence, AdvisedPolicy, AdvisedProgram } from './policies';
import { ProgramNames } from './program-names';

/** The program as a chart of constructs of this package. */
export function typescriptOfProgram(program: AdvisedProgram, dnsText: string): string {
  // written once to count what repeats, and once more with names for that
  const counted = new Map<string, number>();
  const count = (code: string) => {
    counted.set(code, (counted.get(code) ?? 0) + 1);
    return code;
  };
  bodyOf(program, { dnsText, names: new ProgramNames(CONSTRUCTS), share: count });
  const names = new ProgramNames(CONSTRUCTS);
  const constants = new Constants(counted, (hint) => names.free(hint));
  const lines = bodyOf(program, { dnsText, names, share: (code, hint) => constants.write(code, hint) });
  if (lines.length === 0) return '';
  const body = [...constants.lines(), ...lines];
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

const CONSTRUCTS = [
  'AllowBetween', 'AllowFrom', 'AllowTo', 'ApiServerEgress', 'DnsEgress', 'DnsProfile', 'ExposeThrough', 'LabelExpression', 'NamespaceFence', 'Peer', 'PodSelector', 'Port',
];

const TYPES = { 'between': 'AllowBetween', 'dns': 'DnsEgress', 'api-server': 'ApiServerEgress', 'expose': 'ExposeThrough' } as const;

/** What the parts of a program are written with. */
interface Writing {
  readonly dnsText: string;
  readonly names: ProgramNames;
  /** An expression, or the name of the constant that holds it. */
  readonly share: (code: string, hint: string) => string;
}

function bodyOf({ fences, policies }: AdvisedProgram, writing: Writing): string[] {
  const lines: string[] = [];
  for (const fence of fences) {
    const rules = policies.filter((policy) => policy.fence === fence.namespace);
    const variable = rules.length > 0 ? writing.names.free(fence.namespace) : '';
    if (lines.length > 0) lines.push('');
    lines.push(...fenceLines(fence, variable));
    for (const policy of rules) lines.push(...policyLines(policy, variable, writing));
  }
  const loose = policies.filter(({ fence }) => fence === undefined);
  if (loose.length > 0 && lines.length > 0) lines.push('');
  for (const policy of loose) lines.push(...policyLines(policy, '', writing));
  return lines;
}

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
function policyLines(policy: AdvisedPolicy, fence: string, writing: Writing): string[] {
  const { kind, id, grants, manifests: [manifest] } = policy;
  const type = kind === 'rule' ? (grants[0].direction === 'ingress' ? 'AllowFrom' : 'AllowTo') : TYPES[kind];
  const open = fence === '' ? `new ${type}(this, ${textLiteral(id)}, {` : `${fence}.${type[0].toLowerCase()}${type.slice(1)}(${textLiteral(id)}, {`;
  const whole = (lines: readonly string[]) => [open, ...indented(lines), '});'];
  if (kind === 'between') return whole(edgeLines(grants, fence !== '', writing));
  const pods = `pods: ${podsCode(manifest.pods, grants[0].owner, writing)},`;
  const where = [...(fence === '' ? [`namespace: ${textLiteral(manifest.namespace)},`] : []), pods];
  const [grant] = grants;
  if (kind === 'dns') return whole([...checkLines(grant), ...where, `profile: ${writing.dnsText},`, reasonLine(grant)]);
  if (kind === 'api-server') {
    const addresses = grant.peers.flatMap((peer) => (peer.type === 'addresses' ? peer.blocks! : [])).map(({ cidr }) => textLiteral(cidr));
    return whole([...checkLines(grant), ...where, `addresses: [${addresses.join(', ')}],`, ...portsLine(grant.traffic), reasonLine(grant)]);
  }
  if (kind === 'expose') return whole([...where, ...controllerLines(grant, writing), ...portsLine(grant.traffic), reasonLine(grant)]);
  const [first, ...more] = grants.map((one) => ruleLines(one, writing));
  const variable = more.length === 0 ? '' : writing.names.free(manifest.name);
  return [
    `${variable === '' ? '' : `const ${variable} = `}${open}`, ...indented([...where, ...first]), '});',
    ...more.flatMap((rule) => [`${variable}.addRule({`, ...indented(rule), '});']),
  ];
}

function edgeLines([out, into]: readonly Grant[], isInFence: boolean, writing: Writing): string[] {
  return [
    ...checkLines(out),
    `from: ${podsCode(out.pods, out.owner, writing)},`,
    `to: ${podsCode(into.pods, into.owner, writing)},`,
    ...(isInFence ? [] : [`fromNamespace: ${textLiteral(out.namespace)},`, `toNamespace: ${textLiteral(into.namespace)},`]),
    ...portsLine(out.traffic),
    reasonLine(out),
  ];
}

function controllerLines(grant: Grant, writing: Writing): string[] {
  const { namespace, pods } = podsOf(grant.peers[0]);
  return [
    ...checkLines(grant),
    `controllerNamespace: ${textLiteral(namespace)},`,
    ...(pods.isEverything() ? [] : [`controller: ${podsCode(pods, `${namespace}-controller`, writing)},`]),
  ];
}

function ruleLines(grant: Grant, writing: Writing): string[] {
  const { direction, peers, traffic, namespace } = grant;
  return [
    ...checkLines(grant),
    `${direction === 'ingress' ? 'from' : 'to'}: [${peers.map((peer) => peerText(peer, namespace, writing)).join(', ')}],`,
    ...portsLine(traffic),
    reasonLine(grant),
  ];
}

function checkLines({ check }: Grant): string[] {
  return check.map((text) => `// check: ${escapeText(text)}`);
}

function reasonLine(grant: Grant): string {
  return `reason: ${textLiteral(reasonOf(grant))},`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function podsCode(pods: LabelSelector, owner: string, { share }: Writing): string {
  const code = selectorCode(pods);
  return pods.isEverything() ? code : share(code, owner);
}

function peerText(peer: RulePeer, ownNamespace: string, { share }: Writing): string {
  if (peer.type === 'addresses') return peer.blocks!.map(({ cidr }) => `Peer.cidr(${textLiteral(formatCidr(parseCidr(cidr)!))})`).join(', ');
  const { namespace, pods } = podsOf(peer);
  const labels = equalLabels(pods);
  const isAll = pods.isEverything();
  if (namespace === ownNamespace) return isAll ? 'Peer.ownNamespace()' : share(`Peer.pods(${labelsCode(labels)})`, `${Object.values(labels)[0]}-pods`);
  return share(isAll ? `Peer.namespace(${textLiteral(namespace)})` : `Peer.podsIn(${textLiteral(namespace)}, ${labelsCode(labels)})`, isAll ? `all-of-${namespace}` : `${namespace}-${Object.values(labels)[0]}`);
}

function podsOf(peer: RulePeer): { readonly namespace: string; readonly pods: LabelSelector } {
  if (peer.type !== 'endpoints' || !('name' in peer.endpoints.namespaces)) throw new Error('an advice names pods of one namespace, or addresses');
  return { namespace: peer.endpoints.namespaces.name, pods: peer.endpoints.pods };
}
