import type { Workload } from '../../model';
import type { DecodeSink } from '../dialect';
import { fieldsOf, textOf } from '../manifest';
import type { Manifest } from '../manifest';
import { keyOf } from './owner';

/**
 * A HorizontalPodAutoscaler, or a ScaledObject of KEDA, decides how many pods its target has.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export function decodeAutoscaler({ namespace, value }: Manifest, sink: DecodeSink): void {
  const { kind, name } = fieldsOf(fieldsOf(value.spec).scaleTargetRef);
  const target = textOf(name);
  if (target !== undefined) sink.autoscaled.add(keyOf(namespace!, textOf(kind) ?? 'Deployment', target));
}

/** The workloads, with those marked that an autoscaler scales. */
export function withAutoscalers(workloads: readonly Workload[], autoscaled: ReadonlySet<string>): readonly Workload[] {
  if (autoscaled.size === 0) return workloads;
  const isScaled = ({ namespace, kind, name }: Workload) => autoscaled.has(keyOf(namespace, kind, name));
  return workloads.map((workload) => (isScaled(workload) ? { ...workload, mayScale: true, isCountUnwritten: false } : workload));
}
