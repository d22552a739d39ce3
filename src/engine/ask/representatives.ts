import { Cluster, EndpointSelector, Namespace, NAMESPACE_NAME_LABEL, NamespaceSelection, Policy, Workload } from '../../model';
import type { Enforcement } from '../../profiles';
import { append, LabelSelector, TrafficSet } from '../../sets';
import { hiddenBy } from '../compile';
import type { AddressRegions } from './representative-addresses';
import { ANY_VALUE, Choice, distinct, labellingsOf, unmentioned } from './representative-labels';
import { portVariants } from './representative-ports';

/** A pod that does not exist yet; it stands for all that policies cannot tell from it. */
export interface RepresentativePod {
  /** Its `namespace` is a key of the cluster that it was made for; the real name is in `namespaceName`. */
  readonly workload: Workload;
  readonly namespaceName: string;
  /** Whether its namespace does not exist yet either. */
  readonly inNewNamespace: boolean;
}

export interface RepresentativePods {
  readonly strangers: readonly RepresentativePod[];
  /** The new ones; several may share one name, as alternatives. */
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** Why some strangers may be missing; absent where all are there. */
  readonly incomplete?: string;
}

export interface RepresentativesInput {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  readonly profile: Enforcement;
  /** Selectors beside those of the policies that must be able to tell strangers apart. */
  readonly selections?: readonly EndpointSelector[];
  /** Traffic beside that of the policies whose boundaries count. */
  readonly traffic?: readonly TrafficSet[];
  /** @default [[]] */
  readonly places?: AddressRegions;
  /** @default 500,000 */
  readonly limit?: number;
}

export const MAX_REPRESENTATIVES = 500_000;
/** In one namespace, by their labels. */
const MAX_LABELLINGS = 65_536;

/**
 * One pod for each class of pods that could be created: in every namespace, and in namespaces of every kind that could be created. What
 * tells them apart are the selectors that occur, the port names and the address blocks; every one is a real pod that could be applied.
 */
export function representativesOf(input: RepresentativesInput): RepresentativePods {
  const { cluster, policies, profile, selections = [], traffic = [], places = [[]], limit = MAX_REPRESENTATIVES } = input;
  const occurring = [...selections, ...policies.flatMap(selectionsOf)];
  const most = Math.min(limit, MAX_LABELLINGS);
  const created = newSpaces(cluster, occurring, most);
  const spaces = [...existingSpaces(cluster), ...created.spaces];
  const ports = portVariants(policies, cluster, traffic);
  const relevant = new Relevance(occurring);
  const hidden = hiddenBy(profile);
  const choice: Choice = (key, mentioned) => (hidden(key) ? [undefined] : ANY_VALUE(key, mentioned));
  const labellings = new Map<string, ReturnType<typeof labellingsOf>>();
  const strangers: RepresentativePod[] = [];
  let { complete } = created;
  for (const { key, namespace, isNew } of spaces) {
    const selectors = relevant.to(namespace);
    const name = selectors.map((selector) => selector.toString()).join(' ');
    let found = labellings.get(name);
    if (found === undefined) labellings.set(name, (found = labellingsOf(selectors, choice, most)));
    complete &&= found.complete;
    for (const labels of found.labels) {
      for (const list of ports.lists) {
        for (const addresses of places) {
          if (strangers.length >= limit) return { strangers, namespaces: namesOf(spaces), incomplete: tooMany(limit) };
          const workload: Workload = { namespace: key, name: 'stranger', kind: 'Pod', labels, ports: list, addresses, hostNetwork: false, replicas: 1 };
          strangers.push({ workload, namespaceName: namespace.name, inNewNamespace: isNew });
        }
      }
    }
  }
  if (!complete) return { strangers, namespaces: namesOf(spaces), incomplete: tooMany(most) };
  return { strangers, namespaces: namesOf(spaces), ...(!ports.complete && { incomplete: 'rules that deny or pass name more than 4 ports' }) };
}

function tooMany(limit: number): string {
  return `selectors tell more than ${limit} classes of pods apart that do not exist yet`;
}

function selectionsOf({ subject, rules }: Policy): EndpointSelector[] {
  return [subject, ...rules.flatMap(({ peers = [] }) => peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : [])))];
}

