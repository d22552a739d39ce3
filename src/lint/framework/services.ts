import type { Cluster, Service, ServicePort, Workload } from '../../model';
import { LabelSelector } from '../../sets';

/** Which Services select which workloads. */
export class Services {
  private readonly byNamespace = new Map<string, { service: Service; selector: LabelSelector }[]>();

  public constructor(cluster: Cluster) {
    for (const service of cluster.services) {
      if (service.selector === undefined) continue;
      const list = this.byNamespace.get(service.namespace) ?? [];
      list.push({ service, selector: LabelSelector.labels(service.selector) });
      this.byNamespace.set(service.namespace, list);
    }
  }

  /** The Services that select the workload. */
  public of(workload: Workload): Service[] {
    return (this.byNamespace.get(workload.namespace) ?? []).filter(({ selector }) => selector.match(workload) === 'definite').map(({ service }) => service);
  }
}

/** The port number at the pod for a Service port; `undefined` if the pod declares no port of that name. */
export function targetAt(workload: Workload, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return workload.ports.find((port) => port.name === targetPort && port.protocol === protocol)?.port;
}

/** Whether the workload declares the port. */
export function declares(workload: Workload, protocol: string, port: number): boolean {
  return workload.ports.some((declared) => declared.protocol === protocol && declared.port === port);
}
