import type { Engine } from '../../../engine';
import type { EndpointSelector } from '../../../model';
import { bothMatch } from '../../../sets';

/** How many pods a selector means. */
interface PodCount {
  readonly definite: number;
  readonly possible: number;
  /** The same for each namespace, by name. */
  readonly namespaces: readonly { readonly namespace: string; readonly count: number; readonly possible: number }[];
}

/** The classes that selectors mean, each selector looked up once. Pods on the host network are left out. */
export class PodCounts {
  private readonly namespacesOf = new Map<string, readonly { readonly n: number; readonly match: 'definite' | 'possible' }[]>();
  private readonly known = new Map<string, ReadonlyMap<number, 'definite' | 'possible'>>();

  public constructor(private readonly engine: Engine) {}

  /** The pods that some selectors mean together; no pod is counted twice. */
  public of(selectors: readonly EndpointSelector[]): PodCount {
    const classes = new Map<number, 'definite' | 'possible'>();
    for (const selector of selectors) for (const [c, match] of this.classesOf(selector)) if (classes.get(c) !== 'definite') classes.set(c, match);
    const { podCount, namespaceOf, namespaces: names } = this.engine.classes;
    const byNamespace = new Map<string, { count: number; possible: number }>();
    for (const [c, match] of classes) {
      const namespace = names[namespaceOf[c]];
      let sum = byNamespace.get(namespace);
      if (sum === undefined) byNamespace.set(namespace, (sum = { count: 0, possible: 0 }));
      sum[match === 'definite' ? 'count' : 'possible'] += podCount[c];
    }
    const namespaces = [...byNamespace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([namespace, sum]) => ({ namespace, ...sum }));
    const total = (field: 'count' | 'possible') => namespaces.reduce((sum, one) => sum + one[field], 0);
    return { definite: total('count'), possible: total('possible'), namespaces };
  }

  private classesOf(selector: EndpointSelector): ReadonlyMap<number, 'definite' | 'possible'> {
    const { namespaces, pods } = selector;
    const key = `${namespacesKey(namespaces)}|${pods.key}`;
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.find(selector)));
    return found;
  }

  private find({ namespaces, pods }: EndpointSelector): ReadonlyMap<number, 'definite' | 'possible'> {
    const { classes } = this.engine;
    const found = new Map<number, 'definite' | 'possible'>();
    for (const { n, match: inside } of this.inside(namespaces)) {
      for (let c = classes.firstOfNamespace[n]; c < classes.firstOfNamespace[n + 1]; c++) {
        // where agents treat them like others, a class may hold both
        if (classes.hostNetwork.length > 0 && classes.example[c].hostNetwork) continue;
        const match = bothMatch(inside, pods.match({ labels: classes.labels[c], unknownLabels: classes.unknownLabels[c] }));
        if (match !== 'no') found.set(c, match);
      }
    }
    return found;
  }

  /** The namespaces that are meant, by their numbers; few selectors of many pods differ in them. */
  private inside(selection: EndpointSelector['namespaces']): readonly { readonly n: number; readonly match: 'definite' | 'possible' }[] {
    const key = namespacesKey(selection);
    let found = this.namespacesOf.get(key);
    if (found === undefined) {
      found = this.engine.classes.namespaces.flatMap((name, n) => {
        const match = this.engine.matchNamespace(selection, name);
        return match === 'no' ? [] : [{ n, match }];
      });
      this.namespacesOf.set(key, found);
    }
    return found;
  }
}

function namespacesKey(selection: EndpointSelector['namespaces']): string {
  return 'name' in selection ? selection.name : `{${selection.labels.key}}`;
}
