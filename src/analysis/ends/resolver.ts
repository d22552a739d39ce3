import { NAMESPACE_NAME_LABEL, Namespace, Service, Workload } from '../../model';
import type { Entity, ObservedEnd } from '../../flows';
import { NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../profiles/address-ranges';
import { Address, formatAddress, IpSet, Labels, parseAddress } from '../../sets';
import { workloadLabel, AnalysisSession } from '../session/session';
import { lastingLabels, Owners, ownersOf } from './owners';

/** What an end of recorded traffic is in the input. */
export type TrafficEnd =
  /** `position` in the list of workloads; those that only the record shows stand behind those of the input. */
  | { readonly type: 'workload'; readonly label: string; readonly position: number; readonly foreign: boolean }
  | { readonly type: 'address'; readonly label: string; readonly address: Address; readonly entity?: Entity }
  | { readonly type: 'block'; readonly label: string; readonly addresses: IpSet }
  | { readonly type: 'node'; readonly label: string; readonly own: boolean; readonly address?: Address }
  | { readonly type: 'service'; readonly label: string; readonly namespace: string; readonly name: string }
  /** An address of which nothing else is known yet. */
  | { readonly type: 'bare'; readonly label: string; readonly address: Address }
  /** One of several; it is unknown which. */
  | { readonly type: 'choice'; readonly label: string; readonly among: readonly TrafficEnd[] }
  | { readonly type: 'unmapped'; readonly label: string; readonly why: string };

const LINK_LOCAL = IpSet.cidrs(['169.254.0.0/16', 'fe80::/10']);
/** Addresses that a pod, a Service or a node may have. */
const POSSIBLY_INSIDE = IpSet.cidrs([...NOT_INTERNET_V4, ...NOT_INTERNET_V6].map(({ cidr }) => cidr)).subtract(LINK_LOCAL);

/** The workloads that an end is, or may be, by their labels. */
export function labelsOf(end: TrafficEnd): string[] {
  return end.type === 'choice' ? end.among.flatMap(labelsOf) : [end.label];
}

/** A pod behind a Service, and the port that its calls arrive at. */
interface Backend {
  readonly end: TrafficEnd;
  readonly port: number;
}

/** Finds what the ends of recorded traffic are: by owner, name and labels first, by address last. */
export class EndResolver {
  /** Workloads that the record shows and the input does not, with their labels as far as the record has them. */
  public readonly foreign: Workload[] = [];
  public readonly foreignNamespaces = new Map<string, Namespace>();

  private readonly owners: Owners;
  private readonly foreignNumbers = new Map<string, number>();
  private readonly byAddress = new Map<string, number>();
  private readonly services = new Map<string, string>();
  private readonly byService: ReadonlyMap<string, Service>;
  private readonly nodes = new Set<string>();

  public constructor(private readonly session: AnalysisSession) {
    const { workloads, services, nodes } = session.decoded.cluster;
    this.owners = ownersOf(session);
    workloads.forEach(({ addresses, hostNetwork }, position) => {
      if (!hostNetwork) addresses.forEach((address) => this.byAddress.set(formatAddress(address), position));
    });
    this.byService = new Map(services.map((service) => [`${service.namespace}/${service.name}`, service]));
    for (const { namespace, name, addresses } of services) addresses.forEach((address) => this.services.set(formatAddress(address), `${namespace}/${name}`));
    for (const { addresses } of nodes) addresses.forEach((address) => this.nodes.add(formatAddress(address)));
  }

  public resolve(end: ObservedEnd): TrafficEnd {
    if (end.selects === true) return this.selected(end);
    const isPod = end.pod !== undefined || end.owner !== undefined || end.labels !== undefined;
    if (end.namespace !== undefined && isPod) return this.pod(end, end.namespace);
    if (end.service !== undefined) return { type: 'service', label: `Service ${end.service.namespace}/${end.service.name}`, ...end.service };
    if (end.blocks !== undefined) return blockEnd(end.blocks);
    const address = end.address === undefined ? undefined : parseAddress(end.address);
    const { entity } = end;
    if (end.namespace !== undefined) return this.inNamespace(end.namespace, address);
    if (entity === 'own-node' || entity === 'other-node' || entity === 'health') {
      const own = entity !== 'other-node';
      const label = `${entity === 'health' ? 'health checks of the agent' : own ? 'own node' : 'another node'}${address === undefined ? '' : ` ${formatAddress(address)}`}`;
      return { type: 'node', label, own, ...(address !== undefined && { address }) };
    }
    if (address === undefined) {
      if (entity === 'outside') return blockEnd(['0.0.0.0/0', '::/0']);
      return { type: 'unmapped', label: end.address ?? 'unknown', why: end.address === undefined ? 'the record names neither pod nor address' : 'the record names no address' };
    }
    if (entity === 'outside' || entity === 'api-server' || entity === 'gateway') return { type: 'address', label: formatAddress(address), address, entity };
    return { type: 'bare', label: formatAddress(address), address };
  }

  /** What an address is that no record explains. */
  public byItsAddress(address: Address): TrafficEnd {
    const text = formatAddress(address);
    const position = this.byAddress.get(text);
    if (position !== undefined) return this.workload(position);
    const service = this.services.get(text);
    if (service !== undefined) {
      const [namespace, name] = service.split('/');
      return { type: 'service', label: `Service ${service}`, namespace, name };
    }
    if (this.nodes.has(text)) return { type: 'node', label: `another node ${text}`, own: false, address };
    if (POSSIBLY_INSIDE.contains(address)) {
      return { type: 'unmapped', label: text, why: `no pod, Service or node of the input has the address ${text}; add the output of \`kubectl get pods,services,nodes -A -o json\`` };
    }
    return { type: 'address', label: text, address, entity: 'outside' };
  }

  /** Where the pods of a Service are, by workload and port; `undefined` for one that the input does not show. */
  public backends({ namespace, name }: NonNullable<ObservedEnd['service']>, protocol: string, port: number): Backend[] | undefined {
    const { workloads } = this.session.decoded.cluster;
    const service = this.byService.get(`${namespace}/${name}`);
    if (service?.selector === undefined) return undefined;
    const entry = service.ports.find((one) => one.port === port && one.protocol === protocol);
    const { selector } = service;
    const positions = this.owners.inNamespace(namespace).filter((position) => hasLabels(workloads[position].labels, selector));
    const found = this.owners.distinct(positions).map((position) => {
      const target = entry === undefined ? port : typeof entry.targetPort === 'number' ? entry.targetPort : workloads[position].ports.find(({ name: own, protocol: spoken }) => own === entry.targetPort && spoken === protocol)?.port;
      return { end: this.workload(position), port: target };
    });
    const resolved = found.flatMap((one) => (one.port === undefined ? [] : [{ end: one.end, port: one.port }]));
    return resolved.length === 0 ? undefined : resolved;
  }

  /** Whether an end is known to listen on a port; `undefined` where it declares none. */
  public listens(end: TrafficEnd, protocol: string, port: number): boolean | undefined {
    if (end.type !== 'workload' || end.foreign) return undefined;
    const { ports } = this.session.decoded.cluster.workloads[end.position];
    return ports.some((one) => one.protocol === protocol && one.port === port) ? true : ports.length > 0 ? false : undefined;
  }

  /** The session with the workloads that only the record shows. */
  public withForeign(): AnalysisSession {
    if (this.foreign.length === 0) return this.session;
    const { cluster } = this.session.decoded;
    const namespaces = new Map([...this.foreignNamespaces, ...cluster.namespaces]);
    return this.session.withCluster({ ...cluster, namespaces, workloads: [...cluster.workloads, ...this.foreign] });
  }

  /** Some pod of a namespace, of which only the address may tell which. */
  private inNamespace(namespace: string, address: Address | undefined): TrafficEnd {
    const position = address === undefined ? undefined : this.byAddress.get(formatAddress(address));
    if (position !== undefined) return this.workload(position);
    const label = `${namespace}/${address === undefined ? 'unknown' : formatAddress(address)}`;
    return { type: 'unmapped', label, why: `the record names the namespace \`${namespace}\` and no pod, owner or labels` };
  }

  private pod(end: ObservedEnd, namespace: string): TrafficEnd {
    const { pod, owner, labels } = end;
    const exact = pod === undefined ? undefined : this.owners.pod(namespace, pod, owner);
    if (exact !== undefined) return this.workload(exact);
    const owned = owner === undefined ? [] : this.owners.owned(namespace, owner);
    const named = owned.length > 0 || pod === undefined || owner !== undefined ? owned : this.owners.named(namespace, pod, labels);
    const candidates = named.length > 0 || labels === undefined || owner !== undefined ? named : this.owners.labelled(namespace, labels);
    if (candidates.length > 0) {
      const withLabels = labels === undefined ? candidates : this.owners.withLabels(candidates, labels);
      return this.oneOf(this.owners.distinct(withLabels.length > 0 ? withLabels : candidates), `${namespace}/${owner?.name ?? pod ?? ''}`);
    }
    const name = owner?.name ?? pod ?? '';
    const label = `${namespace}/${name}`;
    if (labels === undefined) return { type: 'unmapped', label, why: `no workload of the input is \`${label}\`, and the record does not tell its labels` };
    // without an owner, pods of equal labels are one workload: their names come and go
    return this.foreignWorkload(namespace, owner?.name ?? describeLabels(labels), owner?.kind ?? 'Pod', labels, end.namespaceLabels ?? {});
  }

  /** Pods by a selector: those of the input that it selects, or one as the selector describes it. */
  private selected({ namespace, labels = {}, namespaceLabels = {} }: ObservedEnd): TrafficEnd {
    const { namespaces } = this.session.decoded.cluster;
    const chosen = () => [...namespaces.values()].filter((one) => hasLabels(one.labels, namespaceLabels)).map(({ name }) => name);
    const inside = namespace !== undefined ? [namespace] : chosen();
    const positions = inside.flatMap((name) => this.owners.withLabels(this.owners.inNamespace(name), labels));
    const place = namespace ?? namespaceLabels[NAMESPACE_NAME_LABEL];
    const label = `${place ?? `(${describeLabels(namespaceLabels)})`}/${describeLabels(labels)}`;
    if (positions.length > 0) return this.oneOf(this.owners.distinct(positions), label);
    if (place === undefined || lastingLabels(labels).length === 0) return { type: 'unmapped', label, why: `no workload of the input is selected by \`${label}\`` };
    return this.foreignWorkload(place, describeLabels(labels), 'Pod', labels, namespaceLabels);
  }

  private oneOf(positions: readonly number[], label: string): TrafficEnd {
    if (positions.length === 1) return this.workload(positions[0]);
    return { type: 'choice', label, among: positions.map((position) => this.workload(position)) };
  }

  private workload(position: number): TrafficEnd {
    return { type: 'workload', label: workloadLabel(this.session.decoded.cluster.workloads[position]), position: this.owners.distinct([position])[0], foreign: false };
  }

  private foreignWorkload(namespace: string, name: string, kind: string, all: Labels, namespaceLabels: Labels): TrafficEnd {
    const labels = Object.fromEntries(lastingLabels(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    const key = JSON.stringify([namespace, name, kind, labels]);
    let number = this.foreignNumbers.get(key);
    if (number === undefined) {
      number = this.foreign.length;
      this.foreignNumbers.set(key, number);
      this.foreign.push({ namespace, name, kind, labels, ports: [], addresses: [], hostNetwork: false, replicas: 2 });
      if (!this.session.decoded.cluster.namespaces.has(namespace)) {
        this.foreignNamespaces.set(namespace, {
          name: namespace,
          labels: { ...namespaceLabels, [NAMESPACE_NAME_LABEL]: namespace },
          // a record that tells no label of the namespace leaves it open
          ...(Object.keys(namespaceLabels).length === 0 && { openLabels: true }),
        });
      }
    }
    return { type: 'workload', label: `${namespace}/${name}[${kind}]`, position: this.session.decoded.cluster.workloads.length + number, foreign: true };
  }
}

function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function describeLabels(labels: Labels): string {
  const entries = lastingLabels(labels);
  return entries.length === 0 ? '(no labels)' : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

function blockEnd(texts: readonly string[]): TrafficEnd {
  const all = texts.includes('0.0.0.0/0');
  return { type: 'block', label: all ? 'outside' : texts.length > 3 ? 'outside, private' : texts.join(', '), addresses: IpSet.cidrs(texts) };
}
