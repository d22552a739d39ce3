/** The tree of a generated app: charts, constructs between them, objects. */
import { join } from 'path';
import type { ApiObject, App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Kit } from './kit';
import type { Random } from './random';
import { record, text, value } from './values';

const KINDS: readonly (readonly [string, string])[] = [
  ['v1', 'ConfigMap'], ['v1', 'Service'], ['apps/v1', 'Deployment'], ['networking.k8s.io/v1', 'NetworkPolicy'], ['v1', 'Namespace'], ['batch/v1', 'CronJob'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
];

/** What a generated app is made of, in the order of creation. */
export interface Tree {
  readonly app: App;
  readonly charts: Chart[];
  readonly groups: Construct[];
  readonly objects: ApiObject[];
}

export class TreeGenerator {
  private count = 0;

  constructor(private readonly random: Random, private readonly kit: Kit, public readonly tree: Tree) {}

  public grow(): void {
    const { random } = this;
    const charts = random.once(40) ? 0 : 1 + random.below(random.once(4) ? 8 : 3);
    for (let i = 0; i < charts; i++) this.chart(random.once(20) ? new this.kit.constructs.Construct(this.tree.app, `outside-${i}`) : this.tree.app);
    const steps = random.below(14);
    for (let i = 0; i < steps && this.tree.charts.length > 0; i++) this.step();
  }

  private step(): void {
    const { random, tree } = this;
    const scope = random.pick<IConstruct>([...tree.charts, ...tree.charts, ...tree.groups]) as Construct;
    switch (random.below(12)) {
      case 0: tree.groups.push(new this.kit.constructs.Construct(scope, this.id('g'))); return;
      case 1: if (random.once(2)) this.chart(scope); return;
      case 2: if (tree.objects.length > 0 && random.once(3)) this.object(random.pick(tree.objects)); return;
      case 3: if (random.once(8)) new this.kit.cdk8s.Include(scope, this.id('i'), { url: join(this.kit.folder, 'include.yaml') }); return;
      case 4: if (random.once(8)) new this.kit.cdk8s.Helm(scope, this.id('h'), { chart: './chart', helmExecutable: join(this.kit.folder, 'helm'), values: { a: text(random) } }); return;
      default: this.object(scope);
    }
  }

  /** Mostly a name of its own; sometimes one that cdk8s orders by number. */
  private id(prefix: string): string {
    const n = this.count++;
    return this.random.once(12) ? String(50 - n) : this.random.once(25) ? `Odd_${n}.X/y` : `${prefix}${n}`;
  }

  private chart(scope: Construct): void {
    const { random, kit } = this;
    const { Chart: Base } = random.once(12) ? kit.copy.cdk8s : kit.cdk8s;
    const props = {
      ...(random.once(2) && { namespace: random.pick(['web', 'db', 'prod']) }),
      ...(random.once(4) && { labels: { team: text(random) } }),
      ...(random.once(6) && { disableResourceNameHashes: true }),
    };
    this.tree.charts.push(new (this.chartClass(Base))(scope, this.id('c'), props));
  }

  private chartClass(Base: typeof Chart): typeof Chart {
    const { random } = this;
    const what = random.below(16);
    if (what === 0) {
      return class extends Base {
        public override toJson(): any[] {
          return super.toJson().map((json, i) => (i % 3 === 2 ? json : { ...json, extra: i }));
        }
      };
    }
    if (what === 1) {
      return class extends Base {
        public override generateObjectName(object: ApiObject): string {
          return `named-${object.node.id.toLowerCase().replace(/[^a-z0-9]/g, '-')}`;
        }
      };
    }
    if (what === 2 && random.once(3)) {
      const shared = { shared: 'yes' };
      return class extends Base {
        public override toJson(): any[] {
          const twice = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: this.node.id }, a: shared, b: shared };
          return [twice, undefined, ...super.toJson()];
        }
      };
    }
    return Base;
  }

  public object(scope: Construct): ApiObject {
    const { random, kit, tree } = this;
    const [apiVersion, kind] = random.pick(KINDS);
    const metadata = {
      ...(random.once(8) && { name: `named-${this.count}` }),
      ...(random.once(6) && { namespace: random.pick(['web', 'db']) }),
      ...(random.once(4) && { labels: { app: text(random) }, annotations: { note: text(random), ...(random.once(3) && record(random, kit, 0)) } }),
      ...(random.once(12) && { finalizers: ['example.com/a'], extra: value(random, kit, 1) }),
    } as Record<string, any>;
    const content = random.once(2) ? { spec: record(random, kit, 3) } : { data: value(random, kit, 2) };
    const body = { apiVersion, kind, ...(random.once(6) ? {} : { metadata }), ...content };
    const { ApiObject: Base } = random.once(15) ? kit.copy.cdk8s : kit.cdk8s;
    const made = new (random.once(15) ? this.objectClass(Base) : Base)(scope, this.id('o'), body);
    if (random.once(8)) this.patch(made);
    if (random.once(12)) made.metadata.addLabel('late', text(random));
    tree.objects.push(made);
    return made;
  }

  private objectClass(Base: typeof ApiObject): typeof ApiObject {
    return class extends Base {
      public override toJson(): any {
        const json = super.toJson();
        return { ...json, overridden: [json.metadata.labels ?? {}, json.metadata.labels ?? {}] };
      }
    };
  }

  private patch(object: ApiObject): void {
    const { random } = this;
    const { JsonPatch } = this.kit.cdk8s;
    object.addJsonPatch(random.pick([
      JsonPatch.add('/patched', { by: text(random) }), JsonPatch.replace('/kind', 'Changed'), JsonPatch.add('/metadata/name', `patched-${object.node.id.toLowerCase()}`),
      JsonPatch.remove('/metadata/namespace'), JsonPatch.copy('/metadata', '/copied'), JsonPatch.add('/first', null), JsonPatch.move('/apiVersion', '/zz'),
    ]));
  }
}
