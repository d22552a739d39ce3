import type { Workload } from '../../model';
import type { Controller, Owner } from '../dialect';
import { withoutRepeats } from './one-workload';
import { isTopKind, keyOf, withoutTemplateHash } from './owner';

/** The owners of objects, as far as the input contains them. */
interface Ownership {
  /** Every object with a pod template. */
  readonly controllers: readonly Controller[];
  /** The owner of each pod that has one. */
  readonly ofPods: ReadonlyMap<Workload, Owner>;
}

/**
 * Makes pods, ReplicaSets and Jobs of one owner one workload, with the name and kind of the topmost owner that runs pods.
 *
 * An owner reference is followed inside its namespace and, where both uids are written, to the object of its uid. A reference that leads
 * elsewhere is ignored, and so are references in a circle.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export function resolveOwners(workloads: readonly Workload[], { controllers, ofPods }: Ownership): readonly Workload[] {
  if (ofPods.size === 0 && controllers.every(({ owner }) => owner === undefined)) return workloads;
  const owners = new Owners(controllers);
  const made = new Set<Workload>();
  const named = workloads.flatMap((workload) => {
    const { pod } = workload;
    if (pod === undefined && owners.isIdle(workload)) return [];
    const owner = pod === undefined ? workload : ofPods.get(workload);
    if (owner === undefined) return [workload];
    const { kind, name } = owners.top(workload, owner) ?? { kind: 'Pod', name: pod! };
    if (kind === workload.kind && name === workload.name) return [workload];
    const renamed = { ...workload, kind, name };
    if (pod === undefined) made.add(renamed);
    return [renamed];
  });
  return withoutRepeats(named, made);
}

class Owners {
  private readonly objects = new Map<string, Controller>();
  private readonly namespaceOfUid = new Map<string, string>();
  private readonly tops = new Map<Owner, Owner | undefined>();

  public constructor(controllers: readonly Controller[]) {
    for (const object of controllers) {
      this.objects.set(keyOf(object.namespace, object.kind, object.name), object);
      if (object.uid !== undefined) this.namespaceOfUid.set(object.uid, object.namespace);
    }
  }

  /** Whether a template makes no pods and never will again: an owned ReplicaSet without replicas, an owned Job that has ended. */
  public isIdle({ namespace, kind, name }: Workload): boolean {
    const object = this.objects.get(keyOf(namespace, kind, name));
    return object !== undefined && object.isIdle && object.owner !== undefined;
  }

  /** The topmost owner; undefined where the reference leads to no object of its namespace. */
  public top(workload: Workload, owner: Owner): Owner | undefined {
    if (!this.tops.has(owner)) this.tops.set(owner, this.isElsewhere(workload.namespace, owner) ? undefined : this.climb(workload, owner));
    return this.tops.get(owner);
  }

  private climb(workload: Workload, first: Owner): Owner {
    const { namespace } = workload;
    const seen = new Set<string>();
    let top = first;
    for (;;) {
      const key = keyOf(namespace, top.kind, top.name);
      if (seen.has(key)) return first;
      seen.add(key);
      const object = this.objects.get(key);
      const above = object === undefined ? this.byHash(workload, top) : object.owner;
      if (above === undefined || this.isElsewhere(namespace, above)) return top;
      if (!isTopKind(above) && !this.objects.has(keyOf(namespace, above.kind, above.name))) return top;
      top = above;
    }
  }

  /** The owner of a ReplicaSet that is not in the input: the only object of the input whose ReplicaSets have such names. */
  private byHash({ namespace, labels }: Workload, { kind, name }: Owner): Owner | undefined {
    const above = kind === 'ReplicaSet' ? withoutTemplateHash(name, labels) : undefined;
    if (above === undefined) return undefined;
    const found = ['Deployment', 'Rollout'].filter((one) => this.objects.has(keyOf(namespace, one, above)));
    return found.length === 1 ? { kind: found[0], name: above } : undefined;
  }

  private isElsewhere(namespace: string, { kind, name, uid }: Owner): boolean {
    if (uid === undefined) return false;
    const object = this.objects.get(keyOf(namespace, kind, name));
    if (object?.uid !== undefined) return object.uid !== uid;
    const holder = this.namespaceOfUid.get(uid);
    return holder !== undefined && holder !== namespace;
  }
}
