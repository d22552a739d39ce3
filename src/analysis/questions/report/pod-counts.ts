import type { Engine } from '../../../engine';
import type { EndpointSelector } from '../../../model';
import { bothMatch } from '../../../sets';

/** How many pods a selector means. */
interface PodCount {
  readonly definite: number;
  readonly possible: number;
}

/** The classes that selectors mean, each selector looked up once. Pods on the host network are left out. */
export class PodCounts {
  private readonly known = new Map<string, ReadonlyMap<number, 'definite' | 'possible'>>();

  public constructor(private readonly engine: Engine) {}

  /** The pods that some selectors mean together; no pod is counted twice. */
  public of(selectors: readonly EndpointSelector[]): PodCount {
    const classes = new Map<number, 'definite' | 'possible'>();
    for (const selector of selectors) for (const [c, match] of this.classesOf(selector)) if (classes.get(c) !== 'definite') classes.set(c, match);
    let definite = 0;
    let possible = 0;
    for (const [c, match] of classes) {
      if (match === 'definite') definite += this.engine.classes.podCount[c];
      else possible += this.engine.classes.podCount[c];
    }
    return { definite, possible };
  }

  private classesOf(selector: EndpointSelector): ReadonlyMap<number, 'definite' | 'possible'> {
    const { namespaces, pods } = selector;
    const key = `${'name' in namespaces ? namespaces.name : `{${namespaces.labels.key}}`}|${pods.key}`;
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.find(selector)));
    return found;
  }

  private find({ namespaces, pods }: EndpointSelector): ReadonlyMap<number, 'definite' | 'possible'> {
    const { classes } = this.engine;
    const found = new Map<number, 'definite' | 'possible'>();
    for (const [n, name] of classes.namespaces.entries()) {
      const inside = this.engine.matchNamespace(namespaces, name);
      if (inside === 'no') continue;
      for (let c = classes.firstOfNamespace[n]; c < classes.firstOfNamespace[n + 1]; c++) {
        // where agents treat them like others, a class may hold both
        if (classes.hostNetwork.length > 0 && classes.example[c].hostNetwork) continue;
        const match = bothMatch(inside, pods.match({ labels: classes.labels[c], unknownLabels: classes.unknownLabels[c] }));
        if (match !== 'no') found.set(c, match);
      }
    }
    return found;
  }
}
