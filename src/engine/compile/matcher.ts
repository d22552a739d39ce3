import type { EndpointSelector, NamespaceSelection } from '../../model';
import type { LabelSelector, PartialLabels } from '../../sets';
import { ascending, has, listOf, NO_CLASS, Selection } from './class-list';
import type { Classes } from './classes';
import { LabelIndex, Selected } from './label-index';

const EVERY_CLASS: Selection = { definite: { except: true, list: [] }, possible: NO_CLASS };

const NOTHING: Selection = { definite: NO_CLASS, possible: NO_CLASS };

/** How many answers are kept; then all are dropped. */
const MAX_KEPT = 20_000;

/** Up to so many namespaces are searched one by one; more are searched together. */
const MAX_SINGLE_SEARCHES = 64;

/** Finds the classes that a selector selects; equal selectors are answered once. */
export class Matcher {
  private readonly pods: LabelIndex;
  private readonly namespaces: LabelIndex;
  private readonly numberOf: ReadonlyMap<string, number>;
  private readonly namespaceLists = new Map<string, Selected>();
  // pods → namespaces → classes; names and labels in maps of their own
  private readonly byName = new Map<string, Map<string, Selection>>();
  private readonly byLabels = new Map<string, Map<string, Selection>>();
  private kept = 0;

  /** `asked`: the keys of pods' labels that selectors will ask for. */
  public constructor(private readonly classes: Classes, namespaces: readonly PartialLabels[], asked: (key: string) => boolean) {
    const { unknownLabels } = classes;
    this.pods = new LabelIndex(classes.labels, asked, (c) => unknownLabels[c] && { unknownLabels: unknownLabels[c] });
    this.namespaces = new LabelIndex(namespaces.map(({ labels }) => labels), undefined, (n) => namespaces[n]);
    this.numberOf = new Map(classes.namespaces.map((name, i) => [name, i]));
  }

  /** The classes that a selector of pods selects. */
  public select(selector: EndpointSelector): Selection {
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

  private compute(namespaces: NamespaceSelection, pods: LabelSelector): Selection {
    if ('name' in namespaces && this.classes.namespaces.length > 1) {
      const number = this.numberOf.get(namespaces.name);
      const first = this.classes.firstOfNamespace;
      return number === undefined ? NOTHING : this.selection(this.pods.selectWithin(pods, first[number], first[number + 1]));
    }
    const selected = this.selectNamespaces(namespaces);
    const every = selected.definite.length === this.classes.namespaces.length;
    if (every && pods.isEverything()) return EVERY_CLASS;
    if (every) return this.selection(this.pods.select(pods));
    const inside = this.within(selected.definite, pods);
    if (selected.possible.length === 0) return this.selection(inside);
    const unsure = this.within(selected.possible, pods);
    return this.selection({ definite: inside.definite, possible: [...inside.possible, ...unsure.definite, ...unsure.possible].sort(ascending) });
  }

  private selection({ definite, possible }: Selected): Selection {
    const { count } = this.classes;
    return { definite: listOf(definite, count), possible: possible.length === 0 ? NO_CLASS : listOf(possible, count) };
  }

  private selectNamespaces(selection: NamespaceSelection): Selected {
    if ('name' in selection) {
      const number = this.numberOf.get(selection.name);
      return { definite: number === undefined ? [] : [number], possible: [] };
    }
    const key = selection.labels.toString();
    let list = this.namespaceLists.get(key);
    if (list === undefined) this.namespaceLists.set(key, (list = this.namespaces.select(selection.labels)));
    return list;
  }

  private within(namespaces: readonly number[], pods: LabelSelector): Selected {
    const first = this.classes.firstOfNamespace;
    if (namespaces.length === 1) return this.pods.selectWithin(pods, first[namespaces[0]], first[namespaces[0] + 1]);
    if (namespaces.length > MAX_SINGLE_SEARCHES) {
      const { definite, possible } = this.pods.select(pods);
      const isInside = (c: number) => has(namespaces, this.classes.namespaceOf[c]);
      return { definite: definite.filter(isInside), possible: possible.filter(isInside) };
    }
    const parts = namespaces.map((n) => this.pods.selectWithin(pods, first[n], first[n + 1]));
    return { definite: parts.flatMap(({ definite }) => definite), possible: parts.flatMap(({ possible }) => possible) };
  }
}

function lists(maps: Map<string, Map<string, Selection>>, key: string): Map<string, Selection> {
  let found = maps.get(key);
  if (found === undefined) maps.set(key, (found = new Map()));
  return found;
}
