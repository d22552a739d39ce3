import type { RulePeer } from '../../model';
import type { DecodeSink } from '../dialect';
import { ACCOUNT } from './label-keys';
import { namesAccount } from './selectors';

/** The account of pods that name none. @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/ */
const DEFAULT_ACCOUNT = 'default';

/** Gives pods the label of their account that Cilium gives their identities, where some policy asks for it. */
export function withAccounts(sink: DecodeSink): void {
  const asks = (peer: RulePeer) => peer.type === 'endpoints' && namesAccount(peer.endpoints);
  if (!sink.policies.some(({ subject, rules }) => namesAccount(subject) || rules.some(({ peers }) => peers?.some(asks)))) return;
  sink.workloads.forEach((workload, i) => {
    const { labels, serviceAccount = DEFAULT_ACCOUNT } = workload;
    const labelled = { ...workload, labels: { ...labels, [ACCOUNT]: serviceAccount } };
    sink.workloads[i] = labelled;
    const owner = sink.ofPods.get(workload);
    if (owner === undefined) return;
    sink.ofPods.delete(workload);
    sink.ofPods.set(labelled, owner);
  });
}
