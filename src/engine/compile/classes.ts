import type { Cluster, ContainerPort, Workload } from '../../model';
import { Labels, Multimap, multimapOf } from '../../sets';
import type { Observables } from './observables';
import { Signatures } from './signature';

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
  /** The labels of the example, without keys that the profile hides from selectors. */
  readonly labels: readonly Labels[];
  /** How many pods, replicas counted. */
  readonly podCount: Float64Array;
  /** Position in `cluster.workloads` → class. */
  readonly ofWorkload: Int32Array;
  /** Number of the set of visible named ports that the class declares. */
  readonly portsOf: Int32Array;
  readonly portSets: readonly (readonly ContainerPort[])[];
  readonly hostNetwork: Int32Array;
}

export function classify(cluster: Cluster, vocabulary: Observables, tellHostsApart: boolean, hidden: (key: string) => boolean): Classes {
  const namespaces = namesOf(cluster);
  const sorted = byNamespace(cluster.workloads, namespaces);
  const appearance = new Signatures(cluster, vocabulary, tellHostsApart, hidden);

  const example: Workload[] = [];
  const labels: Labels[] = [];
  const weight: number[] = [];
  const namespaceOf: number[] = [];
  const portsOf: number[] = [];
  const ofWorkload = new Int32Array(cluster.workloads.length);
  const firstOfNamespace = new Int32Array(namespaces.length + 1);
  // appearance → class
  const known: number[] = [];
  for (let n = 0; n < namespaces.length; n++) {
    firstOfNamespace[n] = example.length;
    appearance.clear();
    known.length = 0;
    for (let i = sorted.first[n]; i < sorted.first[n + 1]; i++) {
      const position = sorted.values[i];
      const workload = cluster.workloads[position];
      const look = appearance.of(workload);
      let id = known[look];
      if (id === undefined) {
        known[look] = id = example.push(workload) - 1;
        labels.push(appearance.labels.visible(workload.labels));
        weight.push(0);
        namespaceOf.push(n);
        portsOf.push(appearance.ports.of(workload));
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
    podCount: Float64Array.from(weight),
    ofWorkload,
    portsOf: Int32Array.from(portsOf),
    portSets: appearance.ports.all,
    hostNetwork: tellHostsApart ? Int32Array.from(example.keys()).filter((c) => example[c].hostNetwork) : new Int32Array(0),
  };
}

/** All namespaces that the input declares or names, in order. */
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
  const own = new Int32Array(workloads.length);
  for (let i = 0; i < own.length; i++) own[i] = number.get(workloads[i].namespace)!;
  return multimapOf(namespaces.length, (add) => own.forEach(add));
}
