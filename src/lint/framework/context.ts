import { End, Engine, isolates, judgedPolicies, NodeRelation, matchNamespace, matchPod, reads, resolve } from '../../engine';
import { NAMESPACE_NAME_LABEL, namespaceNamed, selectorKey } from '../../model';
import type {
  Cluster, Direction, EndpointSelector, Namespace, NamespaceSelection, Policy, Rule, RuleTraffic, VerdictName, Witness, WitnessEnd, Workload,
} from '../../model';
import { Cni, Enforcement, enforcementOf, SPEC } from '../../profiles';
import { bothMatch, formatAddress, Match, Protocol, TrafficSet } from '../../sets';
import { AddressBook } from './address-book';
import { statedResolver, withAssumedDns } from './assumed-dns';
import type { EngineFor, LintInput } from './input';
import { Services } from './services';

/** A rule of a supported policy. */
export interface PlacedRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/** What rules can ask: the input, and an engine for it. */
export class LintContext {
  /** As the input shows it. */
  public readonly cluster: Cluster;
  /** Those that the agent reads. */
  public readonly policies: readonly Policy[];
  public readonly profile: Enforcement;
  public readonly cni?: Cni;
  public readonly services: Services;

  private engines = new Map<Enforcement, Engine>();
  private readonly selected = new Map<string, readonly number[]>();
  private readonly namespaceLists = new Map<string, readonly number[]>();
  private readonly isolatingOf: Readonly<Record<Direction, (readonly Policy[])[]>> = { ingress: [], egress: [] };
  private readonly classesOfSelector = new WeakMap<EndpointSelector, readonly number[]>();
  private readonly shownOfSelector = new WeakMap<EndpointSelector, readonly number[]>();
  private placed?: Readonly<Record<Direction | 'all', readonly PlacedRule[]>>;
  private openClasses?: readonly number[];
  private numberOf?: ReadonlyMap<string, number>;
  private byAddress?: AddressBook<Workload>;
  private positions?: ReadonlyMap<Workload, number>;
  private members?: readonly (readonly Workload[])[];
  /** The cluster with an assumed resolver, if the input has none and some policy isolates egress. */
  private readonly judged: Cluster;

  public constructor(private readonly input: LintInput, private readonly engineFor: EngineFor) {
    this.cluster = input.cluster;
    this.cni = input.cni;
    this.profile = profileOf(input);
    this.policies = policiesRead(input);
    this.services = new Services(input.cluster);
    this.judged = withAssumedDns(input.cluster, input.policies);
  }

  public get engine(): Engine {
    return this.engineOf(this.profile);
  }

  /** The assumed resolver, if the input has none. */
  public get assumed(): Workload | undefined {
    return this.judged.workloads[this.cluster.workloads.length];
  }

  /** Whether a resolver that the input does not show is assumed, rather than stated. */
  public get isAssumed(): boolean {
    return statedResolver(this.cluster) === undefined;
  }

  /** The engine for another way to enforce. */
  public engineOf(profile: Enforcement): Engine {
    let engine = this.engines.get(profile);
    if (engine === undefined) {
      const { policies, domains } = this.input;
      this.engines.set(profile, (engine = this.engineFor({ cluster: this.judged, policies, profile, ...(domains && { domains }) })));
    }
    return engine;
  }

  /** What the rules could ask if the cluster were another one. */
  public withCluster(cluster: Cluster): LintContext {
    return new LintContext({ ...this.input, cluster }, this.engineFor);
  }

  /** The rules of supported policies, without those that have no effect. */
  public rules(direction?: Direction): readonly PlacedRule[] {
    this.placed ??= this.placeRules();
    return this.placed[direction ?? 'all'];
  }

  private placeRules(): Readonly<Record<Direction | 'all', readonly PlacedRule[]>> {
    const placed: Record<Direction | 'all', PlacedRule[]> = { all: [], ingress: [], egress: [] };
    for (const policy of this.policies) {
      if (policy.unread !== undefined) continue;
      for (const rule of policy.rules) {
        if (policy.stage.isolating && policy.acts?.includes(rule.direction) !== true && !isolates(policy, rule.direction, this.profile)) continue;
        const one = { policy, rule };
        placed.all.push(one);
        placed[rule.direction].push(one);
      }
    }
    return placed;
  }

