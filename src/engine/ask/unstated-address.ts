import { ContainerPort, Direction, Families, familyOf } from '../../model';
import type { RulePeer } from '../../model';
import type { Enforcement } from '../../profiles';
import { Address, bothMatch, IpSet, Match, notMatch, PortSet, someMatch, TrafficSet, PROTOCOLS } from '../../sets';
import { Applicable, Classes, CompiledRule, meansNodes, Op, programOf, TrafficTable } from '../compile';
import { exemptOwnNode, matches, Outcome, Outcomes, Reach, RuleTransitions, unreadTransitions } from '../judge';

/** What may have an address of which the input does not say who has it. `service`: one whose pods and ports are not known. */
export type AddressHolder = 'outside' | 'pod' | 'node' | 'own-node' | 'service';

/** What is needed of an engine. */
interface Tables {
  readonly classes: Classes;
  readonly profile: Enforcement;
  readonly outcomes: Outcomes;
  readonly transitions: RuleTransitions;
  readonly traffic: TrafficTable;
  program(direction: Direction, classId: number): readonly Op[];
  /** Every policy that applies to a direction of a pod of which nothing but its families is known. */
  applicable(direction: Direction, families: Families): readonly Applicable[];
}

const OPEN: Outcome = { mayAllow: TrafficSet.ALL, mayDeny: TrafficSet.NONE };

/** Judges an address for each of those that may have it. */
export class UnstatedAddresses {
  private readonly ofAnyPod = new Map<string, readonly Op[]>();

  public constructor(private readonly tables: Tables) {}

  /**
   * What may pass between a class and the address, were it this holder's. `direction`: `egress` where the class is the source. `shares`: whether
   * they may have addresses of one family; a pod that has the address may have one of the other family, too, and a Service passes nothing on
   * between families.
   */
  public reach(direction: Direction, classId: number, address: Address, holder: AddressHolder, shares: boolean): Reach {
    const mayHaveBoth = holder === 'pod' || (holder === 'service' && direction === 'ingress');
    if (!shares && !mayHaveBoth) return { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };
    const subject = this.subject(direction, classId, address, holder);
    const peer = this.peer(direction === 'egress' ? 'ingress' : 'egress', classId, familyOf(address), holder);
    const possible = subject.mayAllow.intersect(peer.mayAllow);
    const allowed = possible.subtract(subject.mayDeny).subtract(peer.mayDeny);
    return shares ? { allowed, unknown: possible.subtract(allowed) } : { allowed: TrafficSet.NONE, unknown: possible };
  }

  /** After a policy was put in the place of another. */
  public forget(): void {
    this.ofAnyPod.clear();
  }

  /** The outcome at the class. */
  private subject(direction: Direction, classId: number, address: Address, holder: AddressHolder): Outcome {
    const program = exemptOwnNode(this.tables.program(direction, classId), direction, holder === 'own-node' ? 'own' : 'other');
    const ports = direction === 'ingress' ? this.portsOf(classId) : [];
    if (holder === 'outside') return this.run(program, (rule) => meansOutside(rule, address), ports);
    if (holder === 'node' || holder === 'own-node') return this.run(program, (rule) => meansNode(rule, address, holder, this.tables.profile), ports, holder === 'own-node');
    const outcome = this.run(program, (rule) => this.meansPod(rule, address), direction === 'ingress' ? ports : undefined);
    return holder === 'service' ? atAnyPort(outcome) : outcome;
  }

  /** The outcome at the pod that may have the address: any policy may select it. */
  private peer(direction: Direction, classId: number, families: Families, holder: AddressHolder): Outcome {
    if (holder !== 'pod' && holder !== 'service') return OPEN;
    const key = `${direction} ${families}`;
    let program = this.ofAnyPod.get(key);
    if (program === undefined) this.ofAnyPod.set(key, (program = programOf(this.tables.applicable(direction, families))));
    const outcome = this.run(program, (rule) => matches(rule, classId), direction === 'egress' ? this.portsOf(classId) : undefined);
    return holder === 'service' ? atAnyPort(outcome) : outcome;
  }

