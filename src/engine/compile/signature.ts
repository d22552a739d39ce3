import { Cluster, ContainerPort, familiesOf, Node, Workload } from '../../model';
import { labelOf, passes } from '../../sets';
import type { Address, Labels, TextTest } from '../../sets';
import { countUpTo } from './boundaries';
import type { Observables } from './observables';
import { PartitionTree } from './partition-tree';

/** The signature of a pod: all that policies can observe of it, as a number. Numbers of different namespaces are not comparable. */
export class Signatures {
  public readonly labels: ObservableLabels;
  public readonly ports: PortSets;
  private readonly tree = new PartitionTree();
  private readonly afterLabel: Edge;
  private readonly afterPorts: Edge;
  private readonly afterNodePosition: Edge;
  private readonly afterFamilies: Edge;
  private readonly after: Readonly<Record<4 | 6, Edge>>;
  private readonly seesAddresses: boolean;
  private readonly seesFamilies: boolean;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly nodePositions = new Map<string, number>();
  private readonly scratch: number[] = [];

  public constructor(
    cluster: Cluster,
    private readonly observables: Observables,
    private readonly distinguishesHosts: boolean,
    hidden: (key: string) => boolean,
  ) {
    this.labels = new ObservableLabels(observables, cluster.workloads, hidden);
    this.ports = new PortSets(observables.portNames);
    this.nodes = new Map(cluster.nodes.map((node) => [node.name, node]));
    this.seesAddresses = observables.v4.length + observables.v6.length > 0;
    this.seesFamilies = haveDifferentFamilies(cluster.workloads);
    const limit = cluster.workloads.length + 1;
    this.afterLabel = this.tree.dimension(this.labels.size);
    this.afterPorts = this.tree.dimension(limit);
    this.afterNodePosition = this.tree.dimension(limit);
    this.afterFamilies = this.tree.dimension(4);
    this.after = { 4: this.tree.dimension(observables.v4.length + 1), 6: this.tree.dimension(observables.v6.length + 1) };
  }

  /** Drops the numbers: pods of different namespaces are of different classes anyway. */
  public clear(): void {
    this.tree.clear();
  }

  /** The signature of a workload's pods. */
  public of(workload: Workload): number {
    const { scratch } = this;
    this.labels.numbers(workload, scratch);
    let signature = 0;
    for (let i = 0; i < scratch.length; i++) signature = this.afterLabel(signature, scratch[i]);
    signature = this.afterPorts(signature, this.ports.of(workload));
    if (this.seesFamilies) signature = this.afterFamilies(signature, familiesOf(workload.addresses));
    if (this.seesAddresses) signature = this.addressRegion(signature, workload.addresses);
    if (workload.hostNetwork && this.distinguishesHosts) signature = this.afterNodePosition(signature, this.nodePosition(workload));
    return signature;
  }

  /** Between which block boundaries the addresses lie. */
  private addressRegion(before: number, addresses: readonly Address[]): number {
    if (addresses.length === 1) return this.step(before, addresses[0].family, this.segment(addresses[0]));
    let signature = before;
    if (addresses.length === 0) return signature;
    for (const family of [4, 6] as const) {
      const segments = addresses.filter((address) => address.family === family).map((address) => this.segment(address));
      for (const segment of segments.sort((a, b) => a - b)) signature = this.step(signature, family, segment);
    }
    return signature;
  }

  private step(before: number, family: 4 | 6, segment: number): number {
    return this.after[family](before, segment);
  }

  private segment({ family, value }: Address): number {
    return family === 4 ? countUpTo(this.observables.v4, value) : countUpTo(this.observables.v6, value);
  }

  private nodePosition(workload: Workload): number {
    const text = nodePositionOf(workload, this.observables, this.nodes);
    let number = this.nodePositions.get(text);
    if (number === undefined) this.nodePositions.set(text, (number = this.nodePositions.size));
    return number;
  }
}