  /** The workloads of the input in a class; empty for a class that has only the assumed resolver. */
  public workloads(classId: number): readonly Workload[] {
    if (this.members === undefined) {
      const { classes } = this.engine;
      const members: Workload[][] = Array.from({ length: classes.count }, () => []);
      this.cluster.workloads.forEach((workload, i) => members[classes.ofWorkload[i]].push(workload));
      this.members = members;
    }
    return this.members[classId];
  }

  /** The workloads of the input that are not on the host network. */
  public get podsByAddress(): AddressBook<Workload> {
    return (this.byAddress ??= new AddressBook(this.cluster.workloads, ({ addresses, hostNetwork }) => (hostNetwork ? [] : addresses)));
  }

  /** The class of a workload of the input. */
  public classOf(workload: Workload): number {
    return this.engine.classes.ofWorkload[this.positionOf(workload)];
  }

  /** Its index in the list of workloads. */
  public positionOf(workload: Workload): number {
    this.positions ??= new Map(this.cluster.workloads.map((item, i) => [item, i]));
    return this.positions.get(workload)!;
  }

  /** The numbers of the classes that stand for workloads of the input. */
  public *classes(): Generator<number> {
    // an app may hold nothing but policies: then no rule needs the engine
    if (this.cluster.workloads.length === 0) return;
    for (let c = 0; c < this.engine.classes.count; c++) if (this.workloads(c).length > 0) yield c;
  }

  /** The classes that a selector definitely selects. */
  public matching(selector: EndpointSelector): readonly number[] {
    let list = this.classesOfSelector.get(selector);
    if (list === undefined) this.classesOfSelector.set(selector, (list = this.findMatching(selector)));
    return list;
  }

  private findMatching(selector: EndpointSelector): readonly number[] {
    const { namespaces, pods } = selector;
    const key = selectorKey(selector);
    let found = this.selected.get(key);
    if (found === undefined) {
      const { classes } = this.engine;
      const list: number[] = [];
      for (const n of this.namespaceNumbers(namespaces)) {
        for (let c = classes.firstOfNamespace[n]; c < classes.firstOfNamespace[n + 1]; c++) {
          const unseen = classes.hostNetwork.length > 0 && classes.example[c].hostNetwork;
          if (!unseen && pods.match({ labels: classes.labels[c], unknownLabels: classes.unknownLabels[c] }) === 'definite') list.push(c);
        }
      }
      this.selected.set(key, (found = list));
    }
    return found;
  }

  /** Whether a selector selects some pod of the input, or may; pods on the host network count. */
  public maySelect(selector: EndpointSelector): boolean {
    return this.matching(selector).length > 0 || this.cluster.workloads.some((workload) => matchPod(selector, workload, this.judged) !== 'no');
  }

  /** Whether a selector possibly selects some class of the input that it does not definitely select. */
  public isOpen({ namespaces, pods }: EndpointSelector): boolean {
    const { classes } = this.engine;
    this.openClasses ??= [...this.classes()].filter((c) => {
      const { openLabels } = namespaceNamed(this.judged.namespaces, classes.example[c].namespace);
      return openLabels || (classes.unknownLabels[c]?.length ?? 0) > 0;
    });
    const matches = new Map<string, Match>();
    return this.openClasses.some((c) => {
      const { namespace } = classes.example[c];
      let inside = matches.get(namespace);
      if (inside === undefined) matches.set(namespace, (inside = matchNamespace(namespaces, namespace, this.judged)));
      return inside !== 'no' && bothMatch(inside, pods.match({ labels: classes.labels[c], unknownLabels: classes.unknownLabels[c] })) === 'possible';
    });
  }

  /** The classes of the input that a policy definitely selects. */
  public subjects(policy: Policy): readonly number[] {
    return this.shown(policy.subject);
  }

  /** The classes that a selector definitely selects and that stand for workloads of the input. */
  public shown(selector: EndpointSelector): readonly number[] {
    let list = this.shownOfSelector.get(selector);
    if (list === undefined) this.shownOfSelector.set(selector, (list = this.matching(selector).filter((c) => this.workloads(c).length > 0)));
    return list;
  }

  public namespace(name: string): Namespace | undefined {
    return this.judged.namespaces.get(name);
  }

  /** Whether a supported policy definitely isolates the class. */
  public isolated(direction: Direction, classId: number): boolean {
    return this.isolating(direction, classId).length > 0;
  }

