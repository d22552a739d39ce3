import { assumedNamespace } from '../../engine';
import type { Namespace, NamespaceSelection, Rule, Witness, Workload } from '../../model';
import type { LintContext } from '../framework/context';
import { witnessOf } from './pairs';

/** A pod without labels in a namespace that is selected, and that namespace, neither of which the input shows. */
function assumedPodIn(selection: NamespaceSelection): { readonly namespace: Namespace; readonly pod: Workload } | undefined {
  const namespace = assumedNamespace(selection);
  if (namespace === undefined) return undefined;
  return { namespace, pod: { namespace: namespace.name, name: 'any-pod', kind: 'Pod', labels: {}, ports: [], addresses: [], hostNetwork: false, replicas: 1 } };
}

/** A connection between a subject and a pod that is assumed in a namespace of which the input shows no pod. */
export function witnessWithAssumedPod(context: LintContext, rule: Rule, subject: number, selection: NamespaceSelection, wanted: Witness['verdict']): Witness | undefined {
  const assumed = assumedPodIn(selection);
  if (assumed === undefined) return undefined;
  const { cluster } = context;
  const namespaces = new Map([[assumed.namespace.name, assumed.namespace], ...cluster.namespaces]);
  const more = context.withCluster({ ...cluster, namespaces, workloads: [...cluster.workloads, assumed.pod] });
  const [own, other] = [more.classOf(context.workloads(subject)[0]), more.classOf(assumed.pod)];
  const witness = witnessOf(more, rule, rule.direction === 'ingress' ? { source: other, destination: own } : { source: own, destination: other }, wanted);
  if (witness === undefined) return undefined;
  const [from, to] = rule.direction === 'ingress' ? [{ ...witness.source, assumed: true }, witness.destination] : [witness.source, { ...witness.destination, assumed: true }];
  return { ...witness, source: from, destination: to };
}
