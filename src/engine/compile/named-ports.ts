import type { ContainerPort, NamedPort } from '../../model';
import { PortSet, TrafficSet } from '../../sets';

/** The traffic that port names mean at a destination with these ports: name and, where given, protocol must be equal. */
export function resolve(names: readonly NamedPort[], ports: readonly ContainerPort[]): TrafficSet {
  const found: TrafficSet[] = [];
  for (const { name, protocol } of names) {
    for (const port of ports) {
      if (port.name !== name || (protocol !== undefined && port.protocol !== protocol)) continue;
      found.push(TrafficSet.of(port.protocol, PortSet.single(port.port)));
    }
  }
  return TrafficSet.unionOf(found);
}
