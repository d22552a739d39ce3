import { Address, IpSet, Protocol } from '../../sets';
import { Cluster, Direction, DIRECTIONS, Policy } from '../../model';
import { Enforcement, SPEC } from '../../profiles';
import { AddressIndex, Applicable, appliesTo, Classes, classify, CompiledPolicies, isObservable, crossedOps, eachSubject, hiddenBy, Op, lowerBound, Matcher, means, PolicyLists, programOf, RuleContext, statesAddresses, TrafficTable, Observables, observablesOf } from '../compile';
import { addressesOf, entryOf, Decision, FinalOutcomes, NodeRelation, Outcome, outcomeAt, Outcomes, Outside, outsideOf, Reach, Row, RowBuilder, rowKey, RowTable, RuleTransitions, stateTowardsOwnNode, trace } from '../judge';
import { AskedEnd, End, isOnePod, reachBetween } from './ends';

/** What to judge, and how. */
export interface EngineInput {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  /** @default SPEC */
  readonly profile?: Enforcement;
  /** Judge connections of one address family only; matters where pods have addresses of both. */
  readonly family?: 4 | 6;
  /** The addresses that domain names were seen to resolve to; without it, a name in a policy may mean any address. */
  readonly domains?: ReadonlyMap<string, IpSet>;
}

/** Answers who reaches whom: policies compiled to rows over classes. Rows are worked out when first asked for. */
export class Engine {
  public readonly classes: Classes;
  public readonly profile: Enforcement;

  private readonly traffic = new TrafficTable();
  private readonly outcomes = new Outcomes(this.traffic);
  private readonly steps = new RuleTransitions(this.outcomes, this.traffic);
  private readonly finals = new FinalOutcomes(this.outcomes, this.traffic);
  private readonly context: RuleContext;
  private readonly builder: RowBuilder;
  private readonly compiled: CompiledPolicies;
  private readonly vocabulary: Observables;
  private readonly rows: Readonly<Record<Direction, RowTable>>;

  private readonly cluster: Cluster;
  private last?: { readonly direction: Direction; readonly of: number; readonly program: readonly Op[] };

  public constructor(input: EngineInput) {
    const { cluster, family, policies } = input;
    this.cluster = cluster;
    this.profile = input.profile ?? SPEC;
    const sees = this.profile.blocksMatchPods !== 'no' || policies.some(statesAddresses);
    this.vocabulary = observablesOf(policies, sees);
    this.classes = classify(cluster, this.vocabulary, this.profile.hostNetwork !== 'as-pods', hiddenBy(this.profile));
    const namespaceLabels = this.classes.namespaces.map((name) => cluster.namespaces.get(name)?.labels ?? {});
    const matcher = new Matcher(this.classes, namespaceLabels, (key) => this.vocabulary.labels.has(key));
    this.context = {
      classes: this.classes,
      matcher,
      addresses: new AddressIndex(this.classes, family),
      traffic: this.traffic,
      profile: this.profile,
      ...(input.domains && { domains: input.domains }),
      allNodes: addressesOf(cluster.nodes),
      nodeAddresses: (peer) => addressesOf(cluster.nodes.filter((node) => peer.labels.matches(node.labels))),
    };
    this.builder = new RowBuilder(this.classes, this.outcomes, this.steps, (state) => this.finals.number(state));
    this.compiled = new CompiledPolicies(policies, this.context);
    const rows = (direction: Direction) => {
      const lists = new PolicyLists(direction, policies, this.compiled.subjects, this.classes.count, this.profile);
      return new RowTable(lists, rowKey(direction, policies, this.classes, this.profile));
    };
    this.rows = { ingress: rows('ingress'), egress: rows('egress') };
  }

  /** The row number of a class; classes with the same number are judged alike. */
  public rowNumber(direction: Direction, of: number): number {
    return this.rows[direction].of[of];
  }

  /** How many different rows there are. */
  public rowCount(direction: Direction): number {
    return this.rows[direction].from.length;
  }

  /** `forget`: a row that is not kept already is not kept for the next question either. */
  public row(direction: Direction, number: number, keeping: 'keep' | 'forget' = 'keep'): Row {
    const { made, from } = this.rows[direction];
    const row = made[number] ?? this.build(direction, from[number]);
    if (keeping === 'keep') made[number] = row;
    return row;
  }

