import { Fields, fieldsOf, isFields, labelsOf, listOf, portOf, textOf, textsOf } from '../fields';
import type { FlowFormat, FlowReader, ObservedEnd, Sink } from '../observation';

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** kubescape's learned neighbours of a workload: already aggregated, without times and counts. */
export const NETWORK_NEIGHBORHOOD: FlowFormat = {
  name: 'network-neighborhood',
  takes: 'documents',
  words: ['NetworkNeighborhood', 'matchLabels', 'egress', 'ingress', 'identifier', 'ipAddress', 'dnsNames'],
  fits: (line, value) => (isFields(value) && value.kind === 'NetworkNeighborhood') || /^\s*"?kind"?:\s*"?NetworkNeighborhood"?,?\s*$/.test(line)
    || /^\{.*"kind":\s*"NetworkNeighborhood"/.test(line),
  open: (sink) => new NeighborhoodReader(sink),
};

class NeighborhoodReader implements FlowReader {
  public constructor(private readonly sink: Sink) {}

  public take(record: unknown): void {
    const { sink } = this;
    if (!isFields(record) || record.kind !== 'NetworkNeighborhood') return sink.skip('another object');
    const metadata = fieldsOf(record.metadata);
    const spec = fieldsOf(record.spec);
    const labels = fieldsOf(metadata.labels);
    const annotations = fieldsOf(metadata.annotations);
    const namespace = textOf(labels['kubescape.io/workload-namespace']) ?? textOf(metadata.namespace);
    const owner = textOf(labels['kubescape.io/workload-name']);
    const kind = textOf(labels['kubescape.io/workload-kind']);
    if (namespace === undefined) return sink.bad('a neighborhood without namespace');
    const subject = `${namespace}/${owner ?? textOf(metadata.name) ?? ''}`;
    const observed: ObservedEnd = {
      namespace,
      ...(owner !== undefined && { owner: { name: owner, ...(kind !== undefined && { kind }) } }),
      labels: labelsOf(spec.matchLabels),
    };
    const self = sink.end(`own/${subject}/${kind}`, () => observed);
    // what was learned is a part of what flows
    if (annotations['kubescape.io/completion'] === 'partial') sink.lost(0, `${subject} was observed from after its start only`);
    if (!['completed', 'ready', undefined].includes(annotations['kubescape.io/status'] as string | undefined)) sink.lost(0, `${subject} is ${String(annotations['kubescape.io/status'])}`);
    for (const group of CONTAINERS) {
      for (const container of listOf(spec[group])) {
        for (const direction of ['ingress', 'egress'] as const) {
          for (const neighbor of listOf(fieldsOf(container)[direction])) this.neighbor(fieldsOf(neighbor), direction, namespace, self);
        }
      }
    }
  }

  private neighbor(neighbor: Fields, direction: 'ingress' | 'egress', namespace: string, self: number): void {
    const { sink } = this;
    const end = peerOf(neighbor, namespace);
    if (end === undefined) return sink.bad('a neighbor without selector, address or name');
    const peer = sink.end(`peer/${JSON.stringify(end)}`, () => end);
    const names = [textOf(neighbor.dns), ...textsOf(neighbor.dnsNames)].flatMap((name) => (name === undefined ? [] : [name.replace(/\.$/, '')]));
    const addresses = addressesOf(neighbor).filter((text) => !text.includes('/') && text !== '*');
    for (const name of new Set(names)) sink.name(name, addresses);
    const ports = listOf(neighbor.ports);
    if (ports.length === 0) return sink.bad('a neighbor without ports');
    for (const item of ports) {
      const port = portOf(fieldsOf(item).port);
      const protocol = textOf(fieldsOf(item).protocol);
      if (port === undefined || protocol === undefined) {
        sink.bad('a neighbor\'s port without number or protocol');
        continue;
      }
      const [source, destination] = direction === 'ingress' ? [peer, self] : [self, peer];
      sink.flow({ source, destination, protocol: protocol.toUpperCase(), port, sourcePort: 0, reply: false, outcome: 'passed', arrived: direction === 'ingress', time: NaN, weight: 1, client: 0 });
    }
  }
}

function addressesOf(neighbor: Fields): string[] {
  const many = textsOf(neighbor.ipAddresses);
  const one = textOf(neighbor.ipAddress);
  return one === undefined || many.includes(one) ? many : [one, ...many];
}

function peerOf(neighbor: Fields, namespace: string): ObservedEnd | undefined {
  const pods = neighbor.podSelector;
  const namespaces = neighbor.namespaceSelector;
  if (isFields(pods) || isFields(namespaces)) {
    if (fieldsOf(pods).matchExpressions !== undefined || fieldsOf(namespaces).matchExpressions !== undefined) return undefined;
    const labels = labelsOf(fieldsOf(pods).matchLabels);
    return isFields(namespaces) ? { selects: true, labels, namespaceLabels: labelsOf(namespaces.matchLabels) } : { selects: true, namespace, labels };
  }
  const addresses = addressesOf(neighbor);
  const name = textOf(neighbor.dns) ?? textsOf(neighbor.dnsNames)[0];
  const names = name === undefined ? {} : { names: [name.replace(/\.$/, '')] };
  const service = /^([^.*]+)\.([^.*]+)\.svc(\.|$)/.exec(name ?? '');
  if (service !== null) return { service: { name: service[1], namespace: service[2] }, ...(addresses.length === 1 && { address: addresses[0] }) };
  if (addresses.length === 1 && !addresses[0].includes('/') && addresses[0] !== '*') return { entity: 'outside', address: addresses[0], ...names };
  const blocks = addresses.flatMap((text) => (text === '*' ? ['0.0.0.0/0', '::/0'] : text.includes('/') ? [text] : [`${text}/${text.includes(':') ? 128 : 32}`]));
  if (blocks.length > 0) return { entity: 'outside', blocks, ...names };
  return name === undefined ? undefined : { entity: 'outside', blocks: ['0.0.0.0/0', '::/0'], ...names };
}
