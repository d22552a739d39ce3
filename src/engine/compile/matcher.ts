import type { EndpointSelector, NamespaceSelection } from '../../model';
import type { LabelSelector, Labels } from '../../sets';
import { ClassList, has, listOf } from './class-list';
import type { Classes } from './classes';
import { LabelIndex } from './label-index';

const EVERY_CLASS: ClassList = { except: true, list: [] };

const NO_CLASS: ClassList = { except: false, list: [] };

/** How many answers are kept; then all are dropped. */
const MAX_KEPT = 20_000;

/** Up to so many namespaces are searched one by one; more are searched together. */
const MAX_SINGLE_SEARCHES = 64;

/** Finds the classes that a selector selects; equal selectors are answered once. */
export class Matcher {
  private readonly pods: LabelIndex;
  private readonly namespaces: LabelIndex;
  private readonly numberOf: ReadonlyMap<string, number>;
  private readonly namespaceLists = new Map<string, readonly number[]>();
  // pods → namespaces → classes; names and labels in maps of their own
  private readonly byName = new Map<string, Map<string, ClassList>>();
  private readonly byLabels = new Map<string, Map<string, ClassList>>();
  private kept = 0;

  /** `asked`: the keys of pods' labels that selectors will ask for. */
  public constructor(private readonly classes: Classes, namespaceLabels: readonly Labels[], asked: (key: string) => boolean) {
    this.pods = new LabelIndex(classes.labels, asked);
    this.namespaces = new LabelIndex(namespaceLabels);
    this.numberOf = new Map(classes.namespaces.map((name, i) => [name, i]));
  }

  /** The classes that a selector of pods selects. */
  public select(selector: EndpointSelector): ClassList {
    const { namespaces, pods } = selector;
    const found = lists('name' in namespaces ? this.byName : this.byLabels, pods.toString());
    const key = 'name' in namespaces ? namespaces.name : namespaces.labels.toString();
    let list = found.get(key);
    if (list !== undefined) return list;
    list = this.compute(namespaces, pods);
    if (this.kept++ >= MAX_KEPT) {
      this.byName.clear();
      this.byLabels.clear();
      this.kept = 0;
    } else {
      found.set(key, list);
    }
    return list;
  }

  private compute(namespaces: NamespaceSelection, pods: LabelSelector): ClassList {
    if ('name' in namespaces && this.classes.namespaces.length > 1) {
      const number = this.numberOf.get(namespaces.name);
      const first = this.classes.firstOfNamespace;
      return number === undefined ? NO_CLASS : listOf(this.pods.selectWithin(pods, first[number], first[number + 1]), this.classes.count);
    }
    const selected = this.selectNamespaces(namespaces);
    const every = selected.length === this.classes.namespaces.length;
    if (every && pods.isEverything()) return EVERY_CLASS;
    return listOf(every ? this.pods.select(pods) : this.within(selected, pods), this.classes.count);
  }

  private selectNamespaces(selection: NamespaceSelection): readonly number[] {
    if ('name' in selection) {
      const number = this.numberOf.get(selection.name);
      return number === undefined ? [] : [number];
    }
    const key = selection.labels.toString();
    let list = this.namespaceLists.get(key);
    if (list === undefined) this.namespaceLists.set(key, (list = this.namespaces.select(selection.labels)));
    return list;
  }

  private within(namespaces: readonly number[], pods: LabelSelector): readonly number[] {
    const first = this.classes.firstOfNamespace;
    if (namespaces.length === 1) return this.pods.selectWithin(pods, first[namespaces[0]], first[namespaces[0] + 1]);
    if (namespaces.length > MAX_SINGLE_SEARCHES) {
      const all = this.pods.select(pods);
      return all.filter((c) => has(namespaces, this.classes.namespaceOf[c]));
    }
    return namespaces.flatMap((n) => this.pods.selectWithin(pods, first[n], first[n + 1]));
  }
}

function lists(maps: Map<string, Map<string, ClassList>>, key: string): Map<string, ClassList> {
  let found = maps.get(key);
  if (found === undefined) maps.set(key, (found = new Map()));
  return found;
}
