import { Cluster, ContainerPort, Node, Workload } from '../model';
import { Address, Labels, labelOf, Ordinal } from '../sets';
import type { Vocabulary } from './vocabulary';

/**
 * Pods that no policy can tell apart, as one. Numbered from 0 and grouped by namespace: the classes of namespace `n` are
 * `firstOfNamespace[n]` to `firstOfNamespace[n + 1]` (exclusive).
 */
export interface Classes {
  readonly count: number;
  readonly namespaces: readonly string[];
  readonly firstOfNamespace: Int32Array;
  readonly namespaceOf: Int32Array;
  /** A pod of the class, for its labels, ports and addresses as far as policies see them. */
  readonly example: readonly Workload[];
  /** The labels that policies can see. */
  readonly labels: readonly Labels[];
  /** How many pods, replicas counted. */
  readonly weight: Float64Array;
  /** Position in `cluster.workloads` → class. */
  readonly ofWorkload: Int32Array;
  /** Number of the set of visible named ports that the class declares. */
  readonly portsOf: Int32Array;
  readonly portSets: readonly (readonly ContainerPort[])[];
  readonly hostNetwork: Int32Array;
}

export function classify(cluster: Cluster, vocabulary: Vocabulary, tellHostsApart: boolean, hidden: (key: string) => boolean): Classes {
  const namespaces = [...new Set([...cluster.namespaces.keys(), ...cluster.workloads.map((w) => w.namespace)])].sort();
  const sorted = byNamespace(cluster.workloads, namespaces);
  const labelling = new Labelling(vocabulary, hidden);
  const portSets = new PortSets(vocabulary.portNames);
  const placing = vocabulary.v4.length + vocabulary.v6.length > 0;
  const nodes = new Map(cluster.nodes.map((node) => [node.name, node]));

  const example: Workload[] = [];
  const labels: Labels[] = [];
  const weight: number[] = [];
  const namespaceOf: number[] = [];
  const portsOf: number[] = [];
  const ofWorkload = new Int32Array(cluster.workloads.length);
  const firstOfNamespace = new Int32Array(namespaces.length + 1);
  for (let n = 0; n < namespaces.length; n++) {
    firstOfNamespace[n] = example.length;
    const known = new Map<string, number>();
    for (let i = sorted.first[n]; i < sorted.first[n + 1]; i++) {
      const position = sorted.positions[i];
      const workload = cluster.workloads[position];
      const ports = portSets.of(workload);
      let key = labelling.key(workload.labels) + String.fromCharCode(ports, 0x2f);
      if (placing) key += place(workload.addresses, vocabulary);
      if (workload.hostNetwork && tellHostsApart) key += `host ${seatOf(workload, vocabulary, nodes)}`;
      let id = known.get(key);
      if (id === undefined) {
        known.set(key, (id = example.push(workload) - 1));
        labels.push(labelling.visible(workload.labels));
        weight.push(0);
        namespaceOf.push(n);
        portsOf.push(ports);
      }
      weight[id] += Math.max(workload.replicas, 1);
      ofWorkload[position] = id;
    }
  }
  firstOfNamespace[namespaces.length] = example.length;
  return {
    count: example.length,
    namespaces,
    firstOfNamespace,
    namespaceOf: Int32Array.from(namespaceOf),
    example,
    labels,
    weight: Float64Array.from(weight),
    ofWorkload,
    portsOf: Int32Array.from(portsOf),
    portSets: portSets.all,
    hostNetwork: tellHostsApart ? Int32Array.from(example.keys()).filter((c) => example[c].hostNetwork) : new Int32Array(0),
  };
}

/** Positions of workloads, grouped by namespace (a counting sort). */
function byNamespace(workloads: readonly Workload[], namespaces: readonly string[]): { positions: Int32Array; first: Int32Array } {
  const number = new Map(namespaces.map((name, i) => [name, i]));
  const own = Int32Array.from(workloads, (w) => number.get(w.namespace)!);
  const first = new Int32Array(namespaces.length + 1);
  for (const n of own) first[n + 1]++;
  for (let n = 0; n < namespaces.length; n++) first[n + 1] += first[n];
  const next = first.slice();
  const positions = new Int32Array(workloads.length);
  for (let i = 0; i < own.length; i++) positions[next[own[i]]++] = i;
  return { positions, first };
}

/** Labels as far as selectors see them, as short keys. */
class Labelling {
  private readonly numbers = new Map<string, { readonly other: number; readonly values: ReadonlyMap<string, number> }>();
  private readonly scratch: number[] = [];

  public constructor(vocabulary: Vocabulary, private readonly hidden: (key: string) => boolean) {
    let next = 1;
    for (const [key, mentioned] of vocabulary.labels) {
      if (hidden(key)) continue;
      const other = next++;
      this.numbers.set(key, { other, values: new Map([...mentioned].map((value) => [value, next++])) });
    }
  }

  public key(labels: Labels): string {
    const found = this.scratch;
    found.length = 0;
    for (const key of Object.keys(labels)) {
      const numbers = this.numbers.get(key);
      if (numbers !== undefined) found.push(numbers.values.get(labels[key]) ?? numbers.other);
    }
    if (found.length > 1) found.sort((a, b) => a - b);
    return found.join(' ');
  }

  /** Without what no selector mentions. */
  public visible(labels: Labels): Labels {
    const visible: Record<string, string> = Object.create(null);
    for (const key of this.numbers.keys()) {
      const value = labelOf(labels, key);
      if (value !== undefined && !this.hidden(key)) visible[key] = value;
    }
    return visible;
  }
}

/** The sets of visible named ports that occur, numbered. */
class PortSets {
  public readonly all: ContainerPort[][] = [[]];
  private readonly numbers = new Map<string, number>([['', 0]]);

  public constructor(private readonly names: ReadonlySet<string>) {}

  public of(workload: Workload): number {
    if (this.names.size === 0 || workload.ports.length === 0) return 0;
    const visible = workload.ports.filter((p) => p.name !== undefined && this.names.has(p.name));
    const key = visible.map((p) => `${p.name} ${p.protocol} ${p.port}`).sort().join();
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.all.push(visible) - 1));
    return number;
  }
}

/** Between which block boundaries the addresses lie. */
function place(addresses: readonly Address[], vocabulary: Vocabulary): string {
  return addresses.map((a) => (a.family === 4 ? `${pieceOf(vocabulary.v4, a.value)}` : `v${pieceOf(vocabulary.v6, a.value)}`)).sort().join(' ') || 'none';
}

/** How many boundaries lie at or below the address. */
function pieceOf<T extends Ordinal>(boundaries: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boundaries[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a pod on the host network sits, as far as rules about nodes can see: its node's place among their selectors, and its addresses. */
function seatOf(workload: Workload, vocabulary: Vocabulary, nodes: ReadonlyMap<string, Node>): string {
  if (vocabulary.nodes.length === 0) return '';
  const node = workload.node === undefined ? undefined : nodes.get(workload.node);
  const bits = node === undefined ? '?' : vocabulary.nodes.map((selector) => (selector.matches(node.labels) ? '1' : '0')).join('');
  return `${bits} ${workload.addresses.map(({ family, value }) => `${family}:${value}`).sort().join()}`;
}
