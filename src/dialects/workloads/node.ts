import type { DecodeSink } from '../dialect';
import { fieldsOf, isFields, listOf } from '../manifest';
import type { Manifest } from '../manifest';
import { Place } from '../place';
import { decodeAddresses } from './addresses';
import { decodeLabels } from './labels';

/** A node with the addresses of its status; host names are none. */
export function decodeNode(object: Manifest, sink: DecodeSink): void {
  const items = listOf(fieldsOf(object.value.status).addresses).filter((item) => isFields(item) && (item.type === 'InternalIP' || item.type === 'ExternalIP'));
  sink.nodes.push({
    name: object.name,
    labels: decodeLabels(object.metadata.labels, () => Place.TOP.at('metadata').at('labels'), object, sink),
    addresses: decodeAddresses(items.map((item) => fieldsOf(item).address), () => Place.TOP.at('status').at('addresses'), object, sink),
    origin: object.origin,
  });
}
