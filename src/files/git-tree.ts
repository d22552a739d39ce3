import { isManifestName, type FoundFile } from './read-files';

/** An entry of the tree of a commit that is no folder. */
export interface TreeEntry {
  /** `100644`, `120000` for a symbolic link, `160000` for a submodule. */
  readonly mode: string;
  readonly id: string;
  /** From the root of the tree. */
  readonly path: string;
}

/** A file of a tree with the name of its content, or why it cannot be read. */
type FoundEntry = FoundFile & { readonly id?: string };

const SUBMODULE = '160000';

/** As the kernel of Linux. @see https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const MAX_LINKS = 40;

/** The entries of `git ls-tree -r -z`. */
export function treeEntries(listed: string): TreeEntry[] {
  return listed.split('\0').flatMap((line) => {
    const match = /^(\d{6}) \w+ ([0-9a-f]+)\t([^]*)$/.exec(line);
    return match === null ? [] : [{ mode: match[1], id: match[2], path: match[3] }];
  });
}

export function isLink({ mode }: TreeEntry): boolean {
  return mode === '120000';
}

/**
 * The manifests below some paths of a tree, each once. Links are followed inside of the tree; one that leads out of it, or round in a circle, and a
 * submodule are files that cannot be read. What is left out is so by the path that leads to it: a link may lead to it by another one.
 */
export function manifestsOfTree(
  entries: readonly TreeEntry[], named: readonly string[], targetOf: (link: TreeEntry) => string, isLeftOut: (path: string) => boolean,
): FoundEntry[] {
  return new TreeWalk(new GitTree(entries, targetOf), named, isLeftOut).run();
}

class TreeWalk {
  private readonly found: FoundEntry[] = [];
  private readonly seen = new Set<string>();
  private readonly entered: Set<string>;
  private readonly links: { readonly path: string; readonly target: string }[] = [];

  constructor(private readonly tree: GitTree, private readonly named: readonly string[], private readonly isLeftOut: (path: string) => boolean) {
    this.entered = new Set(named);
  }

  public run(): FoundEntry[] {
    for (const name of this.named) this.enter(name, this.tree.resolve(name) ?? name);
    // links come last, so that a file goes by its own name
    for (let link = this.links.shift(); link !== undefined; link = this.links.shift()) this.followLink(link.path, link.target);
    return this.found.sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  private enter(name: string, real: string): void {
    for (const entry of this.tree.below(real)) this.take(entry, `${name}${entry.path.slice(real.length)}`.replace(/^\//, ''));
  }

  private take(entry: TreeEntry, path: string): void {
    const isOther = isLink(entry) || entry.mode === SUBMODULE;
    if (this.seen.has(entry.path) || (!isOther && !isManifestName(path)) || this.isLeftOut(path)) return;
    this.seen.add(entry.path);
    if (isLink(entry)) this.links.push({ path, target: entry.path });
    else if (isOther) this.found.push({ file: path, reason: 'submodule', detail: 'a submodule' });
    else this.found.push({ file: path, id: entry.id });
  }

  private followLink(path: string, target: string): void {
    const real = this.tree.resolve(target);
    if (real === undefined) {
      this.found.push({ file: path, reason: 'outside', detail: 'the link leads out of the tree' });
      return;
    }
    const [first] = this.tree.below(real);
    if (first === undefined) {
      if (isManifestName(path)) this.found.push({ file: path, reason: 'unreadable', detail: 'the link leads to nothing' });
    } else if (first.path === real) {
      this.take(first, path);
    } else if (this.named.some((name) => name !== real && contains(real, name))) {
      this.found.push({ file: path, reason: 'outside', detail: 'the link leads to a folder above' });
    } else if (!this.entered.has(real)) {
      this.entered.add(real);
      this.enter(path, real);
    }
  }
}

/** Whether a path is in a folder; the root has an empty name. */
function contains(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** The entries of a tree by their paths. */
class GitTree {
  private readonly sorted: readonly TreeEntry[];
  private readonly links: ReadonlyMap<string, TreeEntry>;

  constructor(entries: readonly TreeEntry[], private readonly targetOf: (link: TreeEntry) => string) {
    this.sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
    this.links = new Map(entries.filter(isLink).map((entry) => [entry.path, entry]));
  }

  /** The entry of a path, or those of the folder. */
  public below(path: string): readonly TreeEntry[] {
    if (path === '') return this.sorted;
    const at = this.firstFrom(path);
    return this.sorted[at]?.path === path ? [this.sorted[at]] : this.sorted.slice(this.firstFrom(`${path}/`), this.firstFrom(`${path}0`));
  }

  /** The path without links; `undefined` where they lead out of the tree or round in a circle. */
  public resolve(path: string, left = MAX_LINKS): string | undefined {
    if (left === 0) return undefined;
    let real = '';
    for (const step of path.split('/')) {
      if (step === '' || step === '.') continue;
      if (step === '..') {
        if (real === '') return undefined;
        real = real.slice(0, Math.max(0, real.lastIndexOf('/')));
        continue;
      }
      const next = real === '' ? step : `${real}/${step}`;
      const link = this.links.get(next);
      const followed = link === undefined ? next : this.follow(real, this.targetOf(link), left);
      if (followed === undefined) return undefined;
      real = followed;
    }
    return real;
  }

  private follow(folder: string, target: string, left: number): string | undefined {
    return target.startsWith('/') ? undefined : this.resolve(`${folder}/${target}`, left - 1);
  }

  /** The place of the first entry that does not come before a path. */
  private firstFrom(path: string): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle].path < path) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