/** Most clusters have one family, or both for every pod. */
function haveDifferentFamilies(workloads: readonly Workload[]): boolean {
  const first = workloads.length === 0 ? 0 : familiesOf(workloads[0].addresses);
  for (let i = 1; i < workloads.length; i++) if (familiesOf(workloads[i].addresses) !== first) return true;
  return false;
}

type Edge = (before: number, step: number) => number;

/** The numbers of one label key: of the values that selectors mention, of all others, and of a value that is not known. */
interface KeyNumbers {
  readonly unmentioned: number;
  readonly unknown: number;
  readonly values: ReadonlyMap<string, number>;
}

/** The observable labels of pods, as numbers. */
class ObservableLabels {
  /** All numbers are smaller. */
  public readonly size: number;
  private readonly known = new Map<string, KeyNumbers>();
  private readonly hides: boolean;

  public constructor(observables: Observables, workloads: readonly Workload[], private readonly hidden: (key: string) => boolean) {
    let next = 0;
    let hides = false;
    for (const [key, mentioned] of observables.labels) {
      if (hidden(key)) {
        hides = true;
        continue;
      }
      const unmentioned = next++;
      const unknown = next++;
      const values = new Map([...mentioned].map((value) => [value, next++]));
      const tests = observables.tests.get(key);
      if (tests !== undefined) next = numberByTests(workloads, key, [...tests.values()], values, next);
      this.known.set(key, { unmentioned, unknown, values });
    }
    this.size = next;
    this.hides = hides;
  }

  /** The numbers of labels, ascending, into a list that is reused. */
  public numbers({ labels, unknownLabels }: Workload, into: number[]): void {
    into.length = 0;
    for (const key in labels) {
      const numbers = this.known.get(key);
      if (numbers !== undefined) insert(into, numbers.values.get(labels[key]) ?? numbers.unmentioned);
    }
    if (unknownLabels === undefined) return;
    for (const key of unknownLabels) {
      const numbers = this.known.get(key);
      if (numbers !== undefined) insert(into, numbers.unknown);
    }
  }

  /** The keys of a pod's labels whose values are not known, as far as selectors ask for them. */
  public unknown({ unknownLabels }: Workload): readonly string[] | undefined {
    const asked = unknownLabels?.filter((key) => this.known.has(key)) ?? [];
    return asked.length === 0 ? undefined : asked;
  }

  /** The labels without those that selectors cannot see: the same object where all can be seen, for there may be millions. */
  public visible(labels: Labels): Labels {
    return this.hides ? Object.fromEntries(Object.entries(labels).filter(([key]) => !this.hidden(key))) : labels;
  }
}

/** Gives numbers to the values that occur, equal ones to those that pass the same tests. Returns the next number that is free. */
function numberByTests(workloads: readonly Workload[], key: string, tests: readonly TextTest[], values: Map<string, number>, first: number): number {
  const byAnswer = new Map<string, number>();
  let next = first;
  for (const { labels } of workloads) {
    const value = labelOf(labels, key);
    if (value === undefined || values.has(value)) continue;
    const answer = tests.map((test) => (passes(value, [test]) ? '1' : '0')).join('');
    let number = byAnswer.get(answer);
    if (number === undefined) byAnswer.set(answer, (number = next++));
    values.set(value, number);
  }
  return next;
}

/** Into an ascending list: it is short, and numbers often come in order. */
function insert(into: number[], number: number): void {
  let at = into.push(number) - 1;
  for (; at > 0 && into[at - 1] > number; at--) into[at] = into[at - 1];
  into[at] = number;
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

/** The node position of a pod on the host network, as far as rules can see it: which node selectors select its node, and its addresses. */
function nodePositionOf(workload: Workload, observables: Observables, nodes: ReadonlyMap<string, Node>): string {
  if (observables.nodes.length === 0) return '';
  const node = workload.node === undefined ? undefined : nodes.get(workload.node);
  const bits = node === undefined ? '?' : observables.nodes.map((selector) => (selector.matches(node.labels) ? '1' : '0')).join('');
  return `${bits} ${workload.addresses.map(({ family, value }) => `${family}:${value}`).sort().join()}`;
}
