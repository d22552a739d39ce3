/** What is known of a kind in a version, worked out once: an input repeats few of them very often. */
export class OnceAKind<T> {
  private readonly byVersion = new Map<string, Map<string, T>>();
  private last: { readonly apiVersion: string; readonly kind: string; readonly found: T } | undefined;

  constructor(private readonly find: (apiVersion: string, kind: string) => T) {}

  public of(apiVersion: string, kind: string): T {
    const { last } = this;
    // objects of one kind mostly follow each other
    if (last !== undefined && last.kind === kind && last.apiVersion === apiVersion) return last.found;
    const found = this.known(apiVersion, kind);
    this.last = { apiVersion, kind, found };
    return found;
  }

  private known(apiVersion: string, kind: string): T {
    let kinds = this.byVersion.get(apiVersion);
    if (kinds === undefined) this.byVersion.set(apiVersion, (kinds = new Map()));
    if (!kinds.has(kind)) kinds.set(kind, this.find(apiVersion, kind));
    return kinds.get(kind)!;
  }
}
