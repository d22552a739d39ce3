import type { Locatable, Origin, Problem } from '../model';
import { printable } from '../text/quote';
import type { Scope } from './dialect';
import { ObjectOrigin, fieldsOf, groupOf, nameOf } from './manifest';
import type { Fields, Manifest } from './manifest';
import { OnceAKind } from './once-a-kind';

/** Works out what an object is called. */
export function identify(
  value: Fields,
  apiVersion: string,
  kind: string,
  scope: Scope,
  document: Locatable | undefined,
  defaultNamespace: string,
): Manifest {
  const metadata = fieldsOf(value.metadata);
  const prefix = nameOf(metadata.generateName);
  const name = nameOf(metadata.name) ?? (prefix === undefined ? '' : `${prefix}*`);
  const written = scope === 'cluster' ? undefined : nameOf(metadata.namespace);
  const namespace = written ?? (scope === 'namespaced' ? defaultNamespace : undefined);
  return { apiVersion, kind, value, metadata, name, namespace, origin: new ObjectOrigin(kind, namespace, name, document) };
}

/**
 * Finds objects of one kind, namespace and name. The later one replaces the earlier, as when both are applied in order; that they
 * contradict each other is an error all the same.
 */
export class Duplicates {
  // namespace → name → object, for each kind; all versions of a group name the same objects
  private readonly groups = new Map<string, Map<string, Map<string, ObjectOrigin>>>();
  private readonly kinds = new OnceAKind((apiVersion, kind) => this.namespacesOf(`${groupOf(apiVersion)}/${kind}`));
  private readonly replaced = new Set<Origin>();

  /** Remembers the object; says so where it replaces another. */
  public note({ name, namespace = '', kind, apiVersion, origin }: Manifest, problems: Problem[]): void {
    if (name === '' || name.endsWith('*')) return;
    const namespaces = this.kinds.of(apiVersion, kind);
    let names = namespaces.get(namespace);
    if (names === undefined) namespaces.set(namespace, (names = new Map()));
    const before = names.get(name);
    if (before !== undefined) {
      this.replaced.add(before);
      problems.push(duplicateProblem(before, origin));
    }
    names.set(name, origin);
  }

  /** The things that were read from objects which no later one replaces. */
  public survivors<T extends { readonly origin?: Origin }>(things: readonly T[]): readonly T[] {
    return this.replaced.size === 0 ? things : things.filter(({ origin }) => origin === undefined || !this.replaced.has(origin));
  }

  private namespacesOf(key: string): Map<string, Map<string, ObjectOrigin>> {
    let namespaces = this.groups.get(key);
    if (namespaces === undefined) this.groups.set(key, (namespaces = new Map()));
    return namespaces;
  }
}

/** Both places in words, and the place of the later one. */
function duplicateProblem(earlier: Origin, later: Origin): Problem {
  const [first, second] = [earlier, later].map(({ document }) => document?.position(['metadata', 'name']));
  const where = first === undefined ? '' : `, the first time at ${printable(first.file)}:${first.line}`;
  const message = `${later.label}: is written twice${where}, and the later one is taken`;
  return { code: 'duplicate-object', severity: 'error', message, fix: 'remove or rename one of them', ...(second && { position: second }) };
}
