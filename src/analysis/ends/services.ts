import type { Service, ServiceEndpoints, ServicePort, Workload } from '../../model';
import { Address, formatAddress, isSameAddress, LabelSelector } from '../../sets';
import { AnalysisSession, workloadLabel } from '../session/session';
import { addressesOf } from './address-meaning';
import { endOfMeaning } from './end-of-meaning';
import type { Forward, NamedEnd, PassedOnBy, Target, Unshown } from './named-end';

/** What people and recordings call a Service. */
function serviceLabel({ namespace, name }: Pick<Service, 'namespace' | 'name'>): string {
  return `Service ${namespace}/${name}`;
}

/** A Service as an end: as a source, its pods; as a destination, its ports and where they lead. `dialled`: the address by which it is called. */
export function serviceEnd(session: AnalysisSession, service: Service, dialled?: Address): NamedEnd {
  const label = serviceLabel(service);
  const named = namedBy(session, service);
  if (named !== undefined) return { ...serviceEnd(session, named), label };
  const positions = podsOf(session, service);
  if (service.headless === true && dialled === undefined && positions.length > 0) return { label, positions };
  const address = dialled ?? service.addresses[0];
  const forwards = service.ports.map((port) => forwardTo(session, service, port, { port: port.port, passedOnBy: passedOnByOf(service, dialled) }));
  const isShown = forwards.some(({ targets }) => targets.length > 0);
  return {
    label,
    positions,
    forwards: isShown ? forwards : [],
    // where its calls arrive is not shown: at pods that the input does not have, or outside
    ...(positions.length === 0 && address !== undefined && { address, holders: isShown ? ['outside'] : ['service', 'outside'] }),
    ...(address !== undefined && { dialled: address, ...calledAtOf(service, dialled) }),
    ...(positions.length === 0 && address === undefined && { unshown: unshownOf(session, service) }),
  };
}

/** The Service of which one is another name, where the input has it. */
function namedBy({ decoded: { cluster } }: AnalysisSession, { externalName = '' }: Service): Service | undefined {
  const [, name, namespace] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?\.?$/.exec(externalName) ?? [];
  return cluster.services.find((one) => one.name === name && one.namespace === namespace && one.externalName === undefined);
}

/** What is known of calls to a Service of which the input shows neither an address nor what is behind it. */
function unshownOf({ decoded: { cluster } }: AnalysisSession, service: Service): Unshown {
  const { externalName, selector, ports, headless } = service;
  const label = serviceLabel(service);
  if (externalName !== undefined) return { why: `the ${label} is another name of \`${externalName}\`, and the input does not show what has it` };
  const why = selector === undefined ? `the input shows no endpoints of the ${label}: add its EndpointSlices` : `the input shows no pod that the ${label} selects: add its pods`;
  if (cluster.facts?.complete === true) return { why, ports: [] };
  return { why, ...(headless !== true && { ports }) };
}

/** A load balancer may translate between address families; whatever passes on calls to cluster addresses does not. */
function calledAtOf({ addresses }: Service, dialled: Address | undefined): { readonly calledAt?: readonly Address[] } {
  if (dialled === undefined) return { calledAt: addresses };
  return addresses.some((address) => isSameAddress(address, dialled)) ? { calledAt: [dialled] } : {};
}

/** The ports that every node opens for Services. */
export function nodeForwards(session: AnalysisSession): readonly Forward[] {
  return session.decoded.cluster.services.flatMap((service) =>
    service.ports.flatMap((port) => (port.nodePort === undefined ? [] : [forwardTo(session, service, port, { port: port.nodePort, passedOnBy: 'node' })])));
}

/** The Services that take calls from outside: of load balancers, of ports of nodes, and with addresses outside. */
export function entranceServices({ decoded: { cluster } }: AnalysisSession): readonly Service[] {
  return cluster.services.filter(({ type, externalAddresses = [] }) => type === 'LoadBalancer' || type === 'NodePort' || externalAddresses.length > 0);
}

/** Whether some port of a Service leads to a port of a workload. */
export function leadsTo(service: Service, workload: Workload, protocol: string, port: number): boolean {
  return isBehind(service, workload) && service.ports.some((one) => one.protocol === protocol && targetPort(workload, one) === port);
}

