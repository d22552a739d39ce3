import type { Cluster, ContainerPort, Workload } from '../../model';
import { Labels, Multimap, multimapOf } from '../../sets';
import type { Observables } from './observables';
import { Signatures } from './signature';

/**
 * The equivalence classes of the pods: the pods of one class cannot be distinguished by any policy. Numbered from 0.
 * INVARIANT: classes are grouped by namespace, in the order of `namespaces`: those of namespace `n` are `firstOfNamespace[n]` to
 * `firstOfNamespace[n + 1]` (exclusive); test/engine/compile/classes.test.ts.
 * INVARIANT: no selector, port name or block of the policies distinguishes two pods of one class; test/engine/compile/classes.test.ts.
 */
export interface Classes {
  readonly count: number;
  /** Ascending. */
  readonly namespaces: readonly string[];
  /** Number of a namespace → its first class; one entry more than namespaces. */
  readonly firstOfNamespace: Int32Array;
  /** Class → number of its namespace. */
  readonly namespaceOf: Int32Array;
  /** A pod of the class, for its labels, ports and addresses as far as policies see them. */
  readonly example: readonly Workload[];
  /** The labels of the example, without keys that the profile hides from selectors. */
  readonly labels: readonly Labels[];
  /** Class → keys of labels that its pods have with values that are not known, as far as selectors see them; absent where there are none. */
  readonly unknownLabels: readonly (readonly string[] | undefined)[];
  /** How many pods, replicas counted; at least 1. */
  readonly podCount: Float64Array;
  /** Position in `cluster.workloads` → class. */
  readonly ofWorkload: Int32Array;
  /** Number of the set of visible named ports that the class declares. */
  readonly portsOf: Int32Array;
  /** The sets that occur; set 0 is empty. */
  readonly portSets: readonly (readonly ContainerPort[])[];
  /** The classes of pods on the host network, ascending; empty where agents treat these like other pods. */
  readonly hostNetwork: Int32Array;
}

/**
 * Groups the pods of a cluster into classes. `distinguishesHosts`: whether pods on the host network are kept apart from others;
 * `hidden`: the label keys that selectors never see.
 */
export function classify(cluster: Cluster, observables: Observables, distinguishesHosts: boolean, hidden: (key: string) => boolean): Classes {
  const namespaces = namesOf(cluster);
  const sorted = byNamespace(cluster.workloads, namespaces);
  const signatures = new Signatures(cluster, observables, distinguishesHosts, hidden);

  const example: Workload[] = [];
  const labels: Labels[] = [];
  const unknownLabels: (readonly string[] | undefined)[] = [];
  const podCount: number[] = [];
  const namespaceOf: number[] = [];
  const portsOf: number[] = [];
  const ofWorkload = new Int32Array(cluster.workloads.length);
  const firstOfNamespace = new Int32Array(namespaces.length + 1);
  // signature → class
  const known: number[] = [];
  for (let n = 0; n < namespaces.length; n++) {
    firstOfNamespace[n] = example.length;
    signatures.clear();
    known.length = 0;
    for (let i = sorted.first[n]; i < sorted.first[n + 1]; i++) {
      const position = sorted.values[i];
      const workload = cluster.workloads[position];
      const signature = signatures.of(workload);
      let id = known[signature];
      if (id === undefined) {
        known[signature] = id = example.push(workload) - 1;
        labels.push(signatures.labels.visible(workload.labels));
        const unknown = signatures.labels.unknown(workload);
        if (unknown !== undefined) unknownLabels[id] = unknown;
        podCount.push(0);
        namespaceOf.push(n);
        portsOf.push(signatures.ports.of(workload));
      }
      podCount[id] += Math.max(workload.replicas, 1);
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
    unknownLabels,
    podCount: Float64Array.from(podCount),
    ofWorkload,
    portsOf: Int32Array.from(portsOf),
    portSets: signatures.ports.all,
    hostNetwork: distinguishesHosts ? Int32Array.from(example.keys()).filter((c) => example[c].hostNetwork) : new Int32Array(0),
  };
}

/** All namespaces that the input declares or names, ascending. */
function namesOf({ namespaces, workloads }: Cluster): readonly string[] {
  const names = new Set(namespaces.keys());
  let last: string | undefined;
  for (let i = 0; i < workloads.length; i++) {
    const { namespace } = workloads[i];
    if (namespace !== last) names.add(namespace);
    last = namespace;
  }
  return [...names].sort();
}

/** Number of a namespace → positions of its workloads. */
function byNamespace(workloads: readonly Workload[], namespaces: readonly string[]): Multimap {
  const number = new Map(namespaces.map((name, i) => [name, i]));
  const namespaceOf = new Int32Array(workloads.length);
  for (let i = 0; i < namespaceOf.length; i++) namespaceOf[i] = number.get(workloads[i].namespace)!;
  return multimapOf(namespaces.length, (add) => namespaceOf.forEach(add));
}
