import type { ApiExtension, IngressRoute, Namespace, Node, Policy, Problem, Service, Workload } from '../model';
import type { IsolatingEncoder, OverridingEncoder } from './encoder';
import { Findings } from './findings';
import type { Fields, Manifest } from './manifest';

/** Whether objects of a kind lie in a namespace; `maybe` where only the object can tell. */
export type Scope = 'namespaced' | 'cluster' | 'maybe';

/** What the dialects need to know beside the object. */
export interface Settings {
  /** The namespace of namespaced objects that name none. */
  readonly defaultNamespace: string;
  /** What becomes of policies that the API server refuses. */
  readonly refused: RefusedPolicies;
}

/**
 * `unknown`: such a policy may do anything to its pods. `as-read`: it does what can be read of it, as tools do that judge no schema;
 * the problems are the same.
 */
export type RefusedPolicies = 'unknown' | 'as-read';

/** Who owns an object, by its `controller` reference. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  /** Absent where it is not written. */
  readonly uid?: string;
  /** The API group; absent where it is not written. */
  readonly group?: string;
}

/** An object with a pod template: what may own pods, or make what owns them. */
export interface Controller {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly uid?: string;
  readonly owner?: Owner;
  /** Whether it makes no pods: no replicas, or a Job that has ended. */
  readonly isIdle: boolean;
}

/** Where the dialects put what they read. */
export class DecodeSink {
  public readonly policies: Policy[] = [];
  public readonly workloads: Workload[] = [];
  public readonly nodes: Node[] = [];
  public readonly services: Service[] = [];
  public readonly ingressRoutes: IngressRoute[] = [];
  public readonly extensions: ApiExtension[] = [];
  public readonly problems: Problem[] = [];
  /** Declared ones only. */
  public readonly namespaces = new Map<string, Namespace>();
  public readonly controllers: Controller[] = [];
  /** The owner of each pod that has one. */
  public readonly ofPods = new Map<Workload, Owner>();
  public finishedPods = 0;
  private lastOwner: { readonly namespace: string; readonly owner: Owner } | undefined;

  constructor(public readonly settings: Settings) {}

  /** Says who owns a pod; pods of one owner follow each other in most inputs, and share what is kept. */
  public own(pod: Workload, owner: Owner): void {
    const { namespace } = pod;
    const last = this.lastOwner;
    const isLast = last !== undefined && last.namespace === namespace && last.owner.name === owner.name && last.owner.kind === owner.kind
      && last.owner.uid === owner.uid && last.owner.group === owner.group;
    if (!isLast) this.lastOwner = { namespace, owner };
    this.ofPods.set(pod, this.lastOwner!.owner);
  }

  public findings(object: Manifest, aside = ''): Findings {
    return new Findings(object.origin, this.problems, aside);
  }
}

/** One API version of some kinds: what it knows of them stays inside its folder. */
export interface Dialect {
  readonly name: string;
  /** Writes what the dialect reads, where it isolates pods. */
  readonly isolating?: IsolatingEncoder;
  /** Writes what the dialect reads, where it decides before isolating stages. */
  readonly overriding?: OverridingEncoder;
  /** The scope of the kind; `undefined` when it is none of this dialect's. */
  reads(apiVersion: string, kind: string): Scope | undefined;
  /** For kinds that no dialect reads: whether this dialect knows the object by its shape. */
  recognises?(value: Fields): boolean;
  decode(object: Manifest, sink: DecodeSink): void;
}