  /** The policies that definitely isolate the class; classes of one row share them. */
  public isolating(direction: Direction, classId: number): readonly Policy[] {
    const known = this.isolatingOf[direction];
    const row = this.engine.rowNumber(direction, classId);
    let found = known[row];
    if (found === undefined) {
      found = judgedPolicies(this.engine, direction, classId)
        .filter(({ policy, applies }) => applies === 'definite' && policy.unread === undefined && isolates(policy, direction, this.profile))
        .map(({ policy }) => policy);
      known[row] = found;
    }
    return found;
  }

  /** The traffic of a rule at a destination: port names are resolved among the ports that the workload declares. */
  public trafficAt({ fixed, named }: RuleTraffic, destination: End): TrafficSet {
    if (typeof destination !== 'number' || named.length === 0) return fixed;
    return resolve(named, this.engine.classes.example[destination].ports).union(fixed);
  }

  /** `node`: whether a node address belongs to the pod's own node; `undefined` if unknown. */
  public verdict(source: End, destination: End, protocol: Protocol, port: number, node?: NodeRelation): VerdictName {
    const { allowed, unknown } = this.engine.reach(source, destination, node);
    return allowed.contains(protocol, port) ? 'allowed' : unknown.contains(protocol, port) ? 'unknown' : 'denied';
  }

  /** The connection as a witness, if two different pods (or addresses) can make it and its verdict is the wanted one. */
  public witness(
    source: End,
    destination: End,
    protocol: Protocol,
    port: number,
    wanted: Witness['verdict'],
    node?: NodeRelation,
  ): Witness | undefined {
    const ends = this.ends(source, destination);
    if (ends === undefined || this.verdict(source, destination, protocol, port, node) !== wanted) return undefined;
    return { source: ends[0], destination: ends[1], protocol, port, verdict: wanted };
  }

  /** Two different ends; `undefined` where a class has one pod only, or where no address family can carry a packet. */
  public ends(source: End, destination: End): readonly [WitnessEnd, WitnessEnd] | undefined {
    if (!this.engine.sharesFamily(source, destination)) return undefined;
    if (source !== destination || typeof source !== 'number') return [this.end(source), this.end(destination)];
    const workloads = this.workloads(source);
    if (workloads.length > 1) return [this.workloadEnd(workloads[0]), this.workloadEnd(workloads[1])];
    return workloads.length === 1 && workloads[0].replicas > 1 ? [this.workloadEnd(workloads[0]), this.workloadEnd(workloads[0])] : undefined;
  }

  private end(end: End): WitnessEnd {
    if (typeof end !== 'number') return { label: formatAddress(end), address: end };
    const [first] = this.workloads(end);
    if (first !== undefined) return this.workloadEnd(first);
    return { ...workloadEnd(this.engine.classes.example[end]), ...(this.isAssumed && { assumed: true }) };
  }

  private workloadEnd(workload: Workload): WitnessEnd {
    return { ...workloadEnd(workload), ...(this.input.assumesPods && { assumed: true }) };
  }

  /** The indices of the selected namespaces; a namespace that is selected by name is found without a search. */
  private namespaceNumbers(selection: NamespaceSelection): readonly number[] {
    const { namespaces } = this.engine.classes;
    this.numberOf ??= new Map(namespaces.map((name, n) => [name, n]));
    const numbers = (names: readonly string[]) => names.flatMap((name) => this.numberOf!.get(name) ?? []);
    if ('name' in selection) return numbers([selection.name]);
    const { labels } = selection;
    let found = this.namespaceLists.get(labels.key);
    if (found === undefined) {
      const named = labels.constraints.find(([key, { cofinite, allowsAbsent }]) => key === NAMESPACE_NAME_LABEL && !cofinite && !allowsAbsent);
      const candidates = named === undefined ? namespaces.map((_, n) => n) : numbers(named[1].values);
      found = candidates.filter((n) => matchNamespace(selection, namespaces[n], this.judged) === 'definite');
      this.namespaceLists.set(labels.key, found);
    }
    return found;
  }
}

/** A workload as the end of a witness. */
export function workloadEnd(workload: Workload): WitnessEnd {
  return { label: workloadLabel(workload), workload };
}

/** `production/api[Deployment]` */
export function workloadLabel({ namespace, name, kind }: Workload): string {
  return `${namespace}/${name}[${kind}]`;
}

/** How policies are enforced. */
function profileOf({ profile, cni }: LintInput): Enforcement {
  return profile ?? (cni && enforcementOf(cni)) ?? SPEC;
}

/** The policies that the agent reads. */
export function policiesRead(input: LintInput): readonly Policy[] {
  const profile = profileOf(input);
  return input.policies.filter((policy) => reads(profile, policy));
}