  /** One direction of a row towards addresses outside. */
  public outside(direction: Direction, number: number, keeping: 'keep' | 'forget' = 'keep'): Outside {
    const { outside, from } = this.rows[direction];
    const pieces = outside[number] ?? this.buildOutside(direction, from[number]);
    if (keeping === 'keep') outside[number] = pieces;
    return pieces;
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
   * node, whether it is that of the pod's own one.
   */
  public reach(source: End, destination: End, node: NodeRelation = 'perhaps-own'): Reach {
    if (typeof source === 'number' && typeof destination === 'number') {
      const { egress, ingress } = this.rows;
      const from = egress.made[egress.of[source]] ?? this.row('egress', egress.of[source]);
      const to = ingress.made[ingress.of[destination]] ?? this.row('ingress', ingress.of[destination]);
      return this.both(from.at(destination), to.at(source));
    }
    const open = this.open();
    if (typeof source === 'number') return this.both(this.towards('egress', source, destination as Address, node), open);
    if (typeof destination !== 'number') return this.both(open, open);
    return this.both(open, this.isNodeAddress(source) && node === 'own' ? open : this.towards('ingress', destination, source, node));
  }

  /** Whether both ends are the same single pod, which always reaches itself, whatever policies say. */
  public isOnePod(source: AskedEnd, destination: AskedEnd): boolean {
    return isOnePod(this.cluster, source, destination);
  }

  /**
   * What may pass between two ends of a question, once for each pair of classes. All traffic where both are one single pod; an empty list
   * where both are addresses, for no policy is about them.
   */
  public between(source: AskedEnd, destination: AskedEnd): Reach[] {
    return reachBetween(this, this.cluster, source, destination);
  }

  /** Whether the input says that a node holds the address. */
  public isNodeAddress(address: Address): boolean {
    return this.context.allNodes.contains(address);
  }

  /** The outcome of one direction of a class towards an address outside. */
  private towards(direction: Direction, of: number, address: Address, node: NodeRelation): number {
    if (node === 'other' || !this.isNodeAddress(address)) return outcomeAt(this.outside(direction, this.rows[direction].of[of]), address);
    const ports = direction === 'ingress' ? this.classes.portSets[this.classes.portsOf[of]] : [];
    return this.finals.number(stateTowardsOwnNode(this.program(direction, of), address, ports, this.outcomes, this.steps));
  }

  /** The policies that select a class and bear on a direction, in the order of the input; `sure` is false for pods on the host network. */
  public policies(direction: Direction, of: number): Applicable[] {
    const numbers = this.rows[direction].policies.of(of);
    const list = new Array<Applicable>(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      const { sure, maybe } = this.compiled.subjects[numbers[i]];
      const applicable = this.compiled.applicable(numbers[i], direction);
      list[i] = maybe.list.length === 0 || means(sure, of) ? applicable : { ...applicable, sure: false };
    }
    return list;
  }

  /** The outcome number of one direction of a class towards one other class, without working out a whole row. */
  public entry(direction: Direction, of: number, other: number): number {
    const { made, of: rowOf } = this.rows[direction];
    const row = made[rowOf[of]];
    if (row !== undefined) return row.at(other);
    const { example, hostNetwork, portSets, portsOf } = this.classes;
    const ports = portSets[portsOf[direction === 'ingress' ? of : other]];
    const end = { of: other, hostNetwork: hostNetwork.length > 0 && example[other].hostNetwork };
    return this.finals.number(entryOf(this.program(direction, of), end, ports, this.outcomes, this.steps));
  }

  /** Which policies and rules decide about a packet at one end, in order. */
  public decisions(direction: Direction, of: number, other: End, protocol: Protocol, port: number): Decision[] {
    const destination = direction === 'ingress' ? of : other;
    const ports = typeof destination === 'number' ? this.classes.portSets[this.classes.portsOf[destination]] : [];
    const { outcomes, steps, traffic } = this;
    return trace(this.program(direction, of), other, ports, { protocol, port }, { outcomes, steps, traffic });
  }

  /**
   * Puts another policy in the place of one, and forgets only the rows that it bears on. `false`, and nothing done, where the new policy
   * can tell pods apart that are one class now: then a new engine is needed.
   */
  public replace(position: number, policy: Policy): boolean {
    if (!isObservable(this.vocabulary, policy)) return false;
    const before = { policy: this.compiled.policy(position), subjects: this.compiled.subjects[position] };
    this.compiled.replace(position, policy);
    const subjects = this.compiled.subjects[position];
    this.last = undefined;
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
    const others = list.filter((p) => p !== policy);
    if (wanted) others.splice(at, 0, policy);
    this.rows[direction].reassign(c, others);
  }

  /** The outcome number of an end that nothing restricts. */
  public open(): number {
    return this.finals.open();
  }

  private build(direction: Direction, of: number): Row {
    return this.builder.build(this.program(direction, of), direction === 'ingress' ? this.classes.portsOf[of] : -1);
  }

  private buildOutside(direction: Direction, of: number): Outside {
    const ports = direction === 'ingress' ? this.classes.portSets[this.classes.portsOf[of]] : [];
    return outsideOf(this.program(direction, of), ports, this.outcomes, this.steps, (state) => this.finals.number(state));
  }

  /** Worked out anew unless it was the last one asked for: kept for all rows, programs would be most of the memory. */
  private program(direction: Direction, of: number): readonly Op[] {
    const { last } = this;
    if (last !== undefined && last.of === of && last.direction === direction) return last.program;
    const own = programOf(this.policies(direction, of));
    const program = this.profile.eitherDirectionSuffices ? [...this.crossedRules(direction, of), ...own] : own;
    this.last = { direction, of, program };
    return program;
  }

  /** Where either direction of a policy with both suffices, the rules of the other direction let its own subjects through, too. */
  private crossedRules(direction: Direction, of: number): Op[] {
    const other: Direction = direction === 'ingress' ? 'egress' : 'ingress';
    const both = this.rows[direction].policies.of(of).filter((p) => this.compiled.policy(p).isolates.length === 2);
    return both.flatMap((p) => crossedOps(this.compiled.policy(p), this.compiled.applicable(p, other).rules, of, this.compiled.subjects[p].sure));
  }
}
