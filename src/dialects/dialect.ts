import type { ApiExtension, Facts, IngressRoute, Namespace, Node, Origin, PodMaker, Policy, PolicyLanguage, Problem, Service, ServiceEndpoints, Workload } from '../model';
import { Access } from './access';
import type { AddedLabels } from './added-labels';
import type { AllowingEncoder, IsolatingEncoder, OverridingEncoder, TieredEncoder } from './encoder';
import { Notes } from './kinds/notes';
import type { Note } from './kinds/notes';
import { ObjectProblems } from './object-problems';
import type { Fields, Manifest } from './manifest';
import type { Staging } from './staged';

/** Whether objects of a kind are namespaced; `maybe` if only the object can show it. */
export type Scope = 'namespaced' | 'cluster' | 'maybe';

/** The settings that dialects need in addition to the object. */
interface Settings {
  /** The namespace of namespaced objects that name none. */
  readonly defaultNamespace: string;
  /** How policies that the API server refuses are evaluated. */
  readonly refused: RefusedPolicies;
  /** What is known of the cluster beside the objects. @default - nothing */
  readonly facts?: Facts;
}

/**
 * `unknown`: such a policy may allow or deny anything for its pods. `as-read`: the readable part of it applies, as in tools that do not validate;
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

/** An object with a pod template: it may own pods, or create their owner. */
export interface Controller {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly uid?: string;
  readonly owner?: Owner;
  /** Whether it creates no pods: no replicas, or a completed Job. */
  readonly isIdle: boolean;
}

/** Collects the decoded objects. */
export class DecodeSink {
  public readonly policies: Policy[] = [];
  public readonly workloads: Workload[] = [];
  public readonly nodes: Node[] = [];
  public readonly services: Service[] = [];
  public readonly endpoints: ServiceEndpoints[] = [];
  public readonly ingressRoutes: IngressRoute[] = [];
  public readonly gatewayRoutes: IngressRoute[] = [];
  public readonly extensions: ApiExtension[] = [];
  public readonly podMakers: PodMaker[] = [];
  public readonly access: Access;
  public readonly problems: Problem[] = [];
  public readonly notes = new Notes();
  /** Declared ones only. */
  public readonly namespaces = new Map<string, Namespace>();
  public readonly controllers: Controller[] = [];
  /** The owner of each pod that has one. */
  public readonly ofPods = new Map<Workload, Owner>();
  /** What controllers add to the labels of templates, by the origin of the object. */
  public readonly addedLabels = new Map<Origin, AddedLabels>();
  /** What an autoscaler scales, by `keyOf`. */
  public readonly autoscaled = new Set<string>();
  public finishedPods = 0;
  private lastOwner: { readonly namespace: string; readonly owner: Owner } | undefined;

  constructor(public readonly settings: Settings) {
    this.access = new Access(settings.defaultNamespace);
  }

  /** Records the owner of a pod; pods of one owner usually follow each other and share the entry. */
  public resolveOwner(pod: Workload, owner: Owner): void {
    const { namespace } = pod;
    const last = this.lastOwner;
    const isLast = last !== undefined && last.namespace === namespace && last.owner.name === owner.name && last.owner.kind === owner.kind
      && last.owner.uid === owner.uid && last.owner.group === owner.group;
    if (!isLast) this.lastOwner = { namespace, owner };
    this.ofPods.set(pod, this.lastOwner!.owner);
  }

  /** Something that is said once for all such objects. */
  public note(note: Note, { kind, origin }: Manifest): void {
    this.notes.add(note, kind, origin.document);
  }

  /** `language`: of the policy that the object is, if it has one; `refusedBy`: the agent that refuses it then. */
  public problemsOf(object: Manifest, aside = '', language?: PolicyLanguage, refusedBy?: string): ObjectProblems {
    return new ObjectProblems(object.origin, this.problems, aside, language, refusedBy);
  }
}

/** The policy kinds of one API version, as the tables of the documentation show them. */
interface PolicyKinds {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The file below `docs/dialects` that says what is read of them. @default - there is none */
  readonly page?: string;
}

/** One API version of some kinds; only its folder knows them. */
export interface Dialect {
  readonly name: string;
  /** The policies that it reads. @default - it reads other objects */
  readonly policies?: PolicyKinds;
  /** Whether it checks the whole metadata of its objects; of others, names and namespaces are checked before. @default false */
  readonly checksMetadata?: boolean;
  /** Writes objects of the dialect, if they isolate pods. */
  readonly isolating?: IsolatingEncoder;
  /** Writes objects of the dialect, if they decide before isolating stages. */
  readonly overriding?: OverridingEncoder;
  /** Writes objects of the dialect, if they allow in an agent's own language. */
  readonly allowing?: AllowingEncoder;
  /** Writes objects of the dialect, if they stand in tiers. */
  readonly tiered?: TieredEncoder;
  /** Which of its policies can be staged, and what they become. @default - none */
  readonly staging?: Staging;
  /** The scope of the kind; `undefined` if this dialect does not read it. */
  reads(apiVersion: string, kind: string): Scope | undefined;
  /** For kinds that no dialect reads: whether this dialect recognises the object by its fields. */
  recognises?(value: Fields): boolean;
  decode(object: Manifest, sink: DecodeSink): void;
  /** After the last object: for what names objects that may stand behind it. */
  finish?(sink: DecodeSink): void;
}
