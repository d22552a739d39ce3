import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Ignore, MaterializedApp, StatedFacts } from '../analysis';
import { Fence, FencedEverywhere, policiesNow } from './checks/fence';
import type { AppCheckSettings } from './checks/settings';
import { Isolation } from './isolation';
import { Notices } from './notices';
import { forgetDependencies } from './order/deferred-dependencies';
import { DenyOrder } from './order/deny-order';
import { SourceLines } from './output/source-lines';
import { PodTemplate, templatesIn } from './pod-templates';
import type { PolicyObject } from './policy-object';
import type { PolicyValue } from './policy-value';
import { isInTree, isObject, objectsOf } from './tree';
import { isWorkload } from './workloads';

/** A declaration that can be written only when the rest of the app is known. */
interface Deferred {
  readonly host: IConstruct;
  /** Writes or removes its policies; answers what is wrong. */
  finalize(isolation: Isolation): string[];
}

/**
 * What is known of one app: its policies and fences, how it is checked, what is ignored, the lines of the program behind its constructs.
 * There is one for each root of a tree; see `appModelOf`.
 */
export class AppModel implements MaterializedApp {
  public readonly notices = new Notices();
  public readonly lines = new SourceLines((construct) => this.declarers.get(construct));
  public readonly denyOrder = new Map<IConstruct, DenyOrder>();
  public settings: AppCheckSettings = {};
  public facts: StatedFacts = {};
  private readonly policyByObject = new Map<ApiObject, PolicyObject>();
  private readonly deferredList: Deferred[] = [];
  private readonly fenceList: Fence[] = [];
  private readonly declarers = new Map<IConstruct, IConstruct>();
  private readonly ignores = new Map<IConstruct, Ignore[]>();
  private changes = 0;
  private existing: ReadonlyMap<ApiObject, unknown> = new Map();
  private everywhereList: FencedEverywhere[] = [];
  private workloadList?: readonly any[];
  private templateList?: readonly PodTemplate[];
  private isChecked = true;

  constructor(public readonly root: IConstruct) {}

  /** Counts the changes that the tree does not show. */
  public get revision(): number {
    return this.changes;
  }

  /** Whether a validation runs the checks; otherwise it only writes what is deferred. */
  public get wantsChecks(): boolean {
    return this.isChecked;
  }

  /** The policies of our constructs that are still in the tree. */
  public get policies(): readonly PolicyObject[] {
    return [...this.policyByObject.values()].filter(({ object }) => isInTree(object, this.root));
  }

  /** Those that are written only where another policy isolates the pods already. */
  public get followers(): readonly PolicyObject[] {
    return [...this.policyByObject.values()].filter(({ object, value }) => value.follows && isInTree(object, this.root));
  }

  /** The policies of our constructs in a tree. */
  public policiesIn(tree: readonly IConstruct[]): readonly PolicyObject[] {
    const members = new Set(tree);
    return [...this.policyByObject.values()].filter(({ object }) => members.has(object));
  }

  /** The fences that are still in the tree. */
  public get fences(): readonly Fence[] {
    return this.fenceList.filter(({ construct }) => isInTree(construct, this.root));
  }

  /** The declarations to finalize that are still in the tree. */
  public get deferred(): readonly Deferred[] {
    return this.deferredList.filter(({ host }) => isInTree(host, this.root));
  }

  /** The workloads and pods of the app, by their shape; their labels may still change. */
  public get workloads(): readonly any[] {
    return this.workloadList ?? this.root.node.findAll().filter(isWorkload);
  }

  /** The pods of all objects of the app; their labels may still change. */
  public get podTemplates(): readonly PodTemplate[] {
    return (this.templateList ??= templatesIn(this.root));
  }

  /** Counts a change that the tree does not show. */
  public touch(): void {
    this.changes++;
    this.workloadList = undefined;
    this.templateList = undefined;
  }

