/** What is known of a kind in a version, worked out once: an input repeats few of them very often. */
export class OnceAKind<T> {
  private readonly byVersion = new Map<string, Map<string, T>>();

  constructor(private readonly find: (apiVersion: string, kind: string) => T) {}

  public of(apiVersion: string, kind: string): T {
    let kinds = this.byVersion.get(apiVersion);
    if (kinds === undefined) this.byVersion.set(apiVersion, (kinds = new Map()));
    if (!kinds.has(kind)) kinds.set(kind, this.find(apiVersion, kind));
    return kinds.get(kind)!;
  }
}
