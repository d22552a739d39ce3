import { Address, IpSet, Match, Protocol } from '../../sets';
import { Cluster, Direction, DIRECTIONS, EndpointSelector, namespaceNamed, Policy } from '../../model';
import { Enforcement, SPEC } from '../../profiles';
import {
  AgentWorlds, Applicable, appliesTo, Classes, ClassFamilies, classify, CompiledPolicies, contextsByFamily, isObservable,
  oppositeDirectionOps, eachSubject, hiddenBy, ifTheirAgentRuns, Op, lowerBound, Matcher, matchNamespace, programInWorlds, reads, statesAddresses,
  TrafficTable, Observables, observablesOf, worldsOf,
} from '../compile';
import {
  addressesOf, afterUnread, EntryFacts, entryOf, exemptOwnNode, saysNoMore, Decision, FinalOutcomes, NodeRelation, Outcome, outcomeAt, Outcomes,
  Outside, outsideOf, Reach, Row, RowBuilder, RowTable, rowTableOf, RuleTransitions, stateTowardsOwnNode, trace,
} from '../judge';
import type { EngineInput } from './engine-input';
import { AskedEnd, End, HolderReach, isOnePod, NOTHING, reachBetween } from './ends';
import { ProgramCache } from './program-cache';
import { placesOf } from './places';
import { AddressHolder, UnstatedAddresses } from './unstated-address';
import { withoutUnshown } from './without-unshown';

/** Decides who reaches whom: policies compiled to rows over classes. A row is computed when it is first asked for. */
export class Engine {
  /** The equivalence classes of the cluster's pods. */
  public readonly classes: Classes;
  /** What the network agent enforces. */
  public readonly profile: Enforcement;
  /** Which agents may run, where policies of several are given and none is named. */
  public readonly worlds: AgentWorlds;

  private readonly traffic = new TrafficTable();
  private readonly outcomes = new Outcomes(this.traffic);
  private readonly transitions = new RuleTransitions(this.outcomes, this.traffic);
  private readonly finals = new FinalOutcomes(this.outcomes, this.traffic);
  private readonly families: ClassFamilies;
  private readonly allNodes: IpSet;
  private readonly builder: RowBuilder;
  private readonly compiled: CompiledPolicies;
  private readonly observables: Observables;
  private readonly rows: Readonly<Record<Direction, RowTable>>;
  private readonly unstated: UnstatedAddresses;
  /** The policies of nodes that were not read. */
  public readonly ofNodes: readonly Policy[];
  private readonly cluster: Cluster;
  private readonly programs = new ProgramCache();

  public constructor(input: EngineInput) {
    const { family, policies } = input;
    const cluster = this.cluster = input.unshown === 'absent' ? withoutUnshown(input.cluster) : input.cluster;
    this.profile = input.profile ?? SPEC;
    this.worlds = input.worlds ?? worldsOf(policies, this.profile);
    this.observables = observablesOf(policies, this.profile.blocksMatchPods !== 'no' || policies.some(statesAddresses));
    this.ofNodes = policies.filter((policy) => policy.hostNetwork === 'only' && reads(this.profile, policy));
    this.classes = classify(cluster, this.observables, this.profile.hostNetwork !== 'as-pods', hiddenBy(this.profile));
    const namespaces = this.classes.namespaces.map((name) => namespaceNamed(cluster.namespaces, name));
    const matcher = new Matcher(this.classes, namespaces, (key) => this.observables.labels.has(key));
    const allNodes = this.allNodes = addressesOf(cluster.nodes);
    this.families = new ClassFamilies(this.classes, family);
    const contexts = contextsByFamily({
      classes: this.classes,
      matcher,
      traffic: this.traffic,
      profile: this.profile,
      ...(input.domains && { domains: input.domains }),
      ...placesOf(cluster, allNodes),
    }, family);
    this.builder = new RowBuilder(this.classes, this.outcomes, this.transitions, (state) => this.finals.number(state));
    this.compiled = new CompiledPolicies(policies, contexts);
    const parts = { policies, compiled: this.compiled, classes: this.classes, profile: this.profile, families: this.families };
    this.rows = { ingress: rowTableOf('ingress', parts), egress: rowTableOf('egress', parts) };
    this.unstated = new UnstatedAddresses({
      classes: this.classes,
      profile: this.profile,
      outcomes: this.outcomes,
      transitions: this.transitions,
      traffic: this.traffic,
      program: (direction, classId) => this.program(direction, classId),
      applicable: (direction, families) => this.compiled.ofAnyPod(direction, families),
    });
  }

