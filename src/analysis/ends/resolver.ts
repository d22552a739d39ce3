import { NAMESPACE_NAME_LABEL, Namespace, Workload } from '../../model';
import type { Entity, ObservedEnd } from '../../flows';
import { NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../profiles/address-ranges';
import { Address, formatAddress, IpSet, Labels, parseAddress } from '../../sets';
import { workloadLabel, AnalysisSession } from '../session/session';
import { addressesOf } from './address-meaning';
import { lastingLabels, Owners, ownersOf } from './owners';
import { SOME_PRIVATE_ADDRESS, TrafficEnd } from './traffic-end';

const NOT_INTERNET = IpSet.cidrs([...NOT_INTERNET_V4, ...NOT_INTERNET_V6].map(({ cidr }) => cidr));
/** What a record calls ends that are pods. */
const OF_PODS: readonly (Entity | undefined)[] = ['unmanaged', 'starting'];

/** Finds what the ends of recorded traffic are: by owner, name and labels first, by address last. */
export class EndResolver {
  /** Workloads that the record shows and the input does not, with their labels as far as the record has them. */
  public readonly foreign: Workload[] = [];
  public readonly foreignNamespaces = new Map<string, Namespace>();

  private readonly owners: Owners;
  private readonly foreignNumbers = new Map<string, number>();

  public constructor(private readonly session: AnalysisSession) {
    this.owners = ownersOf(session);
  }

  public resolve(end: ObservedEnd): TrafficEnd {
    if (end.selects === true) return this.selected(end);
    const isPod = end.pod !== undefined || end.owner !== undefined || end.labels !== undefined;
    if (end.namespace !== undefined && isPod) return this.pod(end, end.namespace);
    const address = end.address === undefined ? undefined : parseAddress(end.address);
    if (end.service !== undefined) return this.called(end.service, address);
    if (end.blocks !== undefined) return blockEnd(end.blocks);
    if (end.network !== undefined) return networkEnd(end.network);
    if (end.place !== undefined) return this.placeNamed(end.place);
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
    const label = formatAddress(address);
    if (entity === 'outside' && addressesOf(this.session).meaningOf(address).type === 'outside') return { type: 'address', label, address, entity };
    return { type: 'bare', label, address, ...(entity !== undefined && { entity }) };
  }

  /** What an address is that no record explains; an agent that says "outside" knows no Service and no pod of another agent. */
  public byItsAddress(address: Address, entity?: Entity): TrafficEnd {
    const label = formatAddress(address);
    const meaning = addressesOf(this.session).meaningOf(address);
    if (meaning.type === 'pods') return this.oneOf(this.owners.distinct(meaning.positions), label);
    if (meaning.type === 'service') return this.called(meaning.service, address);
    if (entity === 'api-server') return { type: 'address', label, address, entity };
    if (meaning.type === 'node') return { type: 'node', label: `node ${label}`, own: false, address };
    if (OF_PODS.includes(entity)) return { type: 'address', label, address, entity, holders: ['pod'] };
    if (meaning.type === 'outside') return { type: 'address', label, address, entity: entity ?? 'outside' };
    return { type: 'address', label, address, holders: meaning.holders, ...(entity !== undefined && { entity }) };
  }

  /** A Service that the record names; where the address is a pod's, its own address was translated before. */
  private called({ namespace, name }: NonNullable<ObservedEnd['service']>, address: Address | undefined): TrafficEnd {
    const label = `Service ${namespace}/${name}`;
    if (address === undefined) return { type: 'service', label, namespace, name };
    const meaning = addressesOf(this.session).meaningOf(address);
    return meaning.type === 'pods' ? this.oneOf(this.owners.distinct(meaning.positions), formatAddress(address)) : { type: 'service', label, namespace, name, address };
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

  /** The workloads at some positions, those that are judged alike once. */
  public workloadsAt(positions: readonly number[]): (TrafficEnd & { readonly type: 'workload' })[] {
    return this.owners.distinct(positions).map((position) => this.workload(position));
  }

  /** A node of the input by its name; any other name may be that of a set of addresses, in which anything may be. */
  private placeNamed(name: string): TrafficEnd {
    const node = this.session.decoded.cluster.nodes.find((one) => one.name === name);
    const address = node?.addresses[0];
    if (address !== undefined) return { type: 'node', label: `node ${name}`, own: false, address };
    return { type: 'unmapped', label: name, why: `the record does not say whether \`${name}\` is a node or a set of addresses` };
  }

  /** Some pod of a namespace, of which only the address may tell which. */
  private inNamespace(namespace: string, address: Address | undefined): TrafficEnd {
    const meaning = address === undefined ? undefined : addressesOf(this.session).meaningOf(address);
    if (meaning?.type === 'pods') return this.oneOf(this.owners.distinct(meaning.positions), formatAddress(address!));
    const label = `${namespace}/${address === undefined ? 'unknown' : formatAddress(address)}`;
    return { type: 'unmapped', label, namespace, why: `the record names the namespace \`${namespace}\` and no pod, owner or labels` };
  }

  private pod(end: ObservedEnd, namespace: string): TrafficEnd {
    const { pod, owner, labels } = end;
    const exact = pod === undefined ? undefined : this.owners.pod(namespace, pod, owner);
    if (exact !== undefined) return this.workload(exact);
    const owned = owner === undefined ? [] : this.owners.owned(namespace, owner);
    const named = owned.length > 0 || pod === undefined || owner !== undefined ? owned : this.owners.named(namespace, pod, labels);
    if (named.length === 0 && end.mayBeSet === true) {
      return { type: 'unmapped', label: `${namespace}/${pod ?? ''}`, namespace, why: `no workload of the input is \`${namespace}/${pod ?? ''}\`, and the record does not say whether it is a pod or a set of addresses` };
    }
    const candidates = named.length > 0 || labels === undefined || owner !== undefined ? named : this.owners.labelled(namespace, labels);
    if (candidates.length > 0) {
      const withLabels = labels === undefined ? candidates : this.owners.withLabels(candidates, labels);
      return this.oneOf(this.owners.distinct(withLabels.length > 0 ? withLabels : candidates), `${namespace}/${owner?.name ?? pod ?? ''}`);
    }
    if (labels === undefined && end.service !== undefined) return this.called(end.service, undefined);
    const name = owner?.name ?? pod ?? '';
    const label = `${namespace}/${name}`;
    if (labels === undefined) return { type: 'unmapped', label, namespace, why: `no workload of the input is \`${label}\`, and the record does not tell its labels` };
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
    if (place === undefined || lastingLabels(labels).length === 0) {
      return { type: 'unmapped', label, why: `no workload of the input is selected by \`${label}\``, ...(place !== undefined && { namespace: place }) };
    }
    return this.foreignWorkload(place, describeLabels(labels), 'Pod', labels, namespaceLabels);
  }

  private oneOf(positions: readonly number[], label: string): TrafficEnd {
    if (positions.length === 1) return this.workload(positions[0]);
    return { type: 'choice', label, among: positions.map((position) => this.workload(position)) };
  }

  private workload(position: number): TrafficEnd & { readonly type: 'workload' } {
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

function networkEnd(network: 'public' | 'private'): TrafficEnd {
  return network === 'public' ? { type: 'block', label: 'outside', addresses: IpSet.ALL.subtract(NOT_INTERNET) } : { type: 'block', label: SOME_PRIVATE_ADDRESS, addresses: NOT_INTERNET };
}

function blockEnd(texts: readonly string[]): TrafficEnd {
  const all = texts.includes('0.0.0.0/0');
  return { type: 'block', label: all ? 'outside' : texts.length > 3 ? 'outside, private' : texts.join(', '), addresses: IpSet.cidrs(texts) };
}
