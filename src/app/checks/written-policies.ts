import type { ApiObject } from 'cdk8s';
import { AnalysisSession, constructBehind, ConstructDocument } from '../../analysis';
import { decode } from '../../dialects';
import type { Policy } from '../../model';
import { append } from '../../sets';
import type { PolicyObject } from '../policy-object';
import { isSameMeaning } from './fence';

/** How what an object writes is compared with what was declared. */
interface Declarations {
  /** What was declared of an object: as its construct states it (`own`), as a manifest, or not at all. */
  of(object: ApiObject): Declaration;
  /** Whether its author accepts what is written. */
  accepts(object: ApiObject): boolean;
}

/** Manifests of objects as they were when they were stated. */
type Stated = ReadonlyMap<ApiObject, unknown>;

/**
 * The policies of the input, by the object that writes them, beside what was declared. Each object is compared once, not once for each fence:
 * an app may have a fence for each of its namespaces.
 */
export class WrittenPolicies {
  private readonly byObject = new Map<ApiObject, Policy[]>();
  private readonly manifests = new Map<ApiObject, unknown>();
  private readonly byNamespace = new Map<string, Set<ApiObject>>();
  /** Objects about all namespaces, and those that write something else than was declared, possibly in another namespace. */
  private readonly everywhere = new Set<ApiObject>();
  /** Objects of ours that write what their constructs state. */
  private readonly asStated = new Set<ApiObject>();

  constructor(session: AnalysisSession, private readonly own: ReadonlyMap<ApiObject, PolicyObject>, stated: Iterable<Stated>) {
    for (const policy of session.decoded.policies) {
      const object = constructBehind(policy.origin)?.object;
      if (object !== undefined) append(this.byObject, object, policy);
    }
    for (const { document } of session.source.manifests) {
      if (document instanceof ConstructDocument && this.byObject.has(document.object)) this.manifests.set(document.object, document.value);
    }
    for (const [object, policies] of this.byObject) this.place(object, policies);
    for (const objects of new Set(stated)) {
      for (const [object, manifest] of objects) if (!this.isWritten(object, manifest)) this.everywhere.add(object);
    }
  }

  /** Whether a policy of the input is written as it was declared, or its author accepts it. */
  public isDeclared({ origin }: Policy, declarations: Declarations): boolean {
    const object = constructBehind(origin)?.object;
    return object !== undefined && this.holds(object, declarations.of(object), declarations);
  }

  /** What was declared of a namespace, and a little more; where something else is written, the declaration alone counts. */
  public declared(namespace: string, declarations: Declarations): readonly Policy[] {
    const written: Policy[] = [];
    const replaced: { value: unknown }[] = [];
    for (const object of new Set([...this.byNamespace.get(namespace) ?? [], ...this.everywhere])) {
      const policies = this.byObject.get(object);
      if (policies === undefined) continue;
      const stated = declarations.of(object);
      if (this.holds(object, stated, declarations)) written.push(...policies);
      else if (stated !== undefined) replaced.push({ value: stated === 'own' ? this.own.get(object)?.value.manifest() : stated.manifest });
    }
    return replaced.length === 0 ? written : [...written, ...decode(replaced).policies];
  }

  private holds(object: ApiObject, stated: Declaration, { accepts }: Declarations): boolean {
    const isWritten = stated === 'own' ? this.asStated.has(object) : stated !== undefined && this.isWritten(object, stated.manifest);
    return isWritten || accepts(object);
  }

  private place(object: ApiObject, policies: readonly Policy[]): void {
    const ours = this.own.get(object)?.value;
    // metadata says nothing about traffic, but the API server may refuse it, and the policy with it
    const isRead = policies.every(({ unread }) => unread === undefined);
    if (isRead && ours?.isMeantBy(this.manifests.get(object))) this.asStated.add(object);
    else if (ours !== undefined) this.everywhere.add(object);
    for (const { subject: { namespaces } } of policies) {
      if (!('name' in namespaces)) this.everywhere.add(object);
      else this.byNamespace.set(namespaces.name, (this.byNamespace.get(namespaces.name) ?? new Set()).add(object));
    }
  }

  private isWritten(object: ApiObject, manifest: unknown): boolean {
    return isSameMeaning(manifest, this.manifests.get(object));
  }
}

type Declaration = 'own' | { readonly manifest: unknown } | undefined;