  /** The number of a class's row, from 0 to `rowCount` (exclusive); classes with the same number have the same verdicts. */
  public rowNumber(direction: Direction, classId: number): number {
    return this.rows[direction].rowOf[classId];
  }

  /** The same, but classes with the same number have the same verdicts towards classes alone: those of one row and of some others. */
  public rowTowardsClasses(direction: Direction, classId: number): number {
    return this.rows[direction].towardsClasses(this.rowNumber(direction, classId));
  }

  /** How many different rows there are. */
  public rowCount(direction: Direction): number {
    return this.rows[direction].exampleOf.length;
  }

  /** One direction of a row towards all classes. `forget`: a row that is computed for this question is not kept for the next one. */
  public row(direction: Direction, number: number, keeping: 'keep' | 'forget' = 'keep'): Row {
    const table = this.rows[direction];
    const shared = table.towardsClasses(number);
    return table.rows[shared] ?? this.build(direction, shared, keeping);
  }

  /** One direction of a row towards all addresses outside the cluster. */
  public outside(direction: Direction, number: number, keeping: 'keep' | 'forget' = 'keep'): Outside {
    return this.rows[direction].outside[number] ?? this.buildOutside(direction, number, keeping);
  }

  /** The meaning of an outcome number of a row. */
  public outcome(number: number): Outcome {
    return this.finals.outcome(number);
  }

  /** What may pass, by the outcomes of the source's egress and the destination's ingress. */
  public both(egress: number, ingress: number): Reach {
    return this.finals.both(egress, ingress);
  }

  /**
   * What may pass from one end to the other; between two different pods where both ends are the same class. `node`: for the address of a
   * node, and for a pod on the host network, whether it is the other pod's own one.
   */
  public reach(source: End, destination: End, node: NodeRelation = 'possibly-own'): Reach {
    if (typeof source !== 'number' || typeof destination !== 'number') return this.reachAddress(source, destination, node);
    if (node !== 'possibly-own') return this.both(this.entry('egress', source, destination, { node }), this.entry('ingress', destination, source, { node }));
    const { egress, ingress } = this.rows;
    const from = egress.computed(source) ?? this.row('egress', egress.rowOf[source]);
    const to = ingress.computed(destination) ?? this.row('ingress', ingress.rowOf[destination]);
    return this.finals.both(from.at(destination), to.at(source));
  }

  /** What may pass where an end is an address. A method of its own, for then that for two classes is short enough to be inlined. */
  private reachAddress(source: End, destination: End, node: NodeRelation): Reach {
    if (!this.sharesFamily(source, destination)) return NOTHING;
    if (typeof source === 'number') return this.both(this.towards('egress', source, destination as Address, node), this.farEnd(destination));
    if (typeof destination !== 'number') return this.both(this.open(), this.open());
    return this.both(node === 'own' ? this.open() : this.farEnd(source), this.towards('ingress', destination, source, node));
  }

  /** Whether both ends are the same single pod, which always reaches itself, whatever policies say; `possible` where there may be more pods. */
  public isOnePod(source: AskedEnd, destination: AskedEnd): Match {
    return isOnePod(this.cluster, source, destination);
  }

  /**
   * What may pass between two ends of a question, once for each pair of classes. All traffic where both are one single pod; an empty list
   * where both are addresses, since policies apply to pods only.
   */
  public between(source: AskedEnd, destination: AskedEnd): Reach[] {
    return reachBetween(this, this.cluster, source, destination).map(({ reach }) => reach);
  }

  /** The same, with who has the address in each case. */
  public betweenHolders(source: AskedEnd, destination: AskedEnd): HolderReach[] {
    return reachBetween(this, this.cluster, source, destination);
  }