  /** Keeps the workloads of a tree until the next change: searching the tree for each policy would be quadratic. */
  public indexWorkloads(tree: readonly IConstruct[]): void {
    this.workloadList = tree.filter(isWorkload);
    this.templateList = undefined;
  }

  /** `declaredBy` is the construct that the author wrote, where the object is a part of it or stands for it elsewhere. */
  public addPolicy(object: ApiObject, value: PolicyValue, declaredBy: IConstruct = object): void {
    this.lines.remember(declaredBy);
    if (declaredBy !== object) {
      if (!object.node.scopes.includes(declaredBy)) this.declarers.set(object, declaredBy);
      declaredBy.node.defaultChild ??= object;
    }
    this.policyByObject.set(object, { object, value, declaredBy });
    this.touch();
  }

  /** The policy that an object of ours writes. */
  public policyOf(object: ApiObject): PolicyObject | undefined {
    return this.policyByObject.get(object);
  }

  /** Removes a policy from the model and its object from the tree. */
  public removePolicy({ object, declaredBy }: PolicyObject): void {
    object.node.scope?.node.tryRemoveChild(object.node.id);
    if (declaredBy.node.defaultChild === object) declaredBy.node.defaultChild = undefined;
    this.declarers.delete(object);
    forgetDependencies(this.root, object);
    this.policyByObject.delete(object);
    this.touch();
  }

  /** A fence of a namespace: it opens and denies. */
  public addFence(fence: Omit<Fence, 'existing'>): void {
    this.setDenyOrder(fence.construct, DenyOrder.FENCE);
    this.fenceList.push({ ...fence, existing: this.existing });
  }

  /** Every namespace but some must be fenced. Fences that are created inside count the policies that exist already as stated. */
  public fenceEverywhere(except: readonly string[], create: () => void): void {
    this.existing = policiesNow(objectsOf(this.root), new Set(this.policies.map(({ object }) => object)));
    this.everywhereList.push({ except, seen: new Set(this.root.node.findAll()) });
    create();
    this.existing = new Map();
    this.touch();
  }

  /** What `Fences.everywhere` leaves alone; absent where it was not called. */
  public get everywhere(): FencedEverywhere | undefined {
    const all = this.everywhereList;
    return all.length === 0 ? undefined : { except: all.flatMap(({ except }) => except), seen: all[all.length - 1].seen };
  }

  /** A construct that denies is written after those that allow. */
  public setDenyOrder(construct: IConstruct, order: DenyOrder): void {
    this.denyOrder.set(construct, order);
    this.touch();
  }

  public defer(deferred: Deferred): void {
    this.lines.remember(deferred.host);
    this.deferredList.push(deferred);
    this.touch();
  }

  public configure(settings: AppCheckSettings): void {
    this.settings = settings;
    this.touch();
  }

  public state(facts: StatedFacts): void {
    this.facts = facts;
    this.touch();
  }

  public ignore(construct: IConstruct, ignored: Ignore): void {
    this.ignores.set(construct, [...this.ignores.get(construct) ?? [], ignored]);
    this.touch();
  }

  /** What is ignored about a construct and those that contain it. */
  public ignoresOf(construct: IConstruct): Ignore[] {
    return construct.node.scopes.flatMap((scope) => {
      const declarer = this.declarers.get(scope);
      return [...this.ignores.get(scope) ?? [], ...(declarer === undefined ? [] : this.ignoresOf(declarer))];
    });
  }

  public withoutChecks(action: () => void): void {
    const before = this.isChecked;
    this.isChecked = false;
    try {
      action();
    } finally {
      this.isChecked = before;
    }
  }

  /** The first chart of the app that writes to a namespace. */
  public chartOf(namespace: string): Chart | undefined {
    return this.root.node.findAll().find((construct): construct is Chart => Chart.isChart(construct) && construct.namespace === namespace);
  }

  /** Which pods the policies of the app isolate now. */
  public isolation(): Isolation {
    const tree = this.root.node.findAll();
    this.indexWorkloads(tree);
    return new Isolation(this.policies, tree.filter(isObject));
  }
}