interface Space {
  /** In the cluster with strangers; no real name where the namespace is new and one of several with its name. */
  readonly key: string;
  readonly namespace: Namespace;
  readonly isNew: boolean;
}

function existingSpaces({ namespaces }: Cluster): Space[] {
  return [...namespaces.values()].map((namespace) => ({ key: namespace.name, namespace, isNew: false }));
}

function namesOf(spaces: readonly Space[]): Map<string, Namespace> {
  return new Map(spaces.filter(({ isNew }) => isNew).map(({ key, namespace }) => [key, namespace]));
}

/** Stands for a name that nobody mentions; no name itself. */
const FRESH = '~';

interface NewSpaces {
  readonly spaces: readonly Space[];
  readonly complete: boolean;
}

/** Namespaces of every kind that could be created: their names are new or only mentioned, their other labels free. */
function newSpaces(cluster: Cluster, occurring: readonly EndpointSelector[], limit: number): NewSpaces {
  const selectors = distinct(occurring.flatMap(({ namespaces }) => ('labels' in namespaces ? [namespaces.labels] : [LabelSelector.labels({ [NAMESPACE_NAME_LABEL]: namespaces.name })])));
  const taken = new Set(cluster.namespaces.keys());
  for (const [key, { values }] of selectors.flatMap(({ constraints }) => constraints)) {
    if (key === NAMESPACE_NAME_LABEL) values.forEach((name) => taken.add(name));
  }
  const choice: Choice = (key, mentioned) => {
    if (key !== NAMESPACE_NAME_LABEL) return ANY_VALUE(key, mentioned);
    return [FRESH, ...mentioned.filter((name) => isName(name) && !cluster.namespaces.has(name))];
  };
  const { labels, complete } = labellingsOf(selectors, choice, limit);
  const spaces = labels.map((chosen, i): Space => {
    const own = chosen[NAMESPACE_NAME_LABEL] ?? FRESH;
    const name = own === FRESH ? unmentioned(`new-namespace-${i + 1}`, taken) : own;
    return { key: `${name}~${i + 1}`, namespace: { name, labels: { ...chosen, [NAMESPACE_NAME_LABEL]: name } }, isNew: true };
  });
  return { spaces, complete };
}

/** Whether a namespace can have the name. */
function isName(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Which pod selectors look into a namespace. */
class Relevance {
  private readonly byName = new Map<string, LabelSelector[]>();
  private readonly byLabels = new Map<string, { readonly selector: LabelSelector; readonly pods: LabelSelector[] }>();

  public constructor(occurring: readonly EndpointSelector[]) {
    const seen = new Set<string>();
    for (const { namespaces, pods } of occurring) {
      const name = `${keyOf(namespaces)}|${pods.toString()}`;
      if (seen.has(name) || pods.isEverything() || !pods.isSatisfiable()) continue;
      seen.add(name);
      const only = nameIn(namespaces);
      if (only !== undefined) append(this.byName, only, pods);
      else if ('labels' in namespaces) this.add(namespaces.labels, pods);
    }
  }

  public to({ name, labels }: Namespace): LabelSelector[] {
    const found = [...(this.byName.get(name) ?? [])];
    for (const { selector, pods } of this.byLabels.values()) if (selector.matches(labels)) found.push(...pods);
    return distinct(found).sort((a, b) => (a.toString() < b.toString() ? -1 : 1));
  }

  private add(selector: LabelSelector, pods: LabelSelector): void {
    const text = selector.toString();
    const known = this.byLabels.get(text);
    if (known !== undefined) known.pods.push(pods);
    else this.byLabels.set(text, { selector, pods: [pods] });
  }
}

function keyOf(namespaces: NamespaceSelection): string {
  return 'name' in namespaces ? namespaces.name : `{${namespaces.labels.toString()}`;
}

/** The one name that a selection can mean, where there is just one. */
function nameIn(namespaces: NamespaceSelection): string | undefined {
  if ('name' in namespaces) return namespaces.name;
  const constraint = namespaces.labels.constraints.find(([key]) => key === NAMESPACE_NAME_LABEL)?.[1];
  if (constraint === undefined || constraint.allowsAbsent || constraint.cofinite) return undefined;
  return constraint.values.length === 1 ? constraint.values[0] : undefined;
}
