import { ISOLATING_ENCODER } from '../../../dialects';
import type { Policy } from '../../../model';
import { labelsCode, textLiteral } from '../../../text/code';
import { yamlOf } from '../../../text/yaml';
import { blockOf, formatAddress, Labels, LabelSelector, TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import type { Endpoint } from '../../what-if/pair';
import type { OpenedSide } from './opened-side';
import type { Opening } from './opening';

/** The name of a change, as a construct's id and as part of the names of manifests. */
export function nameOfChange(source: Endpoint, destination: Endpoint): string {
  const of = (endpoint: Endpoint) => ('address' in endpoint ? formatAddress(endpoint.address) : endpoint.workload.name);
  return `${of(source)}-to-${of(destination)}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 50).replace(/-$/, '');
}

/** An opening as constructs of this package. */
export function typescriptOf({ traffic, sides }: Opening, name: string): string {
  const [first, second] = sides;
  const both = sides.length === 2 && sides.every(({ pods, peer, admin, own, tiered }) => admin === undefined && own === undefined && tiered === undefined && pods !== undefined && !('address' in peer));
  if (both) {
    const [out, into] = first.direction === 'egress' ? [first, second] : [second, first];
    return construct('AllowBetween', name, [
      `from: ${podsText(out.pods!.labels)},`,
      `to: ${podsText(into.pods!.labels)},`,
      `fromNamespace: ${textLiteral(out.namespace)},`,
      `toNamespace: ${textLiteral(into.namespace)},`,
      ...portsLine(traffic),
    ]);
  }
  return sides.map((side) => oneSide(side, traffic, sides.length === 1 ? name : `${name}-${side.direction}`)).join('\n');
}

function oneSide(side: OpenedSide, traffic: TrafficSet, name: string): string {
  const { direction, extended, pods, namespace, admin, own, tiered } = side;
  if (own !== undefined) return `new ApiObject(this, ${textLiteral(name)}, ${literal(own.encoder.encode({ name, ...own.rule }))});`;
  if (tiered !== undefined) return `new ApiObject(this, ${textLiteral(name)}, ${literal(tiered.encoder.encode({ name, ...tiered.rule }))});`;
  if (admin !== undefined) return `new ApiObject(this, ${textLiteral(name)}, ${literal(admin.encoder.encode({ name, ...admin.rule }))});`;
  const peers = `${direction === 'ingress' ? 'from' : 'to'}: [${peerText(side)}],`;
  if (extended !== undefined) {
    return `// on the construct that writes ${extended.origin.label}\npolicy.addRule({\n${[peers, ...portsLine(traffic)].map((line) => `  ${line}\n`).join('')}});`;
  }
  return construct(direction === 'ingress' ? 'AllowFrom' : 'AllowTo', name, [`namespace: ${textLiteral(namespace)},`, `pods: ${podsText(pods!.labels)},`, peers, ...portsLine(traffic)]);
}

function construct(type: string, name: string, lines: readonly string[]): string {
  return `new ${type}(this, ${textLiteral(name)}, {\n${[...lines, "reason: '…',"].map((line) => `  ${line}\n`).join('')}});`;
}

/** A value of JSON's kinds as TypeScript. */
function literal(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? textLiteral(value) : String(value);
  const entries = Object.entries(value).map(([key, item]) => `${/^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : textLiteral(key)}: ${literal(item, `${indent}  `)}`);
  const line = `{ ${entries.join(', ')} }`;
  return line.length <= 100 && indent !== '' ? line : `{\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}}`;
}

function podsText(labels: Labels): string {
  return Object.keys(labels).length === 0 ? 'PodSelector.all()' : `PodSelector.labels(${labelsCode(labels)})`;
}

function peerText({ peer, namespace }: OpenedSide): string {
  if ('address' in peer) return `Peer.cidr(${textLiteral(blockOf(peer.address))})`;
  const { labels } = peer.meant;
  const all = Object.keys(labels).length === 0;
  if (peer.namespace === namespace) return all ? 'Peer.ownNamespace()' : `Peer.pods(${labelsCode(labels)})`;
  return all ? `Peer.namespace(${textLiteral(peer.namespace)})` : `Peer.podsIn(${textLiteral(peer.namespace)}, ${labelsCode(labels)})`;
}

export function portsLine(traffic: TrafficSet): string[] {
  if (traffic.isAll()) return [];
  const ports = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => {
    const set = traffic.ports(protocol);
    const word = protocol.toLowerCase();
    if (set.isAll()) return [`Port.all${word[0].toUpperCase()}${word.slice(1)}()`];
    return set.ranges().map(({ first, last }) => (first === last ? `Port.${word}(${first})` : `Port.${word}Range(${first}, ${last})`));
  });
  return [`ports: [${ports.join(', ')}],`];
}

/** An opening as manifests; where a policy of the input gets one more rule, that rule. */
export function yamlTextOf({ sides }: Opening, name: string, session: AnalysisSession): string {
  return sides.map((side) => {
    const { direction, extended, rule, namespace } = side;
    const sideName = sides.length === 1 ? name : `${name}-${direction}`;
    const pods = side.pods?.selector ?? LabelSelector.EVERYTHING;
    if (side.admin !== undefined) return yamlOf(side.admin.encoder.encode({ name: freeName(sideName, '', session), ...side.admin.rule }));
    if (side.tiered !== undefined) return yamlOf(side.tiered.encoder.encode({ name: freeName(sideName, namespace, session), ...side.tiered.rule }));
    if (side.own !== undefined) return yamlOf(side.own.encoder.encode({ name: freeName(sideName, namespace, session), ...side.own.rule }));
    const policy = { name: freeName(sideName, namespace, session), namespace, pods, isolates: [direction], rules: [rule] };
    const manifest = ISOLATING_ENCODER.encode(policy);
    if (extended === undefined) return yamlOf(manifest);
    const position = extended.origin.document?.position(extended.origin.path);
    const place = position === undefined ? '' : ` (${position.file}:${position.line})`;
    return `# one more item of spec.${direction} of ${extended.origin.label}${place}\n${yamlOf(manifest.spec[direction])}`;
  }).join('---\n');
}

const namesTaken = new WeakMap<readonly Policy[], ReadonlySet<string>>();

/** A name that no policy of the namespace has. */
function freeName(name: string, namespace: string, session: AnalysisSession): string {
  const { policies } = session.decoded;
  let taken = namesTaken.get(policies);
  if (taken === undefined) namesTaken.set(policies, (taken = new Set(policies.map((policy) => `${policy.namespace ?? ''}/${policy.name}`))));
  let free = name;
  for (let i = 2; taken.has(`${namespace}/${free}`); i++) free = `${name}-${i}`;
  return free;
}
