import type { Cluster, ContainerPort, Node, Workload } from '../../model';
import type { Address, Labels } from '../../sets';
import { countUpTo } from './boundaries';
import type { Observables } from './observables';
import { PartitionTree } from './partition-tree';

/** What a pod looks like to policies, as a number that is the same for pods that look alike. */
export class Signatures {
  public readonly labels: ObservableLabels;
  public readonly ports: PortSets;
  private readonly tree = new PartitionTree();
  private readonly afterLabel: Edge;
  private readonly afterPorts: Edge;
  private readonly afterNodePosition: Edge;
  private readonly after: Readonly<Record<4 | 6, Edge>>;
  private readonly seesAddresses: boolean;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly nodePositions = new Map<string, number>();
  private readonly scratch: number[] = [];

  public constructor(
    cluster: Cluster,
    private readonly vocabulary: Observables,
    private readonly distinguishHosts: boolean,
    hidden: (key: string) => boolean,
  ) {
    this.labels = new ObservableLabels(vocabulary, hidden);
    this.ports = new PortSets(vocabulary.portNames);
    this.nodes = new Map(cluster.nodes.map((node) => [node.name, node]));
    this.seesAddresses = vocabulary.v4.length + vocabulary.v6.length > 0;
    const most = cluster.workloads.length + 1;
    this.afterLabel = this.tree.dimension(this.labels.size);
    this.afterPorts = this.tree.dimension(most);
    this.afterNodePosition = this.tree.dimension(most);
    this.after = { 4: this.tree.dimension(vocabulary.v4.length + 1), 6: this.tree.dimension(vocabulary.v6.length + 1) };
  }

  /** Forgets the numbers: pods of different namespaces are different anyway. */
  public clear(): void {
    this.tree.clear();
  }

  public of(workload: Workload): number {
    const { scratch } = this;
    this.labels.numbers(workload.labels, scratch);
    let look = 0;
    for (let i = 0; i < scratch.length; i++) look = this.afterLabel(look, scratch[i]);
    look = this.afterPorts(look, this.ports.of(workload));
    if (this.seesAddresses) look = this.addressRegion(look, workload.addresses);
    if (workload.hostNetwork && this.distinguishHosts) look = this.afterNodePosition(look, this.nodePosition(workload));
    return look;
  }

  /** Between which block boundaries the addresses lie. */
  private addressRegion(before: number, addresses: readonly Address[]): number {
    if (addresses.length === 1) return this.step(before, addresses[0].family, this.segment(addresses[0]));
    let look = before;
    for (const family of [4, 6] as const) {
      const pieces = addresses.filter((address) => address.family === family).map((address) => this.segment(address));
      for (const piece of pieces.sort((a, b) => a - b)) look = this.step(look, family, piece);
    }
    return look;
  }

  private step(before: number, family: 4 | 6, piece: number): number {
    return this.after[family](before, piece);
  }

  private segment({ family, value }: Address): number {
    return family === 4 ? countUpTo(this.vocabulary.v4, value) : countUpTo(this.vocabulary.v6, value);
  }

  private nodePosition(workload: Workload): number {
    const text = nodePositionOf(workload, this.vocabulary, this.nodes);
    let number = this.nodePositions.get(text);
    if (number === undefined) this.nodePositions.set(text, (number = this.nodePositions.size));
    return number;
  }
}

type Edge = (before: number, step: number) => number;

/** Labels as far as selectors see them, as numbers. */
class ObservableLabels {
  /** All numbers are smaller. */
  public readonly size: number;
  private readonly known = new Map<string, { readonly other: number; readonly values: ReadonlyMap<string, number> }>();
  private readonly hides: boolean;

  public constructor(vocabulary: Observables, private readonly hidden: (key: string) => boolean) {
    let next = 0;
    let hides = false;
    for (const [key, mentioned] of vocabulary.labels) {
      if (hidden(key)) {
        hides = true;
        continue;
      }
      const other = next++;
      this.known.set(key, { other, values: new Map([...mentioned].map((value) => [value, next++])) });
    }
    this.size = next;
    this.hides = hides;
  }

  /** Ascending. */
  public numbers(labels: Labels, into: number[]): void {
    into.length = 0;
    for (const key in labels) {
      const numbers = this.known.get(key);
      if (numbers === undefined) continue;
      const number = numbers.values.get(labels[key]) ?? numbers.other;
      // few, and often in order
      let at = into.push(number) - 1;
      for (; at > 0 && into[at - 1] > number; at--) into[at] = into[at - 1];
      into[at] = number;
    }
  }

  /** Without those that selectors cannot see: the labels themselves where all can be seen, for there may be millions. */
  public visible(labels: Labels): Labels {
    return this.hides ? Object.fromEntries(Object.entries(labels).filter(([key]) => !this.hidden(key))) : labels;
  }
}

/** The sets of visible named ports that occur, numbered. */
class PortSets {
  public readonly all: ContainerPort[][] = [[]];
  private readonly numbers = new Map<string, number>([['', 0]]);

  private last: readonly ContainerPort[] = [];
  private lastNumber = 0;

  public constructor(private readonly names: ReadonlySet<string>) {}

  /** Pods of one owner mostly follow each other, and share the list. */
  public of({ ports }: Workload): number {
    if (ports === this.last) return this.lastNumber;
    this.last = ports;
    return (this.lastNumber = this.numberOf(ports));
  }

  private numberOf(ports: readonly ContainerPort[]): number {
    if (this.names.size === 0 || ports.length === 0) return 0;
    const visible = ports.filter((p) => p.name !== undefined && this.names.has(p.name));
    const key = visible.map((p) => `${p.name} ${p.protocol} ${p.port}`).sort().join();
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.all.push(visible) - 1));
    return number;
  }
}

/** Where a pod on the host network sits, as far as rules about nodes can see: its node's place among their selectors, and its addresses. */
function nodePositionOf(workload: Workload, vocabulary: Observables, nodes: ReadonlyMap<string, Node>): string {
  if (vocabulary.nodes.length === 0) return '';
  const node = workload.node === undefined ? undefined : nodes.get(workload.node);
  const bits = node === undefined ? '?' : vocabulary.nodes.map((selector) => (selector.matches(node.labels) ? '1' : '0')).join('');
  return `${bits} ${workload.addresses.map(({ family, value }) => `${family}:${value}`).sort().join()}`;
}
