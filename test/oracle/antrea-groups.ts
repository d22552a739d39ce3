import { Pod, readNamespaces, undeclared } from './pods';
import { Seen, isSoundSelector, selects } from './selectors';
import { namespaceOf } from './templates';
import { Match, NO, Raw, YES, absent, both, either, isObject, listOf } from './values';

/** All objects of the input that rules of Antrea may name. */
export interface World {
  readonly groups: readonly Raw[];
  readonly services: readonly Raw[];
}

/** Whose groups are meant: those of a namespace, or of the cluster. */
interface Owner {
  readonly home: string | undefined;
  readonly world: World;
}

interface Applied extends Owner {
  readonly appliedTo: readonly Raw[];
}

/** A policy of a namespace whose group holds a pod of another one does nothing at all. */
export function isOff(rules: readonly Applied[], home: string, pods: readonly Pod[]): Match {
  const elsewhere = pods.filter((pod) => pod.namespace !== home && !pod.hostNetwork);
  return rules.flatMap((rule) => rule.appliedTo.filter(({ group }) => group).map(({ group }) => ({ rule, group })))
    .reduce<Match>((match, { rule, group }) => elsewhere.reduce<Match>((found, pod) => either(found, inGroup(group, rule, pod)), match), NO);
}

export function groupOf(name: string, { home, world }: Owner): Raw | undefined {
  return [...world.groups].reverse().find(({ kind, metadata }) => metadata.name === name && (home === undefined ? kind === 'ClusterGroup' : kind === 'Group' && (metadata.namespace ?? 'default') === home));
}

function serviceOf({ name, namespace }: Raw, { world }: Owner): Raw | undefined {
  return world.services.find((one) => one.metadata.name === name && namespaceOf(one) === namespace);
}

/** Whether a group may hold more than the input tells. */
export function isIncomplete(name: string, rule: Owner): boolean {
  const group = groupOf(name, rule);
  if (group === undefined) return true;
  const { childGroups, serviceReference: reference } = group.spec ?? {};
  if (listOf(childGroups).length > 0) return listOf(childGroups).some((child) => isIncomplete(child, rule));
  return !absent(reference) && Boolean(reference.namespace) && serviceOf(reference, rule) === undefined;
}

/** A selector that is stored though it makes no sense selects nothing. */
export function picks(selector: Raw, labels: Seen): Match {
  return isSoundSelector(selector) ? selects(selector, labels, true) : NO;
}

/** A pod by selectors; without one for namespaces, of the namespace that is given, or of any. */
export function picksPod({ podSelector, namespaceSelector }: Raw, home: string | undefined, pod: Pod): Match {
  if (pod.hostNetwork) return NO;
  const own = absent(namespaceSelector) && home !== undefined;
  const inside = own ? (pod.namespace === home ? YES : NO) : picks(namespaceSelector, pod.namespaceLabels);
  return both(inside, picks(podSelector, pod.labels));
}

export function inGroup(name: string, rule: Owner, pod: Pod): Match {
  const group = groupOf(name, rule);
  if (group === undefined || pod.hostNetwork) return NO;
  const spec = group.spec ?? {};
  const children = listOf(spec.childGroups);
  if (children.length > 0) return children.reduce<Match>((match, child) => either(match, inGroup(child, rule, pod)), NO);
  if (listOf(spec.ipBlocks).length > 0 || !absent(spec.nodeSelector)) return NO;
  if (!absent(spec.serviceReference)) return behind(spec.serviceReference, rule, pod);
  const isEmpty = absent(spec.podSelector) && absent(spec.namespaceSelector);
  if (isEmpty && (rule.home === undefined || !absent(spec.externalEntitySelector))) return NO;
  return picksPod(spec, rule.home, pod);
}

function behind(reference: Raw, rule: Owner, pod: Pod): Match {
  const service = reference.namespace ? serviceOf(reference, rule) : undefined;
  if (service === undefined || !isObject(service.spec?.selector) || pod.namespace !== reference.namespace) return NO;
  return selects({ matchLabels: service.spec.selector }, pod.labels, true);
}

/** A pod of any labels in each namespace, also in one of which nobody knows yet. */
export function podsToCome(rules: readonly Applied[], objects: readonly Raw[], pods: readonly Pod[]): Pod[] {
  const known = readNamespaces(objects);
  for (const { namespace, namespaceLabels } of pods) known.set(namespace, namespaceLabels);
  const written = JSON.stringify(rules.map(({ world }) => world.groups)).match(/[-a-z0-9]+/g) ?? [];
  for (const name of [...written, 'one-of-no-name']) if (!known.has(name)) known.set(name, undeclared(name));
  return [...known].map(([namespace, namespaceLabels]): Pod => ({
    external: false, kind: 'Pod', namespace, name: 'to-come', shownBy: '', count: 1, labels: { known: {}, hidden: [], more: true }, namespaceLabels, hostNetwork: false, addresses: [], ports: [], account: 'default',
  }));
}
