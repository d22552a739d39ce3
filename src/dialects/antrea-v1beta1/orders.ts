import { DIRECTIONS } from '../../model';
import { fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { isPresent } from './selectors';
import type { Tier } from './tiers';

/** A policy that nothing refuses, and its tier. */
export interface Accepted {
  readonly object: Manifest;
  readonly tier: Tier;
  readonly priority: number;
  /** The same for policies of one tier and priority. */
  readonly key: string;
  /** The namespace of which all pods are that it can be about; empty where there is none. */
  readonly onlyNamespace: string;
}

export function accept(object: Manifest, tier: Tier, priority: number): Accepted {
  return { object, tier, priority, key: `${tier.priority} ${priority}`, onlyNamespace: onlyNamespaceOf(object) ?? '' };
}

/** Where the rules of an input stand: by tier, then by priority, then by their position. */
export class Orders {
  private readonly ranks: ReadonlyMap<string, number>;
  /** Tier and priority → namespace → how many policies are about pods of it alone; those that are not are counted under an empty name. */
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly stride: number;

  constructor(accepted: readonly Accepted[]) {
    const places = new Map<string, Accepted>();
    let most = 0;
    for (const one of accepted) {
      const { key, onlyNamespace } = one;
      places.set(key, one);
      const { ingress, egress } = fieldsOf(one.object.value.spec);
      most = Math.max(most, listOf(ingress).length, listOf(egress).length);
      let counts = this.counts.get(key);
      if (counts === undefined) this.counts.set(key, (counts = new Map()));
      counts.set(onlyNamespace, (counts.get(onlyNamespace) ?? 0) + 1);
    }
    const sorted = [...places].sort(([, a], [, b]) => a.tier.priority - b.tier.priority || a.priority - b.priority);
    this.ranks = new Map(sorted.map(([key], rank) => [key, rank]));
    this.stride = 1 + most;
  }

  /** Whether no other policy of its tier and priority can be about a pod that it is about. */
  public isAlone({ key, onlyNamespace }: Accepted): boolean {
    const counts = this.counts.get(key)!;
    return counts.get(onlyNamespace) === 1 && (counts.size === 1 || (onlyNamespace !== '' && !counts.has('')));
  }

  /** The place of a rule. */
  public placeOf(accepted: Accepted, position: number): { readonly order: number; readonly place: string } {
    const { tier, priority } = accepted;
    const rule = this.isAlone(accepted) ? '' : `, rule ${position + 1}`;
    return { order: this.ranks.get(accepted.key)! * this.stride + position, place: `tier ${tier.name}, priority ${priority}${rule}` };
  }
}

/** The namespace of which all pods are that the policy can be about: a group, a Service or an account may be of another one. */
function onlyNamespaceOf({ namespace, value }: Manifest): string | undefined {
  const spec = fieldsOf(value.spec);
  const isOnly = hasOnlySelectors(spec) && DIRECTIONS.every((direction) => listOf(spec[direction]).every((rule) => hasOnlySelectors(fieldsOf(rule))));
  return isOnly ? namespace : undefined;
}

function hasOnlySelectors({ appliedTo }: Fields): boolean {
  return appliedTo === undefined || listOf(appliedTo).every((entry) => {
    const { group, service, serviceAccount } = fieldsOf(entry);
    return !isPresent(group) && !isPresent(service) && !isPresent(serviceAccount);
  });
}
