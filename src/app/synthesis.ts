import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { today } from '../files/clock';
import type { AppModel } from './app-model';
import { checkApp } from './checks/check-app';
import { orderObjects } from './order/deny-order';
import { collisions } from './output/collisions';
import { fileCollisions, staleFiles } from './output/output-files';
import { isObject, isSameTree, objectsOf } from './tree';

/** What is known of one state of the app. */
interface Synthesized {
  readonly revision: number;
  readonly tree: readonly IConstruct[];
  readonly errors: string[];
  /** What the checks found; once they ran. */
  checked?: string[];
}

/**
 * What happens to an app as a whole when it is synthesized, in `App.synth`, `App.synthYaml`, `Chart.toJson` and `Testing.synth` alike:
 * cdk8s calls the validation of the root in each of them, before it asks a chart for its objects, and once more for every chart. The work
 * is done once for each state of the app.
 */
export class Synthesis {
  private last?: Synthesized;

  constructor(private readonly app: AppModel) {}

  public validate(): string[] {
    const { last, app } = this;
    const current = last !== undefined && last.revision === app.revision && isSameTree(app.root, last.tree) ? last : this.finalize();
    if (current.errors.length > 0 || !app.wantsChecks) return current.errors;
    return (current.checked ??= this.check(current.tree.filter(isObject)));
  }

  /** Writes what is deferred, orders the objects, and looks for what would be lost in the output. */
  private finalize(): Synthesized {
    const { app } = this;
    const isolation = app.isolation();
    const errors = app.deferred.flatMap((one) => one.finalize(isolation));
    orderObjects(app.denyOrder, objectsOf(app.root));
    const tree = app.root.node.findAll();
    const objects = tree.filter(isObject);
    app.indexWorkloads(tree);
    for (const policy of app.policies) errors.push(...policy.problems());
    errors.push(...collisions(objects), ...fileCollisions(app.root, objects));
    if (errors.length === 0) for (const text of staleFiles(app.root, objects)) app.notices.warn(text);
    return (this.last = { revision: app.revision, tree, errors });
  }

  private check(objects: readonly ApiObject[]): string[] {
    const { app } = this;
    const { errors, warnings } = checkApp(app, objects, today());
    for (const warning of warnings) app.notices.warn(warning);
    if (errors.length === 0 && app.settings.sources !== false) app.lines.write(app.root, objects);
    return [...errors];
  }
}