  /** What may pass between a class and an address, were it this holder's. */
  public reachHolder(source: End, destination: End, holder: AddressHolder): Reach {
    const shares = this.sharesFamily(source, destination);
    if (typeof source === 'number') return this.unstated.reach('egress', source, destination as Address, holder, shares);
    return this.unstated.reach('ingress', destination as number, source, holder, shares);
  }

  /** Whether two ends may have addresses of one family; otherwise nothing passes between them, whatever policies say. */
  public sharesFamily(a: End, b: End): boolean {
    return this.families.share(a, b);
  }

  /** Whether the input says that a node holds the address. */
  public isNodeAddress(address: Address): boolean {
    return this.allNodes.contains(address);
  }

  /** Whether a selection selects a namespace, as far as its labels are known. */
  public matchNamespace(selection: EndpointSelector['namespaces'], namespace: string): Match {
    return matchNamespace(selection, namespace, this.cluster);
  }

  /** The outcome of one direction of a class towards an address outside. */
  private towards(direction: Direction, classId: number, address: Address, node: NodeRelation): number {
    if (node === 'other' || !this.isNodeAddress(address)) return outcomeAt(this.outside(direction, this.rows[direction].rowOf[classId]), address);
    const ports = direction === 'ingress' ? this.classes.portSets[this.classes.portsOf[classId]] : [];
    const program = exemptOwnNode(this.program(direction, classId), direction, node);
    return this.finals.number(stateTowardsOwnNode(program, address, ports, this.outcomes, this.transitions, node));
  }

  /** The policies that apply to one direction of a class, in the order of the input; with how they apply. */
  public policies(direction: Direction, classId: number): Applicable[] {
    return ifTheirAgentRuns(this.worlds, this.compiledPolicies(direction, classId));
  }

  /** The same as they apply if the agents of all of them run. */
  private compiledPolicies(direction: Direction, classId: number): Applicable[] {
    return this.compiled.allApplicable(this.rows[direction].policies.of(classId), direction, this.families.of(classId), classId);
  }

  /** The same without their rules, which are not compiled for it. */
  public applications(direction: Direction, classId: number): Pick<Applicable, 'policy' | 'applies'>[] {
    return ifTheirAgentRuns(this.worlds, this.compiled.applications(this.rows[direction].policies.of(classId), classId));
  }

  /** The outcome number of one direction of a class towards one peer class, without a whole row. */
  public entry(direction: Direction, classId: number, peer: number, facts: EntryFacts = {}): number {
    const row = this.rows[direction].rows[this.rowTowardsClasses(direction, classId)];
    if (row !== undefined && saysNoMore(facts)) return row.at(peer);
    if (!this.sharesFamily(classId, peer)) return this.finals.number(this.outcomes.nothing());
    const { example, hostNetwork, portSets, portsOf } = this.classes;
    const ports = portSets[portsOf[direction === 'ingress' ? classId : peer]];
    const end = { classId: peer, hostNetwork: hostNetwork.length > 0 && example[peer].hostNetwork };
    const program = exemptOwnNode(this.program(direction, classId), direction, end.hostNetwork ? facts.node : undefined);
    return this.finals.number(entryOf(program, end, ports, this.outcomes, this.transitions, facts));
  }

  /** Which policies and rules decide about a packet at one end, in order; none where the ends share no address family. */
  public decisions(direction: Direction, classId: number, peer: End, protocol: Protocol, port: number): Decision[] {
    if (!this.sharesFamily(classId, peer)) return [];
    const destination = direction === 'ingress' ? classId : peer;
    const ports = typeof destination === 'number' ? this.classes.portSets[this.classes.portsOf[destination]] : [];
    const { outcomes, transitions, traffic } = this;
    return trace(this.program(direction, classId), peer, ports, { protocol, port }, { outcomes, transitions, traffic });
  }

