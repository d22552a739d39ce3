import type { Workload } from '../model';
import type { OwnedWorkload, Owner } from './dialect';

/**
 * Names workloads by who wrote them down: pods of a ReplicaSet or Job of the input go to its controller, and a template whose pods are
 * in the input is represented by them.
 */
export function climbOwners(workloads: readonly Workload[], owned: readonly OwnedWorkload[]): readonly Workload[] {
  const owners = new Map<string, Owner>();
  for (const { namespace, kind, name, owner } of owned) owners.set(key(namespace, kind, name), owner);
  const shown = new Set<string>();
  const climbed = workloads.map((workload) => {
    const own = key(workload.namespace, workload.kind, workload.name);
    const owner = owners.get(own);
    if (workload.pod === undefined) return workload;
    shown.add(own);
    if (owner === undefined) return workload;
    shown.add(key(workload.namespace, owner.kind, owner.name));
    return { ...workload, kind: owner.kind, name: owner.name };
  });
  const written = new Set(climbed.filter(isTemplate).map(({ namespace, kind, name }) => key(namespace, kind, name)));
  return climbed.filter((workload) => {
    if (!isTemplate(workload)) return true;
    const own = key(workload.namespace, workload.kind, workload.name);
    const owner = owners.get(own);
    return !shown.has(own) && !(owner !== undefined && written.has(key(workload.namespace, owner.kind, owner.name)));
  });
}

function isTemplate(workload: Workload): boolean {
  return workload.pod === undefined;
}

function key(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}
