import { clientOf, isToItself } from '../client';
import { Fields, fieldsOf, isFields, labelList, portOf, textOf } from '../fields';
import { instantOf } from '../instant';
import type { FlowFormat, FlowReader, ObservedEnd, Sink } from '../observation';

/**
 * Inspektor Gadget's `trace_tcp -o json`: what a process called (`connect`, before a Service's address is translated) and what called it
 * (`accept`, whose `src` is the own end).
 */
export const INSPEKTOR_GADGET: FlowFormat = {
  name: 'inspektor-gadget',
  takes: 'values',
  words: ['src', 'dst', 'podName', 'addr', 'proto', 'accept', 'connect'],
  fits: (_, value) => isFields(value) && isFields(value.src) && isFields(value.dst) && typeof value.src.addr === 'string' && typeof value.type === 'string',
  open: (sink) => new GadgetReader(sink),
};

class GadgetReader implements FlowReader {
  public constructor(private readonly sink: Sink) {}

  public take(record: unknown): void {
    if (Array.isArray(record)) return record.forEach((item) => this.take(item));
    if (!isFields(record) || !isFields(record.src) || !isFields(record.dst)) return this.sink.bad('no event of trace_tcp');
    const { sink } = this;
    const { type, src, dst } = record;
    if (type === 'close') return sink.skip('the end of a connection');
    if (type !== 'connect' && type !== 'accept') return sink.bad(`the event \`${String(type)}\``);
    const accepted = type === 'accept';
    const port = portOf((accepted ? src : dst).port);
    const protocol = textOf(dst.proto) ?? textOf(src.proto) ?? 'TCP';
    const [podAddress, peerAddress] = [textOf(src.addr), textOf(dst.addr)];
    if (port === undefined || podAddress === undefined || peerAddress === undefined) return sink.bad('an event without address or port');
    if (isToItself(podAddress, peerAddress)) return sink.skip('a pod to itself');
    const clientPort = portOf((accepted ? dst : src).port) ?? 0;
    const time = instantOf(record.timestamp);
    sink.at(time);
    const self = sink.end(`own/${keyOf(fieldsOf(record.k8s))}/${podAddress}`, () => podEnd(fieldsOf(record.k8s), podAddress));
    const peerFields = fieldsOf(dst.k8s);
    const peer = sink.end(`peer/${textOf(peerFields.kind)}/${textOf(peerFields.namespace)}/${textOf(peerFields.name)}/${peerAddress}`, () => peerEnd(peerFields, peerAddress));
    const error = textOf(record.error);
    sink.flow({
      source: accepted ? peer : self,
      destination: accepted ? self : peer,
      protocol,
      port,
      sourcePort: clientPort,
      family: peerAddress.includes(':') ? 6 : 4,
      reply: false,
      outcome: error === undefined ? 'passed' : 'failed',
      ...(error !== undefined && { reason: error }),
      arrived: accepted || error === undefined,
      time,
      weight: 1,
      client: clientOf(accepted ? peerAddress : podAddress, clientPort),
    });
  }
}

function keyOf(k8s: Fields): string {
  return `${textOf(k8s.namespace)}/${textOf(k8s.podName)}`;
}

function podEnd(k8s: Fields, address: string): ObservedEnd {
  const namespace = textOf(k8s.namespace);
  if (namespace === undefined) return { address, entity: 'own-node' };
  if (k8s.hostnetwork === true) return { address, entity: 'other-node' };
  const pod = textOf(k8s.podName);
  const owner = fieldsOf(k8s.owner);
  const [name, kind] = [textOf(owner.name), textOf(owner.kind)];
  const labels = textOf(k8s.podLabels);
  return {
    namespace,
    address,
    ...(pod !== undefined && { pod }),
    ...(name !== undefined && { owner: { name, ...(kind !== undefined && { kind }) } }),
    ...(labels !== undefined && { labels: labelList(labels, ',') }),
  };
}

function peerEnd(k8s: Fields, address: string): ObservedEnd {
  const [kind, namespace, name, labels] = [textOf(k8s.kind), textOf(k8s.namespace), textOf(k8s.name), textOf(k8s.labels)];
  if (kind === 'svc' && namespace !== undefined && name !== undefined) return { address, service: { namespace, name } };
  if (kind !== 'pod' || namespace === undefined || name === undefined) return { address };
  return { namespace, pod: name, address, ...(labels !== undefined && { labels: labelList(labels, ',') }) };
}
