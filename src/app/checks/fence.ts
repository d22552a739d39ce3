import { isDeepStrictEqual } from 'util';
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { FENCE_PROOF, Ignore, isExpired } from '../../analysis';

/** A fence of an app. */
export interface Fence {
  readonly construct: IConstruct;
  /** The first part of the names of its policies. */
  readonly name: string;
  readonly namespace: string;
  /** Whether the pods of the namespace may reach each other. */
  readonly insideTraffic: boolean;
  /** Its own policies: they state nothing for another fence of the namespace that does not write the same. */
  readonly parts: Set<IConstruct>;
  /** What the objects were that existed when it was created and that it states as they are; none unless `Fences.everywhere` created it. */
  readonly existing: ReadonlyMap<ApiObject, unknown>;
}

/** Namespaces that `Fences.everywhere` leaves alone. */
export interface FencedEverywhere {
  /** The names in `except`. */
  readonly except: readonly string[];
  /** The constructs that it has seen. */
  readonly seen: ReadonlySet<IConstruct>;
}

/** Whether the author of a construct accepts what the proof of fences says of it. */
export function acceptsProof(ignores: readonly Ignore[], today: string): boolean {
  return ignores.some((ignore) => ignore.rules.includes(FENCE_PROOF) && !isExpired(ignore, today));
}

/** What of a manifest says which policy it is: names, labels and annotations do not. */
function meaningOf(manifest: unknown): unknown {
  const { apiVersion, kind, metadata, spec, items } = (manifest ?? {}) as Readonly<Record<string, any>>;
  return { apiVersion, kind, namespace: metadata?.namespace, spec, items };
}

/** Whether a manifest says what was declared; the order of its fields does not count. */
export function isSameMeaning(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(meaningOf(a), meaningOf(b));
}

/** Manifests of policies that exist, as they are now: what a patch or a resolver adds later is not stated. */
export function policiesNow(objects: readonly ApiObject[], own: ReadonlySet<ApiObject>): ReadonlyMap<ApiObject, unknown> {
  return new Map(objects.filter((object) => /(?:Policy|List)$/.test(object.kind) && !own.has(object)).map((object) => [object, object.toJson()]));
}
