import { endsOf } from '../model';
import type { EndpointSelector } from '../model';
import type { DecodeSink } from './dialect';

/** The account of pods that name none. @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/ */
const DEFAULT_ACCOUNT = 'default';

/** Gives pods the label of their account that an agent adds to those of its ends, where some policy asks for it. */
export function withAccountLabel(sink: DecodeSink, key: string): void {
  const names = ({ pods }: EndpointSelector) => pods.constraints.some(([asked]) => asked === key);
  const asks = sink.policies.some(({ subject, rules }) => names(subject) || rules.some((rule) => endsOf(rule).some((peer) => peer.type === 'endpoints' && names(peer.endpoints))));
  if (!asks) return;
  sink.workloads.forEach((workload, i) => {
    const { labels, serviceAccount = DEFAULT_ACCOUNT } = workload;
    const labelled = { ...workload, labels: { ...labels, [key]: serviceAccount } };
    sink.workloads[i] = labelled;
    const owner = sink.ofPods.get(workload);
    if (owner === undefined) return;
    sink.ofPods.delete(workload);
    sink.ofPods.set(labelled, owner);
  });
}
