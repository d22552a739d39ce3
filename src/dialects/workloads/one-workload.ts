import type { Workload } from '../../model';
import { isMadeLabel, keyOf } from './owner';

/**
 * Leaves out the templates whose pods the input shows another way, so that a workload counts what runs: its pods where there are any,
 * else its ReplicaSets or Jobs, else what its template asks for. A template that looks like nothing of these stays, for its pods are judged
 * apart; beside pods it stands for none that run.
 */
export function withoutRepeats(workloads: readonly Workload[], made: ReadonlySet<Workload>): readonly Workload[] {
  const groups = new Map<string, Group>();
  for (const workload of workloads) {
    if (workload.pod === undefined) groupOf(groups, workload)[made.has(workload) ? 'made' : 'tops'].push(workload);
  }
  for (const workload of workloads) {
    if (workload.pod !== undefined) groups.get(keyOf(workload.namespace, workload.kind, workload.name))?.pods.push(workload);
  }
  const changed = new Map<Workload, Workload | undefined>();
  for (const group of groups.values()) {
    if (group.pods.length > 0) besidePods(group, changed);
    else if (group.made.length > 0) withoutPods(group, changed);
  }
  if (changed.size === 0) return workloads;
  return workloads.flatMap((workload) => (changed.has(workload) ? changed.get(workload) ?? [] : [workload]));
}

interface Group {
  /** Templates of the owner itself: one, unless the input writes it in two API groups. */
  readonly tops: Workload[];
  /** Templates of ReplicaSets and Jobs that the owner made. */
  readonly made: Workload[];
  readonly pods: Workload[];
}

function groupOf(groups: Map<string, Group>, { namespace, kind, name }: Workload): Group {
  const key = keyOf(namespace, kind, name);
  let group = groups.get(key);
  if (group === undefined) groups.set(key, (group = { tops: [], made: [], pods: [] }));
  return group;
}

function besidePods({ tops, made, pods }: Group, changed: Map<Workload, Workload | undefined>): void {
  for (const template of [...tops, ...made]) {
    const isShown = pods.some((pod) => has(pod, template)) || (made.includes(template) && tops.some((top) => isSame(template, top)));
    changed.set(template, isShown ? undefined : { ...template, replicas: 0 });
  }
}

function withoutPods({ tops, made }: Group, changed: Map<Workload, Workload | undefined>): void {
  for (const top of tops) {
    const same = made.filter((template) => isSame(template, top));
    if (same.length === 0) continue;
    changed.set(top, { ...top, replicas: same.reduce((sum, { replicas }) => sum + replicas, 0) });
    for (const template of same) changed.set(template, undefined);
  }
}

/** Whether all that policies see of a template is there; admission may have added labels and ports to a pod. */
function has(pod: Workload, template: Workload): boolean {
  return pod.hostNetwork === template.hostNetwork
    && Object.entries(template.labels).every(([key, value]) => Object.hasOwn(pod.labels, key) && pod.labels[key] === value)
    && template.ports.every((port) => pod.ports.some((declared) =>
      declared.name === port.name && declared.port === port.port && declared.protocol === port.protocol));
}

/** Whether a template is that of its owner, but for the labels that controllers add. */
function isSame(made: Workload, top: Workload): boolean {
  return has(made, top) && made.ports.length === top.ports.length
    && Object.keys(made.labels).every((key) => isMadeLabel(key) || Object.hasOwn(top.labels, key));
}
