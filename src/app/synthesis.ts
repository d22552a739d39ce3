import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { today } from '../files/clock';
import { groupBy } from '../sets';
import { inheritDependencies } from './order/deferred-dependencies';
import { orderObjects } from './order/deny-order';
import { collisions } from './output/collisions';
import { isAppSynth } from './output/is-app-synth';
import { isApp, plannedOutput } from './output/output-files';
import { recordOutput } from './output/record';
import type { AppMessage } from './app-message';
import type { AppModel } from './app-model';
import { checkApp } from './checks/check-app';
import { patchesIn } from './identity';
import type { Isolation } from './isolation';
import { problemsOf } from './policy-object';
import { dropRepeatedParts } from './repeated-parts';
import { synthesizerOf } from './session/synthesizer-of';
import { TreeChanges } from './session/tree-changes';
import { isObject, isSameTree, objectsOf } from './tree';

/** How many changes a synthesis had counted. */
interface Seen {
  readonly by: object;
  readonly changes: number;
}

/** What is known of one state of the app. */
interface Synthesized {
  readonly revision: number;
  readonly tree: readonly IConstruct[];
  /** How many JSON patches its objects have. */
  readonly patches: number;
  /** The files of the app, relative to its output folder. */
  readonly paths: readonly string[];
  readonly errors: readonly AppMessage[];
  /** The synthesis that has seen this state, and how many changes it had counted. */
  seen?: Seen;
  /** What the checks found; once they ran. */
  checked?: readonly AppMessage[];
}

/**
 * What happens to an app as a whole when it is synthesized, in `App.synth`, `App.synthYaml`, `Chart.toJson` and `Testing.synth` alike:
 * cdk8s calls the validation of the root in each of them, before it asks a chart for its objects, and once more for every chart. The work
 * is done once for each state of the app.
 */
export class Synthesis {
  private last?: Synthesized;
  private current: ReadonlyMap<IConstruct | undefined, readonly AppMessage[]> = new Map();
  private readonly validated = new WeakSet<IConstruct>();
  /** The constructs that were there before the last writing. */
  private before: readonly IConstruct[] = [];

  /** Absent unless the `App` of cdk8s writes its files. */
  private writing?: { readonly changes: TreeChanges; isFirst: boolean };

  constructor(private readonly app: AppModel) {}

  /** Writes the files of the app by an action, in which changes are counted, so that the tree is not compared again for each chart. */
  public write<T>(action: () => T): T {
    if (this.writing !== undefined) return action();
    const { root } = this.app;
    const changes = new TreeChanges(root);
    this.writing = { changes, isFirst: true };
    try {
      changes.watch(root.node.findAll());
      return action();
    } finally {
      changes.stop();
      this.writing = undefined;
    }
  }

  /**
   * What is wrong with the app as a whole. What is wrong with one construct is left to the validation of that construct, so that cdk8s
   * names it.
   */
  public validate(): string[] {
    const errors = this.errors();
    const before = errors.length === 0 ? NO_CONSTRUCTS : new Set(this.before);
    this.current = groupBy(errors, ({ construct }) => this.homeOf(construct, before));
    for (const construct of this.current.keys()) {
      if (construct === undefined || this.validated.has(construct)) continue;
      this.validated.add(construct);
      construct.node.addValidation({ validate: () => this.textsOf(construct) });
    }
    return this.textsOf(undefined);
  }

  /** cdk8s asks the constructs that it knew before this validation; what was written by it is answered for by a construct that contains it. */
  private homeOf(construct: IConstruct | undefined, before: ReadonlySet<IConstruct>): IConstruct | undefined {
    for (let at = construct; at !== undefined; at = at.node.scope) if (at !== this.app.root && before.has(at)) return at;
    return undefined;
  }

  private textsOf(construct: IConstruct | undefined): string[] {
    return (this.current.get(construct) ?? []).map(({ text }) => text);
  }

  private errors(): readonly AppMessage[] {
    const { last, app } = this;
    const current = last !== undefined && this.isCurrent(last) ? last : this.finalize();
    if (current.errors.length > 0 || !app.wantsChecks) return current.errors;
    current.checked ??= this.check(current.tree.filter(isObject));
    if (current.checked.length === 0 && this.isWriting()) this.record(current);
    return current.checked;
  }

  private isCurrent(last: Synthesized): boolean {
    const { app } = this;
    if (last.revision !== app.revision) return false;
    const seen = this.seen();
    // where changes are counted, the whole tree need not be compared again
    if (seen !== undefined && last.seen?.by === seen.by && last.seen.changes === seen.changes) return true;
    if (!isSameTree(app.root, last.tree) || last.patches !== patchesOf(last.tree)) return false;
    last.seen = seen;
    return true;
  }

  private seen(): Seen | undefined {
    const { writing } = this;
    if (writing !== undefined) return { by: writing, changes: writing.changes.tree + writing.changes.patches };
    const current = synthesizerOf(this.app.root)?.current;
    return current && { by: current, changes: current.changes };
  }

  private isWriting(): boolean {
    const { writing } = this;
    if (writing === undefined) return synthesizerOf(this.app.root)?.current?.isFirstOfWriting ?? isAppSynth();
    const { isFirst } = writing;
    writing.isFirst = false;
    return isFirst;
  }

  /** Writes what is deferred, orders the objects, and looks for what would be lost in the output. */
  private finalize(): Synthesized {
    const { app } = this;
    this.before = app.root.node.findAll();
    dropRepeatedParts(app);
    const { deferred } = app;
    const errors: AppMessage[] = deferred.length === 0 ? [] : finalizeAll(deferred, app.isolation());
    inheritDependencies(app.root, app.followers.map(({ object }) => object));
    orderObjects(app.denyOrder, objectsOf(app.root));
    const tree = app.root.node.findAll();
    this.writing?.changes.watch(tree);
    const seen = this.seen();
    const objects = tree.filter(isObject);
    app.indexWorkloads(tree);
    for (const policy of app.policiesIn(tree)) errors.push(...problemsOf(policy).map((text) => ({ construct: policy.object, text })));
    const planned = plannedOutput(app.root, objects);
    const losses = [...collisions(objects), ...planned.collisions];
    const synthesizer = synthesizerOf(app.root);
    if (synthesizer?.losses === 'warn') for (const { text } of losses) synthesizer.notices.warn(text);
    else errors.push(...losses);
    return (this.last = { revision: app.revision, tree, patches: patchesOf(tree), paths: planned.paths, errors, ...(seen && { seen }) });
  }

  private check(objects: readonly ApiObject[]): readonly AppMessage[] {
    const { app } = this;
    const { errors, warnings } = checkApp(app, objects, today());
    for (const { text } of warnings) app.notices.warn(text);
    return errors;
  }

  /** What is beside the manifests that `App.synth` writes. */
  private record({ tree, paths }: Synthesized): void {
    const { root, settings, lines, notices } = this.app;
    if (settings.sources === false || !isApp(root)) return;
    for (const text of recordOutput({ app: root, lines, objects: tree.filter(isObject), paths })) notices.warn(text);
  }
}

function finalizeAll(deferred: AppModel['deferred'], isolation: Isolation): AppMessage[] {
  return deferred.flatMap((one) => one.finalize(isolation).map((text) => ({ construct: one.host, text })));
}

const NO_CONSTRUCTS: ReadonlySet<IConstruct> = new Set();

function patchesOf(tree: readonly IConstruct[]): number {
  return tree.reduce((sum, construct) => sum + (isObject(construct) ? patchesIn(construct).length : 0), 0);
}
