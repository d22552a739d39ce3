import { Cluster, endsOf, EndpointSelector, Namespace, NAMESPACE_NAME_LABEL, NamespaceSelection, Policy, Workload } from '../../model';
import type { Enforcement } from '../../profiles';
import { append, LabelSelector, TrafficSet } from '../../sets';
import { hiddenBy } from '../compile';
import type { AddressRegions } from './representative-addresses';
import { ANY_VALUE, Choice, distinct, labellingsOf, MAX_SAMPLE, unmentioned } from './representative-labels';
import { AllowedNames, portVariants } from './representative-ports';

/** A pod that does not exist yet; it stands for all such pods that policies cannot distinguish from it. */
export interface RepresentativePod {
  /** Its `namespace` is a key of the cluster that it was made for; the real name is in `namespaceName`. */
  readonly workload: Workload;
  readonly namespaceName: string;
  /** Whether its namespace does not exist yet either. */
  readonly inNewNamespace: boolean;
}

/** The representative pods of a cluster, and the namespaces that they need. */
interface RepresentativePods {
  readonly pods: readonly RepresentativePod[];
  /** Key → namespace, of the new ones; several may share one name, as alternatives. */
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** Why some pods may be missing; absent where all are there. */
  readonly incomplete?: string;
}

/** What representative pods are made for. */
interface RepresentativesInput {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  readonly profile: Enforcement;
  /** Selectors beside those of the policies that must be able to distinguish the pods. */
  readonly selections?: readonly EndpointSelector[];
  /** Traffic beside that of the policies whose boundaries count. */
  readonly traffic?: readonly TrafficSet[];
  /**
   * The addresses that the pods may get.
   * @default [[]]
   */
  readonly addressRegions?: AddressRegions;
  /**
   * Which of the port names that only allow the pods declare.
   * @default 'together'
   */
  readonly allowedNames?: AllowedNames;
  /**
   * At most so many pods are made.
   * @default 500,000
   */
  readonly limit?: number;
}

/** At most so many representative pods are made by default. */
const MAX_REPRESENTATIVES = 500_000;
/** So many are examined where not all can be: the answer is incomplete in any case. */
const MAX_SAMPLED = 20_000;
/** At most so many of one namespace differ by their labels. */
const MAX_LABELLINGS = 65_536;

/**
 * One pod for each class of pods that could be created: in every namespace, and in namespaces of every kind that could be created. They
 * differ by the selectors that occur, the port names and the address blocks; each is a pod that could be applied.
 * INVARIANT: every pod that could be created is selected as one of them is; test/engine/ask/representatives-all.test.ts.
 */
export function representativesOf(input: RepresentativesInput): RepresentativePods {
  const { cluster, policies, profile, selections = [], traffic = [], addressRegions = [[]], allowedNames, limit = MAX_REPRESENTATIVES } = input;
  const occurring = [...selections, ...policies.flatMap(selectionsOf)];
  const maxLabellings = Math.min(limit, MAX_LABELLINGS);
  const created = newSpaces(cluster, occurring, maxLabellings);
  const spaces = [...existingSpaces(cluster), ...created.spaces];
  const ports = portVariants(policies, cluster, traffic, allowedNames);
  const relevant = new Relevance(occurring);
  const hidden = hiddenBy(profile);
  const choice: Choice = (key, mentioned) => (hidden(key) ? [undefined] : ANY_VALUE(key, mentioned));
  const labellings = new Map<string, ReturnType<typeof labellingsOf>>();
  const pods: RepresentativePod[] = [];
  let { complete } = created;
  for (const { key, namespace, isNew } of spaces) {
    const selectors = relevant.to(namespace);
    const name = selectors.map((selector) => selector.toString()).join(' ');
    let found = labellings.get(name);
    if (found === undefined) {
      const most = complete ? maxLabellings : Math.min(maxLabellings, MAX_SAMPLE);
      labellings.set(name, (found = labellingsOf(selectors, choice, most)));
    }
    complete &&= found.complete;
    for (const labels of found.labels) {
      for (const list of ports.lists) {
        for (const addresses of addressRegions) {
          if (pods.length >= limit) return { pods, namespaces: namesOf(spaces), incomplete: tooMany(limit) };
          if (!complete && pods.length >= MAX_SAMPLED) return { pods, namespaces: namesOf(spaces), incomplete: tooMany(maxLabellings) };
          const workload: Workload = { namespace: key, name: 'representative', kind: 'Pod', labels, ports: list, addresses, hostNetwork: false, replicas: 1 };
          pods.push({ workload, namespaceName: namespace.name, inNewNamespace: isNew });
        }
      }
    }
  }
  if (!complete) return { pods, namespaces: namesOf(spaces), incomplete: tooMany(maxLabellings) };
  return { pods, namespaces: namesOf(spaces), ...(!ports.complete && { incomplete: 'rules that deny or pass name more than 4 ports' }) };
}

function tooMany(limit: number): string {
  return `selectors distinguish more than ${limit} classes of pods that do not exist yet`;
}

function selectionsOf({ subject, rules }: Policy): EndpointSelector[] {
  return [subject, ...rules.flatMap((rule) => endsOf(rule).flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : [])))];
}

interface Space {
  /** Its key in the cluster with the representative pods; not its real name where it is new and one of several of that name. */
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

/** Stands for a name that no selector mentions; not a valid name itself. */
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
    const wanted = chosen[NAMESPACE_NAME_LABEL] ?? FRESH;
    const name = wanted === FRESH ? unmentioned(`new-namespace-${i + 1}`, taken) : wanted;
    return { key: `${name}~${i + 1}`, namespace: { name, labels: { ...chosen, [NAMESPACE_NAME_LABEL]: name } }, isNew: true };
  });
  return { spaces, complete };
}

/** Whether a namespace can have the name. */
function isName(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Which pod selectors can select pods of a namespace. */
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

  public to(namespace: Namespace): LabelSelector[] {
    const found = [...(this.byName.get(namespace.name) ?? [])];
    for (const { selector, pods } of this.byLabels.values()) if (selector.match(namespace) !== 'no') found.push(...pods);
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

/** The name that a selection selects, where there is exactly one. */
function nameIn(namespaces: NamespaceSelection): string | undefined {
  if ('name' in namespaces) return namespaces.name;
  const constraint = namespaces.labels.constraints.find(([key]) => key === NAMESPACE_NAME_LABEL)?.[1];
  if (constraint === undefined || constraint.allowsAbsent || constraint.cofinite) return undefined;
  return constraint.values.length === 1 ? constraint.values[0] : undefined;
}
