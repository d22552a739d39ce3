import type { ApiObject } from 'cdk8s';
import { decode } from '../dialects';
import type { Direction } from '../model';
import type { LabelSelector } from '../sets';
import { append } from '../sets';
import type { PolicyObject } from './policy-object';

/** Some pods of a namespace that a policy of the app isolates. */
interface Isolated {
  readonly namespace: string;
  readonly pods: LabelSelector;
  readonly directions: readonly Direction[];
}

/** Whether all, some or none of the pods that a selector can match are isolated. */
type Coverage = 'all' | 'some' | 'none';

/** Which pods the NetworkPolicies of an app isolate: ours, and those written with cdk8s-plus, as an `ApiObject` or in an `Include`. */
export class Isolation {
  private byNamespace?: ReadonlyMap<string, readonly Isolated[]>;

  constructor(private readonly policies: readonly PolicyObject[], private readonly objects: readonly ApiObject[]) {}

  /** Pods that do not exist yet count too: a selector is covered only by one that it implies. */
  public coverage(namespace: string, pods: LabelSelector, direction: Direction): Coverage {
    const isolating = this.in(namespace).filter(({ directions }) => directions.includes(direction));
    if (isolating.some((isolated) => pods.implies(isolated.pods))) return 'all';
    return isolating.some((isolated) => pods.intersect(isolated.pods).isSatisfiable()) ? 'some' : 'none';
  }

  /** Everything isolated in a namespace. */
  public in(namespace: string): readonly Isolated[] {
    this.byNamespace ??= group([...this.fromObjects(), ...this.foreign()]);
    return this.byNamespace.get(namespace) ?? [];
  }

  private fromObjects(): Isolated[] {
    return this.policies.filter(({ value }) => !value.follows).map(({ value }) =>
      ({ namespace: value.namespace, pods: value.subject(), directions: value.isolates }));
  }

  private foreign(): Isolated[] {
    const written = new Set(this.policies.map((policy) => policy.object));
    const values = this.objects
      .filter((object) => object.kind === 'NetworkPolicy' && object.apiGroup === 'networking.k8s.io' && !written.has(object))
      .map((object) => ({ value: object.toJson() as unknown }))
      .filter(({ value }) => (value as { readonly metadata?: { readonly namespace?: string } }).metadata?.namespace !== undefined);
    return decode(values).policies.filter((policy) => policy.unread === undefined && policy.namespace !== undefined).map((policy) =>
      ({ namespace: policy.namespace!, pods: policy.subject.pods, directions: policy.isolates }));
  }
}

function group(all: readonly Isolated[]): Map<string, Isolated[]> {
  const groups = new Map<string, Isolated[]>();
  for (const one of all) {
    append(groups, one.namespace, one);
  }
  return groups;
}