  /** `ports`: those of the destination; without them, a port name may mean any. */
  private run(program: readonly Op[], match: (rule: CompiledRule) => Match, ports: readonly ContainerPort[] | undefined, isOwnNode = false): Outcome {
    const { outcomes, transitions, traffic } = this.tables;
    let state = outcomes.begin();
    const then = (transitionsOf: readonly number[]) => transitionsOf.reduce((after, transition) => outcomes.after(after, transition), state);
    for (const op of program) {
      if (op.type === 'allPeers') state = outcomes.after(state, op.transition);
      else if (op.type === 'unreadPolicy') state = then(unreadTransitions(op, outcomes));
      else if (op.type === 'ownNode') state = isOwnNode ? then([outcomes.rule('allow', TrafficTable.ALL, false)]) : state;
      else {
        const found = match(op.rule);
        if (found === 'no') continue;
        const mayBeLess = ports === undefined && op.rule.without !== undefined && op.rule.without.named.length > 0;
        state = outcomes.after(state, transitions.of(op.rule, ports, op.definite && found === 'definite' && !mayBeLess));
        if (ports !== undefined || op.rule.named.length === 0) continue;
        state = outcomes.after(state, outcomes.rule(op.rule.action, traffic.id(anyOf(op.rule)), false));
      }
    }
    return outcomes.outcome(state);
  }

  private meansPod(rule: CompiledRule, address: Address): Match {
    if (rule.allPeers) return 'definite';
    const found = podMatch(rule.rule.peers ?? [], address, this.tables.profile, rule.outside);
    return found === 'no' && rule.possiblyAllPeers ? 'possible' : found;
  }

  private portsOf(classId: number): readonly ContainerPort[] {
    const { portSets, portsOf } = this.tables.classes;
    return portSets[portsOf[classId]];
  }
}

/** Whether a pod of which only the address is known is one of the peers. `outside`: what the rule means of addresses under the agent. */
function podMatch(peers: readonly RulePeer[], address: Address, profile: Enforcement, outside: IpSet): Match {
  return someMatch(peers.map((peer) => isPeer(peer, address, profile, outside)));
}

function isPeer(peer: RulePeer, address: Address, profile: Enforcement, outside: IpSet): Match {
  if (peer.type === 'endpoints') {
    const { namespaces, pods } = peer.endpoints;
    return 'labels' in namespaces && namespaces.labels.isEverything() && pods.isEverything() ? 'definite' : 'possible';
  }
  if (peer.type === 'all-of') {
    const met = peer.every.reduce<Match>((match, some) => bothMatch(match, podMatch(some, address, profile, IpSet.ALL)), 'definite');
    return bothMatch(met, notMatch(podMatch(peer.none, address, profile, IpSet.ALL)));
  }
  if (peer.type === 'unreadable') return peer.outside === true ? 'no' : 'possible';
  if (peer.type !== 'addresses' || peer.pods === 'never' || !outside.contains(address) || !peer.addresses.contains(address)) return 'no';
  if (peer.pods === 'by-address' || profile.blocksMatchPods === 'yes') return 'definite';
  return profile.blocksMatchPods === 'unknown' ? 'possible' : 'no';
}

/** The ports that the names of a rule may stand for. */
function anyOf({ named }: CompiledRule): TrafficSet {
  const protocols = named.some(({ protocol }) => protocol === undefined) ? PROTOCOLS : named.map(({ protocol }) => protocol!);
  return protocols.reduce((set, protocol) => set.union(TrafficSet.of(protocol, PortSet.ALL)), TrafficSet.NONE);
}

const EACH_PROTOCOL = PROTOCOLS.map((protocol) => TrafficSet.of(protocol, PortSet.ALL));

/** The port of a Service may stand for any port of its pods. */
function atAnyPort({ mayAllow, mayDeny }: Outcome): Outcome {
  const [allowing, denying] = [mayAllow, mayDeny].map((set) => EACH_PROTOCOL.filter((all) => !all.intersect(set).isEmpty()));
  return { mayAllow: TrafficSet.unionOf(allowing), mayDeny: TrafficSet.unionOf(denying) };
}

function meansOutside({ allPeers, possiblyAllPeers, possiblyUnstated, outside }: CompiledRule, address: Address): Match {
  return allPeers || outside.contains(address) ? 'definite' : possiblyAllPeers || possiblyUnstated ? 'possible' : 'no';
}

/** A node of which neither labels nor name are known. */
function meansNode(rule: CompiledRule, address: Address, holder: 'node' | 'own-node', profile: Enforcement): Match {
  const { peers = [] } = rule.rule;
  if (rule.allPeers || peers.some((peer) => peer.type === 'hosts' && (holder === 'own-node' ? peer.own : peer.others))) return 'definite';
  // all peers of a rule that never means nodes by their addresses are of one kind
  const isOfOutside = peers.some((peer) => (peer.type === 'addresses' ? !meansNodes(peer, profile) : peer.type === 'unreadable' && peer.outside === true));
  const byAddress = isOfOutside ? 'no' : meansOutside(rule, address);
  return byAddress === 'no' && (rule.possiblyAllPeers || peers.some(({ type }) => type === 'nodes' || type === 'api-server')) ? 'possible' : byAddress;
}
