import type { Workload } from '../../model';
import type { Address } from '../../sets';
import type { DecodeSink } from '../dialect';
import { fieldsOf, isFields, listOf, textOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { Place } from '../place';
import { NO_ADDRESSES, decodeAddress, decodeAddresses } from './addresses';
import { decodePorts } from './container-ports';
import { decodeLabels } from './labels';
import { controllerOf } from './owner';

const SPEC = Place.TOP.at('spec');
const STATUS = Place.TOP.at('status');
const atSpec = () => SPEC;
const atAddress = () => STATUS.at('podIP');
const atLabels = () => Place.TOP.at('metadata').at('labels');

/** A pod of a cluster dump. A completed pod has no address and opens no connection: it is only counted. */
export function decodePod(object: Manifest, sink: DecodeSink): void {
  const status = fieldsOf(object.value.status);
  if (status.phase === 'Succeeded' || status.phase === 'Failed') {
    sink.finishedPods++;
    return;
  }
  const spec = fieldsOf(object.value.spec);
  const owner = controllerOf(object.metadata);
  const node = textOf(spec.nodeName);
  const serviceAccount = serviceAccountOf(spec);
  const workload: Workload = {
    namespace: object.namespace!,
    name: owner === undefined ? object.name : owner.name,
    kind: owner === undefined ? 'Pod' : owner.kind,
    pod: object.name,
    labels: decodeLabels(object.metadata.labels, atLabels, object, sink),
    ports: decodePorts(spec, atSpec, object, sink),
    addresses: decodePodAddresses(status, object, sink),
    hostNetwork: isHostNetwork(spec, atSpec, object, sink),
    replicas: 1,
    node,
    serviceAccount,
    origin: object.origin,
  };
  sink.workloads.push(workload);
  if (owner !== undefined) sink.resolveOwner(workload, owner);
}

function decodePodAddresses(status: Fields, object: Manifest, sink: DecodeSink): readonly Address[] {
  const { podIP, podIPs } = status;
  if (Array.isArray(podIPs) && podIPs.length > 1) {
    const texts = podIPs.map((item) => (isFields(item) ? item.ip : item));
    return decodeAddresses(texts, (i) => STATUS.at('podIPs').at(i).at('ip'), object, sink);
  }
  const text = listOf(podIPs).length === 1 ? fieldsOf(listOf(podIPs)[0]).ip : podIP;
  if (text === undefined || text === null || text === '') return NO_ADDRESSES;
  const address = decodeAddress(text, atAddress, object, sink);
  return address === undefined ? NO_ADDRESSES : [address];
}

/** Whether the pod lives on the network of its node; a value that is neither true nor false is reported and read as true, the open side. */
export function isHostNetwork(spec: Fields, place: () => Place, object: Manifest, sink: DecodeSink): boolean {
  const value = spec.hostNetwork;
  if (value === undefined || value === null || typeof value === 'boolean') return value === true;
  sink.problemsOf(object).add('wrong-type', place().at('hostNetwork'), 'must be true or false', 'write it without quotes');
  return true;
}

export function serviceAccountOf(spec: Fields): string | undefined {
  return textOf(spec.serviceAccountName) ?? textOf(spec.serviceAccount);
}
