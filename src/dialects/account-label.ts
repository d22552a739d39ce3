import { endsOf } from '../model';
import type { EndpointSelector, Policy, Workload } from '../model';
import type { Labels } from '../sets';
import type { DecodeSink } from './dialect';

/** The account of pods that name none. @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/ */
const DEFAULT_ACCOUNT = 'default';

/**
 * How the key begins under which pods have their account as a label for the selectors of one agent. No object can have a key with a colon, so that no
 * selector of another language asks for it.
 */
export const ACCOUNT_PREFIX = 'account:';

/** Whether some of the policies ask for a label of accounts. */
export function asksForAccount(policies: readonly Policy[], key: string): boolean {
  return accountKeys(policies, (one) => one === key).has(key);
}

/** Gives pods the label of their account that an agent adds to those of its ends. */
export function withAccountLabel(sink: DecodeSink, key: string): void {
  sink.workloads.forEach((workload, i) => {
    const labelled = withLabels(workload, [key]);
    sink.workloads[i] = labelled;
    const owner = sink.ofPods.get(workload);
    if (owner === undefined) return;
    sink.ofPods.delete(workload);
    sink.ofPods.set(labelled, owner);
  });
}

/** Pods that are added to an input, with the labels of their accounts for which some policy asks; else the same list. */
export function withAccounts(workloads: readonly Workload[], policies: readonly Policy[]): readonly Workload[] {
  const keys = accountKeys(policies, (key) => key.startsWith(ACCOUNT_PREFIX));
  return keys.size === 0 ? workloads : workloads.map((workload) => withLabels(workload, [...keys]));
}

/** What a pod must have to have these labels: those that are its own, and its account. */
export function writtenLabels(labels: Labels): { readonly own: Labels; readonly account: string | undefined } {
  const own = Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith(ACCOUNT_PREFIX)));
  const key = Object.keys(labels).find((one) => one.startsWith(ACCOUNT_PREFIX));
  return { own, account: key === undefined ? undefined : labels[key] };
}

function withLabels(workload: Workload, keys: readonly string[]): Workload {
  const { labels, serviceAccount = DEFAULT_ACCOUNT } = workload;
  return { ...workload, labels: { ...labels, ...Object.fromEntries(keys.map((key) => [key, serviceAccount])) } };
}

/** The keys of labels for which policies ask, of those that are wanted. */
function accountKeys(policies: readonly Policy[], isWanted: (key: string) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const look = ({ pods }: EndpointSelector) => {
    for (const [key] of pods.constraints) if (isWanted(key)) found.add(key);
  };
  for (const { subject, rules } of policies) {
    look(subject);
    for (const rule of rules) for (const peer of endsOf(rule)) if (peer.type === 'endpoints') look(peer.endpoints);
  }
  return found;
}