/** Whether a Service selects a workload. */
export function isBehind({ namespace, selector }: Service, workload: Workload): boolean {
  return selector !== undefined && namespace === workload.namespace && LabelSelector.labels(selector).match(workload) !== 'no';
}

/** `called`: the port at which the Service, or a node, takes the calls, and who passes them on. */
function forwardTo(session: AnalysisSession, service: Service, port: ServicePort, called: Pick<Forward, 'port' | 'passedOnBy'>): Forward {
  const { name, protocol } = port;
  const { passedOnBy } = called;
  const targets = targetsOf(session, service, port);
  const label = serviceLabel(service);
  return { service: label, ...(name !== undefined && { name }), protocol, port: called.port, targets, ...(passedOnBy && { passedOnBy }) };
}

/** Who passes on calls of a Service at an address, where policies may see other ends. */
function passedOnByOf({ externalAddresses = [], proxies = [], keepsSources }: Service, dialled: Address | undefined): PassedOnBy | undefined {
  if (dialled === undefined) return undefined;
  if (proxies.some((address) => isSameAddress(address, dialled))) return 'proxy';
  return keepsSources !== true && externalAddresses.some((address) => isSameAddress(address, dialled)) ? 'own-node' : undefined;
}

/** Positions of the pods behind a Service. */
function podsOf({ decoded: { cluster: { workloads } } }: AnalysisSession, { namespace, selector }: Service): number[] {
  if (selector === undefined) return [];
  const selects = LabelSelector.labels(selector);
  return [...workloads.keys()].filter((position) => {
    const workload = workloads[position];
    return workload.namespace === namespace && selects.match(workload) !== 'no';
  });
}

function targetsOf(session: AnalysisSession, service: Service, port: ServicePort): Target[] {
  const { workloads } = session.decoded.cluster;
  const pods = podsOf(session, service);
  const byPort = new Map<number, number[]>();
  for (const position of pods) {
    const number = targetPort(workloads[position], port);
    if (number !== undefined) byPort.set(number, [...byPort.get(number) ?? [], position]);
  }
  const selected = [...byPort].map(([number, positions]): Target => ({ end: podEnd(session, positions, serviceLabel(service)), port: number }));
  const { endpoints: all = [] } = session.decoded.cluster;
  const counts = ({ namespace, service: name, isOwn }: ServiceEndpoints) =>
    namespace === service.namespace && name === service.name && (pods.length === 0 || isOwn === true);
  const listed = all.filter(counts).flatMap((endpoints) => endpointTargets(session, endpoints, port));
  const isSelected = ({ end: { positions, address }, port: number }: Target) =>
    address === undefined && positions.every((position) => byPort.get(number)?.includes(position) === true);
  return [...selected, ...listed.filter((target) => !isSelected(target))];
}

function endpointTargets(session: AnalysisSession, { addresses, ports }: ServiceEndpoints, port: ServicePort): Target[] {
  const entry = ports.find(({ name, protocol }) => (name ?? '') === (port.name ?? '') && protocol === port.protocol);
  if (entry === undefined && ports.length > 0) return [];
  return addresses.map((address) => {
    const meaning = addressesOf(session).meaningOf(address);
    // an endpoint is never another Service
    const end = meaning.type === 'service' ? { label: formatAddress(address), positions: [], address } : endOfMeaning(session, address, meaning);
    return { end, port: entry?.port ?? port.port };
  });
}

/** The port at which pods of a workload get what is sent to a port of a Service; `undefined` where they have none of its name. */
export function targetPort({ ports }: Workload, { targetPort: target, protocol }: ServicePort): number | undefined {
  return typeof target === 'number' ? target : ports.find((own) => own.name === target && own.protocol === protocol)?.port;
}

function podEnd(session: AnalysisSession, positions: readonly number[], otherwise: string): NamedEnd {
  const labels = new Set(positions.map((position) => workloadLabel(session.decoded.cluster.workloads[position])));
  return { label: labels.size === 1 ? [...labels][0] : `the pods of ${otherwise}`, positions };
}
