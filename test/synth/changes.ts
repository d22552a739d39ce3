/** What happens to a generated app: dependencies, validations, and code that changes the tree while it is synthesized. */
import type { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Kit } from './kit';
import type { Random } from './random';
import type { Tree } from './tree';
import { text } from './values';

export class ChangeGenerator {
  private count = 0;

  constructor(private readonly random: Random, private readonly kit: Kit, private readonly tree: Tree) {}

  public apply(): void {
    const { random, tree } = this;
    if (tree.charts.length === 0) return;
    if (!random.once(3)) for (let i = random.below(8); i > 0; i--) this.depend();
    if (random.once(4)) for (let i = 1 + random.below(3); i > 0; i--) this.validate();
    if (random.once(4)) for (let i = 1 + random.below(3); i > 0; i--) this.lazy();
  }

  private any(): IConstruct {
    const { charts, groups, objects } = this.tree;
    return this.random.pick<IConstruct>([...charts, ...groups, ...objects, ...objects]);
  }

  /** Mostly of what was created later on what was created earlier, so that few apps have cycles. */
  private depend(): void {
    const { random, tree } = this;
    const [first, second] = [this.any(), this.any()];
    const all: readonly IConstruct[] = tree.app.node.findAll();
    const [earlier, later] = random.once(6) || all.indexOf(first) < all.indexOf(second) ? [first, second] : [second, first];
    if (earlier.node.scopes.includes(later) || later.node.scopes.includes(earlier)) if (!random.once(5)) return;
    if (random.once(8)) {
      const group = new this.kit.constructs.DependencyGroup(earlier);
      if (random.once(2)) group.add(this.any());
      later.node.addDependency(group);
    } else if (random.once(60)) later.node.addDependency(tree.app);
    else later.node.addDependency(earlier);
  }

  private validate(): void {
    const { random, tree } = this;
    const on = random.once(3) ? tree.app : this.any();
    let calls = 0;
    const failing = random.once(6) ? 1 + random.below(4) : 0;
    const change = random.once(2) ? this.change() : () => {};
    const from = random.below(3);
    on.node.addValidation({
      validate: () => {
        calls++;
        if (calls > from && calls < from + 3) change();
        return failing > 0 && calls >= failing ? [`failed at call ${calls}`, text(random)] : [];
      },
    });
  }

  /** A value that changes the app when it is produced. */
  private lazy(): void {
    const { tree, random, kit } = this;
    if (tree.objects.length === 0) return;
    const change = this.change();
    let calls = 0;
    const most = 1 + random.below(3);
    const object = random.pick(tree.objects);
    object.metadata.add('lazy', kit.cdk8s.Lazy.any({
      produce: () => {
        if (calls++ < most) change();
        return `produced ${calls}`;
      },
    }));
  }

  /** Something that changes the tree; what it does is decided now, so that it is the same in every app of the seed. */
  private change(): () => void {
    const { random, tree, kit } = this;
    const [target, other] = [this.any(), this.any()];
    const id = `late-${this.count++}`;
    switch (random.below(9)) {
      case 0: case 1: case 2: {
        let n = 0;
        return () => void new kit.cdk8s.ApiObject(target as Construct, `${id}-${n++}`, { apiVersion: 'v1', kind: 'ConfigMap', data: { late: id } });
      }
      case 3: return () => target.node.addDependency(other);
      case 4: return () => void target.node.scope?.node.tryRemoveChild(target.node.id);
      case 5: {
        const objects = tree.objects;
        const chosen: ApiObject | undefined = objects.length === 0 ? undefined : random.pick(objects);
        return () => chosen?.addJsonPatch(kit.cdk8s.JsonPatch.add('/late', id));
      }
      case 6: {
        let n = 0;
        return () => other.node.addValidation({ validate: () => (++n > 2 ? [`late ${id} ${n}`] : []) });
      }
      case 7: return () => {
        const { scope, id: old } = target.node;
        if (scope === undefined || kit.cdk8s.Chart.isChart(target)) return;
        scope.node.tryRemoveChild(old);
        new kit.cdk8s.ApiObject(scope as Construct, old, { apiVersion: 'v1', kind: 'ConfigMap', data: { replaced: id } });
      };
      default: {
        let n = 0;
        return () => {
          const made = new kit.cdk8s.ApiObject(target as Construct, `${id}-${n++}`, { apiVersion: 'v1', kind: 'ConfigMap' });
          made.node.addDependency(other);
        };
      }
    }
  }

}
