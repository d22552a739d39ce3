import { assumedNamespace, labelsFor } from '../../engine';
import type { Namespace, EndpointSelector, Rule, Witness, Workload } from '../../model';
import type { LintContext } from '../framework/context';
import { witnessOf } from './pairs';

interface Assumed {
  readonly namespace: Namespace;
  readonly pod: Workload;
}

/** A pod with the labels that a selector asks for, in a namespace that is selected, and that namespace, neither of which the input shows. */
function assumedPodFor({ namespaces, pods }: EndpointSelector): Assumed | undefined {
  const [namespace, labels] = [assumedNamespace(namespaces), labelsFor(pods)];
  if (namespace === undefined || labels === undefined) return undefined;
  const name = ['any-pod', ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)].join(' ');
  return { namespace, pod: { namespace: namespace.name, name, kind: 'Pod', labels, ports: [], addresses: [], hostNetwork: false, replicas: 1 } };
}

/** For each context, those with one more pod, by its namespace and name. */
const KNOWN = new WeakMap<LintContext, Map<string, LintContext>>();

function withAssumed(context: LintContext, { namespace, pod }: Assumed): LintContext {
  const known = KNOWN.get(context) ?? new Map<string, LintContext>();
  KNOWN.set(context, known);
  const key = `${namespace.name}/${pod.name}`;
  let more = known.get(key);
  if (more === undefined) {
    const { cluster } = context;
    const namespaces = new Map([[namespace.name, namespace], ...cluster.namespaces]);
    known.set(key, (more = context.withCluster({ ...cluster, namespaces, workloads: [...cluster.workloads, pod] })));
  }
  return more;
}

/** A connection between a subject and a pod that is assumed in a namespace of which the input shows no pod. */
export function witnessWithAssumedPod(
  context: LintContext,
  rule: Rule,
  subject: number,
  selector: EndpointSelector,
  wanted: Witness['verdict'],
): Witness | undefined {
  const assumed = assumedPodFor(selector);
  if (assumed === undefined) return undefined;
  const more = withAssumed(context, assumed);
  const [own, other] = [more.classOf(context.workloads(subject)[0]), more.engine.classes.ofWorkload[context.cluster.workloads.length]];
  const witness = witnessOf(
    more,
    rule,
    rule.direction === 'ingress' ? { source: other, destination: own } : { source: own, destination: other },
    wanted,
  );
  if (witness === undefined) return undefined;
  const [from, to] = rule.direction === 'ingress' ? [
    { ...witness.source, assumed: true },
    witness.destination,
  ] : [witness.source, { ...witness.destination, assumed: true }];
  return { ...witness, source: from, destination: to };
}