  /**
   * Puts another policy in the place of one, and drops only the rows of its subjects. `position`: that of the policy in the input. Returns
   * `false`, and does nothing, where the new policy can distinguish pods that are one class now, or is of another agent: then a new engine is needed.
   * INVARIANT: afterwards the answers are those of a new engine; test/engine/ask/replace.test.ts.
   */
  public replace(position: number, policy: Policy): boolean {
    if (!isObservable(this.observables, policy) || policy.language?.name !== this.compiled.policy(position).language?.name) return false;
    const before = { policy: this.compiled.policy(position), subjects: this.compiled.subjects[position] };
    this.compiled.replace(position, policy);
    const subjects = this.compiled.subjects[position];
    this.programs.clear();
    this.unstated.forget();
    for (const direction of DIRECTIONS) {
      const now = new Set<number>();
      if (appliesTo(policy, direction, this.profile)) eachSubject(subjects, this.classes.count, position, (c) => now.add(c));
      for (const c of now) this.reassign(direction, c, position, true);
      if (!appliesTo(before.policy, direction, this.profile)) continue;
      eachSubject(before.subjects, this.classes.count, position, (c) => {
        if (!now.has(c)) this.reassign(direction, c, position, false);
      });
    }
    return true;
  }

  /** Puts a policy on the list of a class, or takes it off. */
  private reassign(direction: Direction, c: number, policy: number, wanted: boolean): void {
    const list = this.rows[direction].policies.of(c);
    const at = lowerBound(list, policy);
    const changed = list.filter((p) => p !== policy);
    if (wanted) changed.splice(at, 0, policy);
    this.rows[direction].reassign(c, changed);
  }

  /** The outcome number of an end that nothing restricts. */
  public open(): number {
    return this.finals.open();
  }

  /** The outcome number of an address: nothing restricts it, but for policies of nodes that were not read. */
  private farEnd(address: End): number {
    if (this.ofNodes.length === 0 || typeof address === 'number' || !this.isNodeAddress(address)) return this.open();
    return this.finals.number(afterUnread({ type: 'unreadPolicy', unread: this.ofNodes, mayAllow: false }, this.outcomes));
  }

  private build(direction: Direction, number: number, keeping: 'keep' | 'forget'): Row {
    const classId = this.rows[direction].exampleOf[number];
    const ports = direction === 'ingress' ? this.classes.portsOf[classId] : -1;
    const row = this.builder.build(this.program(direction, classId, keeping), ports, this.families.apartFrom(classId));
    if (keeping === 'keep') this.rows[direction].rows[number] = row;
    return row;
  }

  private buildOutside(direction: Direction, number: number, keeping: 'keep' | 'forget'): Outside {
    const classId = this.rows[direction].exampleOf[number];
    const ports = direction === 'ingress' ? this.classes.portSets[this.classes.portsOf[classId]] : [];
    const subject = { program: this.program(direction, classId, keeping), ports, families: this.families.of(classId) };
    const outside = outsideOf(subject, this.outcomes, this.transitions, (state) => this.finals.number(state));
    if (keeping === 'keep') this.rows[direction].outside[number] = outside;
    return outside;
  }

  /** The program of a class is that of its row, and of those with the same outcomes towards classes. */
  private program(direction: Direction, classId: number, keeping: 'keep' | 'forget' = 'keep'): readonly Op[] {
    return this.programs.of(direction, this.rowTowardsClasses(direction, classId), keeping, () => {
      const compiled = programInWorlds(this.worlds, this.compiledPolicies(direction, classId));
      return this.profile.eitherDirectionSuffices ? [...this.opsOfOpposite(direction, classId), ...compiled] : compiled;
    });
  }

  /** Where either direction of a policy with both suffices, the rules of the other direction let its own subjects through, too. */
  private opsOfOpposite(direction: Direction, classId: number): Op[] {
    const opposite: Direction = direction === 'ingress' ? 'egress' : 'ingress';
    const { compiled, families } = this;
    const rules = (p: number) => compiled.applicable(p, opposite, families.of(classId)).rules;
    return this.rows[direction].policies.of(classId).filter((p) => compiled.policy(p).isolates.length === 2)
      .flatMap((p) => oppositeDirectionOps(compiled.policy(p), rules(p), classId, compiled.subjects[p].definite));
  }
}
