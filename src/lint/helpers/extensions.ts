import type { ApiExtension, ServiceCall, Workload } from '../../model';
import type { LintContext } from '../framework/context';
import { targetAt } from '../framework/services';

/** A port of a workload that the API server calls. */
interface CalledPort {
  readonly extension: ApiExtension;
  readonly call: ServiceCall;
  readonly workload: Workload;
  readonly port: number;
}

/** The ports behind the Services that API extensions call; a Service that is not in the input has none. */
export function* calledPorts({ cluster, services }: LintContext): Generator<CalledPort> {
  for (const extension of cluster.extensions ?? []) {
    for (const call of extension.calls) {
      const service = cluster.services.find(({ namespace, name }) => namespace === call.namespace && name === call.service);
      const through = service?.ports.find(({ port, protocol }) => port === call.port && protocol === 'TCP');
      if (service === undefined || through === undefined) continue;
      for (const workload of cluster.workloads) {
        if (workload.namespace !== service.namespace || workload.hostNetwork || !services.of(workload).includes(service)) continue;
        const port = targetAt(workload, through);
        if (port !== undefined) yield { extension, call, workload, port };
      }
    }
  }
}
