import type { Cluster, Service, ServicePort } from '../../model';
import { Protocol, PortSet, TrafficSet } from '../../sets';
import { isBehind, targetPort } from '../ends/services';
import type { PodsSpec, Statement } from './statement';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** An invariant about what clients send to the Services of pods, as these get it: at the target ports. */
export function behindServices({ services, workloads }: Cluster, statement: Statement): Statement {
  const ends = (statement.to ?? []).filter((end) => end.type === 'pods');
  const leading = services.filter((service) => ends.some((end) => leadsTo(service, end)));
  const targets = PROTOCOLS.map((protocol) => {
    const isCalled = (port: ServicePort) => port.protocol === protocol && statement.traffic.contains(protocol, port.port);
    const numbers = leading.flatMap((service) => service.ports.filter(isCalled).flatMap((port) => targetPorts(service, port)));
    const ports = numbers.length === 0 ? statement.traffic.ports(protocol) : PortSet.unionOf(numbers.map((number) => PortSet.single(number)));
    return TrafficSet.of(protocol, ports);
  });
  return { ...statement, traffic: TrafficSet.unionOf(targets), isCalled: false };

  function targetPorts(service: Service, port: ServicePort): readonly number[] {
    if (typeof port.targetPort === 'number') return [port.targetPort];
    const pods = workloads.filter((workload) => isBehind(service, workload));
    return [...new Set(pods.flatMap((pod) => targetPort(pod, port) ?? []))];
  }
}

/** Whether all pods of a Service are of an end. */
function leadsTo({ namespace, selector }: Service, end: PodsSpec): boolean {
  return selector !== undefined && namespace === end.namespace && end.pods.match({ labels: selector }) === 'definite';
}
