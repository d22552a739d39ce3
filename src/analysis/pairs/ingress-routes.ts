import { NAMESPACE_NAME_LABEL } from '../../model';
import type { Backend, Cluster, ContainerPort, IngressRoute, Problem, Service, ServicePort, Workload } from '../../model';
import { groupBy, LabelSelector, PortSet, TrafficSet } from '../../sets';
import { workloadLabel } from '../session/session';
import type { AnalysisSession } from '../session/session';

const NAMESPACE = 'ingress-controller-ns';

/** The pod that forwards what Ingress and Route let in; where it runs is unknown, and so are its labels. */
const CONTROLLER: Workload = {
  namespace: NAMESPACE,
  name: 'ingress-controller',
  kind: 'Pod',
  labels: {},
  ports: [],
  addresses: [],
  hostNetwork: false,
  replicas: 1,
};

/** The session with the controller as its last workload; the session itself where nothing leads in. */
export function withController(session: AnalysisSession): AnalysisSession {
  const { cluster } = session.decoded;
  if (cluster.ingressRoutes.length === 0) return session;
  const namespaces = new Map(cluster.namespaces);
  if (!namespaces.has(NAMESPACE)) namespaces.set(NAMESPACE, { name: NAMESPACE, labels: { [NAMESPACE_NAME_LABEL]: NAMESPACE } });
  return session.withCluster({ ...cluster, namespaces, workloads: [...cluster.workloads, CONTROLLER] });
}

/** What routes open to workloads, by `namespace/name[Kind]`, whatever policies say; and what leads nowhere. */
export interface Opened {
  readonly traffic: ReadonlyMap<string, TrafficSet>;
  readonly problems: readonly Problem[];
}

export function openedBy(cluster: Cluster, routes: readonly IngressRoute[] = cluster.ingressRoutes): Opened {
  const traffic = new Map<string, TrafficSet>();
  const problems: Problem[] = [];
  const services = new Map(cluster.services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const workloads = byNamespace(cluster, routes);
  for (const { namespace, kind, name, backends, origin } of routes) {
    for (const backend of backends) {
      const where = backend.namespace ?? namespace;
      const service = services.get(`${where}/${backend.service}`);
      const selected = service?.selector === undefined ? [] : selectedBy(service, workloads.get(where) ?? []);
      if (service === undefined || selected.length === 0) {
        const why = service === undefined ? 'is not in the input' : 'selects no workload of the input';
        const position = origin?.document?.position(origin.path);
        const message = `${kind} ${namespace}/${name}: its Service \`${backend.service}\` ${why}, so what it opens is not listed`;
        problems.push({ code: 'backend-unknown', severity: 'warning', message, ...(position && { position }) });
        continue;
      }
      for (const workload of selected) {
        const label = workloadLabel(workload);
        const ports = portsOf(backend, service, workload);
        if (!ports.isEmpty()) traffic.set(label, (traffic.get(label) ?? TrafficSet.NONE).union(TrafficSet.of('TCP', ports)));
      }
    }
  }
  return { traffic, problems };
}

function byNamespace({ workloads }: Cluster, routes: readonly IngressRoute[]): ReadonlyMap<string, readonly Workload[]> {
  return routes.length === 0 ? new Map() : groupBy(workloads, ({ namespace }) => namespace);
}

function selectedBy(service: Service, workloads: readonly Workload[]): readonly Workload[] {
  const selector = LabelSelector.labels(service.selector!);
  return workloads.filter((workload) => selector.matches(workload.labels));
}

/** The container ports behind the port that is asked for; behind every port of the Service where none is. */
function portsOf(backend: Backend, service: Service, workload: Workload): PortSet {
  const { port } = backend;
  const isAsked = ({ name, port: number, targetPort }: ServicePort) => name === port || number === port || targetPort === port;
  const asked = port === undefined ? service.ports : service.ports.filter(isAsked).slice(0, 1);
  return PortSet.unionOf(asked.map((item) => targetOf(item, workload.ports)));
}

function targetOf({ targetPort }: ServicePort, declared: readonly ContainerPort[]): PortSet {
  const found = declared.find(({ name, port, protocol }) => (typeof targetPort === 'string' ? name === targetPort && protocol === 'TCP' : port === targetPort));
  return found === undefined ? PortSet.NONE : PortSet.single(found.port);
}
