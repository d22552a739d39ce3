import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isSettling } from '../analysis/session/settling';
import type { PolicyObject } from './policy-object';
import { checkApp } from './checks/check-app';
import type { RaisedFence } from './checks/prove-fences';
import { rememberLine, writeLines } from './output/source-lines';
import { forgetWorkloads, rememberWorkloads } from './workloads';
import { arrange, DENY, WHOLE_FENCE } from './order/deny-order';
import { collisions } from './output/collisions';
import { Isolation } from './isolation';
import { note } from './notices';
import { fileCollisions, staleFiles } from './output/output-files';

/** A declaration that can be written only when the rest of the app is known. */
export interface Deferred {
  readonly host: IConstruct;
  /** Writes or takes back what it yields; answers what is wrong. */
  settle(isolation: Isolation): string[];
}

const NOTHING: ReadonlySet<ApiObject> = new Set();

/** What is known of one state of the tree. */
interface Done {
  readonly revision: number;
  readonly tree: readonly IConstruct[];
  readonly errors: string[];
  /** What the rules found; once they were asked. */
  checked?: string[];
}

/**
 * What happens to an app as a whole when it is synthesized, in `App.synth`, `App.synthYaml`, `Chart.toJson` and `Testing.synth` alike:
 * cdk8s calls the validation of the root in each of them, before it asks a chart for its objects, and once more for every chart. The work
 * is done once for each state of the tree.
 */
class Synthesis {
  /** Counts the changes that the tree does not show. */
  private revision = 0;
  private readonly policies = new Set<PolicyObject>();
  private readonly deferred: Deferred[] = [];
  private readonly closers = new Map<IConstruct, typeof WHOLE_FENCE | typeof DENY>();
  private readonly fences: RaisedFence[] = [];
  private readonly said = new Set<string>();
  private done?: Done;
  private found: ReadonlySet<ApiObject> = NOTHING;

  constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.validate() });
  }

  public touch(): void {
    this.revision++;
    forgetWorkloads(this.root);
  }

  public addPolicy(policy: PolicyObject): void {
    this.policies.add(policy);
    this.touch();
  }

  public removePolicy(policy: PolicyObject): void {
    this.policies.delete(policy);
    this.touch();
  }

  /** A fence round a namespace; `around`: what its author found there and left as it is. */
  public addFence(construct: IConstruct, namespace: string): void {
    this.addCloser(construct, WHOLE_FENCE);
    this.fences.push({ construct, namespace, around: this.found });
  }

  /** What is put up now stands round the objects that are there already. */
  public around(raise: () => void): void {
    this.found = new Set(objectsOf(this.root));
    raise();
    this.found = NOTHING;
  }

  /** A construct that closes something: it is written after what opens. */
  public addCloser(construct: IConstruct, rank: typeof WHOLE_FENCE | typeof DENY): void {
    this.closers.set(construct, rank);
    this.touch();
  }

  public defer(deferred: Deferred): void {
    rememberLine(deferred.host);
    this.deferred.push(deferred);
    this.touch();
  }

  /** Says something once in the life of the app. */
  public say(text: string): void {
    if (this.said.has(text)) return;
    this.said.add(text);
    note(text);
  }

  /** Which pods the policies of the app isolate, as it stands now. */
  public isolation(): Isolation {
    const tree = this.root.node.findAll();
    rememberWorkloads(this.root, tree);
    const policies = [...this.policies].filter(({ object }) => isInTree(object, this.root));
    return new Isolation(policies, tree.filter(isObject));
  }

  private validate(): string[] {
    const { done } = this;
    const current = done !== undefined && done.revision === this.revision && isSameTree(this.root, done.tree) ? done : this.arranged();
    if (current.errors.length > 0 || isSettling()) return current.errors;
    return (current.checked ??= this.checked(current.tree.filter(isObject)));
  }

  /** What the rules have to say; warnings are said once. */
  private checked(objects: readonly ApiObject[]): string[] {
    const fences = this.fences.filter(({ construct }) => isInTree(construct, this.root));
    const own = new Set([...this.policies].map(({ object }) => object));
    const { errors, warnings } = checkApp({ root: this.root, objects, fences, own, today: new Date().toISOString().slice(0, 10) });
    for (const warning of warnings) this.say(warning);
    if (errors.length === 0) writeLines(this.root, objects);
    return [...errors];
  }

  private arranged(): Done {
    const isolation = this.isolation();
    const errors = this.deferred.filter(({ host }) => isInTree(host, this.root)).flatMap((one) => one.settle(isolation));
    arrange(this.closers, objectsOf(this.root));
    const tree = this.root.node.findAll();
    const objects = tree.filter(isObject);
    rememberWorkloads(this.root, tree);
    for (const policy of this.policies) if (isInTree(policy.object, this.root)) errors.push(...policy.problems());
    errors.push(...collisions(objects), ...fileCollisions(this.root, objects));
    if (errors.length === 0) for (const text of staleFiles(this.root, objects)) this.say(text);
    return (this.done = { revision: this.revision, tree, errors });
  }
}

const SYNTHESES = new WeakMap<IConstruct, Synthesis>();

/** The one synthesis of the app in which a construct lies. */
export function synthesisOf(construct: IConstruct): Synthesis {
  const root = construct.node.root;
  const found = SYNTHESES.get(root);
  if (found !== undefined) return found;
  const made = new Synthesis(root);
  SYNTHESES.set(root, made);
  return made;
}

function objectsOf(root: IConstruct): ApiObject[] {
  return root.node.findAll().filter(isObject);
}

function isObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

/** Whether nobody on the way up has removed the construct. */
function isInTree(construct: IConstruct, root: IConstruct): boolean {
  for (let at = construct; at !== root; at = at.node.scope!) {
    if (at.node.scope?.node.tryFindChild(at.node.id) !== at) return false;
  }
  return true;
}

/** Whether a walk meets the same constructs in the same order; it stops where it does not. */
function isSameTree(root: IConstruct, tree: readonly IConstruct[]): boolean {
  let next = 0;
  const visit = (construct: IConstruct): boolean => construct === tree[next++] && construct.node.children.every(visit);
  return visit(root) && next === tree.length;
}
