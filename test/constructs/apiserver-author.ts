import { Chart, Testing } from 'cdk8s';
import { AllowFrom } from '../../src/constructs/policies/allow-from';
import { AllowTo } from '../../src/constructs/policies/allow-to';
import { DefaultDeny } from '../../src/constructs/policies/default-deny';
import { DefaultDenyEgress } from '../../src/constructs/policies/default-deny-egress';
import { DefaultDenyIngress } from '../../src/constructs/policies/default-deny-ingress';
import { LabelExpression, Peer, PodSelector, Port } from '../../src/constructs/values';

/** What no program against our types can say, with the reason. */
export class Inexpressible extends Error {}

/** Writes with our constructs what an object says, as an author would, and synthesizes it. */
export function author(id: string, object: any): any[] {
  const chart = Testing.chart();
  if (object === null) authorLarge(chart, id);
  else if (object.kind === 'Namespace') authorNamespace(chart, object.metadata);
  else authorPolicy(chart, object);
  return Testing.synth(chart);
}

/** Objects that were too big to keep. */
function authorLarge(chart: Chart, id: string): void {
  const props = { name: 'p', namespace: 'default' };
  if (id === 'many-peers-5000') {
    const from = Array.from({ length: 5000 }, (_, i) => Peer.cidr(`10.${i >> 8}.${i & 255}.0/24`));
    new AllowFrom(chart, 'p', { ...props, pods: PodSelector.all(), from });
  } else if (id === 'meta-ann-256k') {
    new DefaultDeny(chart, 'p', { ...props, annotations: { a: 'x'.repeat(256 * 1024 - 1) } });
  } else {
    throw new Inexpressible('the object was not kept');
  }
}

function authorNamespace(chart: Chart, { name, labels = {} }: any): void {
  const foreign = Object.keys(labels).filter((key) => key !== 'kubernetes.io/metadata.name');
  if (foreign.length > 0) throw new Inexpressible('labels of a Namespace object are no matter of the values');
  new DefaultDeny(chart, 'p', { namespace: name });
}

function authorPolicy(chart: Chart, { metadata, spec }: any): void {
  known(spec, ['podSelector', 'policyTypes', 'ingress', 'egress']);
  const { name, namespace, labels, annotations } = metadata;
  const pods = selector(spec.podSelector);
  const props = { name, namespace, labels, annotations, pods };
  const types = directions(spec.policyTypes);
  const [ingress, egress] = [spec.ingress ?? [], spec.egress ?? []];
  if (ingress.length > 0) {
    const [rule] = ingress.map((item: any) => ruleOf(item, 'from'));
    new AllowFrom(chart, 'in', { ...props, from: rule.peers, ports: rule.ports });
    if (types === 'both') new DefaultDenyEgress(chart, 'out', { ...props, name: 'out' });
  } else if (egress.length > 0) {
    const [rule] = egress.map((item: any) => ruleOf(item, 'to'));
    new AllowTo(chart, 'out', { ...props, to: rule.peers, ports: rule.ports });
    if (types === 'both') new DefaultDenyIngress(chart, 'in', { ...props, name: 'in' });
  } else {
    const Deny = { both: DefaultDeny, ingress: DefaultDenyIngress, egress: DefaultDenyEgress }[types];
    new Deny(chart, 'deny', props);
  }
}

function directions(types: unknown): 'both' | 'ingress' | 'egress' {
  const text = JSON.stringify(types ?? []);
  if (text === '["Ingress","Egress"]' || text === '["Egress","Ingress"]') return 'both';
  if (text === '["Egress"]') return 'egress';
  if (text === '["Ingress"]' || text === '[]') return 'ingress';
  throw new Inexpressible('policy types are written by the construct, never by the author');
}

function ruleOf(rule: any, end: 'from' | 'to'): { peers: Peer[]; ports?: Port[] } {
  known(rule, [end, 'ports']);
  const written = rule[end] ?? undefined;
  const peers = written === undefined ? [Peer.anyone()] : Array.isArray(written) ? written.map(peerOf) : written;
  const ports = (rule.ports ?? undefined)?.map(portOf);
  return { peers, ports };
}

function peerOf(peer: any): Peer {
  known(peer, ['podSelector', 'namespaceSelector', 'ipBlock']);
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (Object.keys(peer).length === 0) throw new Inexpressible('a peer without any content has no factory');
  if (ipBlock !== undefined) {
    if (podSelector ?? namespaceSelector) throw new Inexpressible('a peer that is a block and a selector has no factory');
    return Peer.cidr(ipBlock.cidr, ipBlock.except);
  }
  if (namespaceSelector === undefined) return isEmpty(podSelector) ? Peer.ownNamespace() : Peer.selected(selector(podSelector));
  if (isEmpty(namespaceSelector) && isEmpty(podSelector)) return Peer.everyNamespace();
  throw new Error(`no such peer in the recording: ${JSON.stringify(peer)}`);
}

function portOf(port: any): Port {
  const protocol = port?.protocol ?? 'TCP';
  const factories = {
    TCP: [Port.tcp, Port.tcpRange, Port.tcpNamed, Port.allTcp],
    SCTP: [Port.sctp, Port.sctpRange, Port.sctpNamed, Port.allSctp],
  } as const;
  if (protocol !== 'TCP' && protocol !== 'SCTP') throw new Inexpressible('the protocol is the name of a factory, and there is none of this name');
  const [one, range, named, all] = factories[protocol as 'TCP' | 'SCTP'];
  const { port: first, endPort } = port ?? {};
  if (endPort !== undefined) return range(first, endPort);
  if (first === undefined || first === null) return all();
  return typeof first === 'string' ? named(first) : one(first);
}

/** Operators that `LabelExpression` has no factory for can only come from elsewhere. */
function selector(written: any): PodSelector {
  if (isEmpty(written)) return PodSelector.all();
  const expressions: any[] = written.matchExpressions ?? [];
  if (!expressions.every(hasFactory)) {
    return PodSelector.of({ toPodSelectorConfig: () => ({ labelSelector: written }) } as any);
  }
  const labels = written.matchLabels;
  if (expressions.length === 0) return PodSelector.labels(labels);
  return PodSelector.matching({ labels, expressions: expressions.map(({ key, operator, values }) => FACTORIES[operator](key, values)) });
}

function hasFactory({ operator, values }: any): boolean {
  return operator in FACTORIES && (operator.endsWith('In') || !(values?.length > 0));
}

const FACTORIES: Record<string, (key: string, values: string[]) => LabelExpression> = {
  In: LabelExpression.in,
  NotIn: LabelExpression.notIn,
  Exists: LabelExpression.exists,
  DoesNotExist: LabelExpression.doesNotExist,
};

function isEmpty(written: any): boolean {
  return written === undefined || written === null || Object.keys(written).length === 0;
}

function known(object: any, fields: readonly string[]): void {
  const foreign = Object.keys(object).find((field) => !fields.includes(field));
  if (foreign !== undefined) throw new Inexpressible('the field is none of our types, and the compiler says so');
}
