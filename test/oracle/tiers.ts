import { AdminRule, matchesAdminPeers, matchesAdminPorts } from './admin';
import { CalicoTier, firstOfCalico } from './calico';
import { findPeers, isExempt, matchesRule } from './antrea';
import { CiliumPolicy, matchesPeersOf, matchesPortsOf, restrictsRequests } from './cilium';
import { AdminOnPod, AntreaOnPod, CalicoOnPod, CiliumOnPod, NetworkOnPod, OracleCluster, OraclePod, Side } from './cluster';
import { matchesPeers, matchesPorts } from './networkpolicy';
import { End, External, isOwnNode } from './pods';
import {
  ALLOW, Circumstances, DENY, Direction, MAYBE, Match, NO, NONE, Outcomes, PASS, Packet, YES, both, either,
} from './values';

export type OracleEnd = OraclePod | External;
type Decide = (packet: Packet) => Outcomes;

export const always = (outcomes: Outcomes): Decide => () => outcomes;

/** One end's view of the traffic with the other. */
interface View {
  readonly pod: OraclePod;
  readonly direction: Direction;
  readonly other: OracleEnd;
  readonly destination: End;
  readonly cluster: OracleCluster;
  readonly circumstances: Circumstances;
}

interface MatchedAdminRule {
  readonly rule: AdminRule;
  readonly peers: Match;
}

/** Rules top down, the first match counts; a rule that only may match leaves the way open to those after it. */
function firstMatch(rules: readonly MatchedAdminRule[], packet: Packet, destination: End): Outcomes {
  let outcomes = 0;
  for (const { rule, peers } of rules) {
    const match = both(peers, matchesAdminPorts(rule, packet, destination));
    if (match !== NO) outcomes |= rule.action;
    if (match === YES) return outcomes;
  }
  return outcomes | NONE;
}

/** Policies of one priority: where several have an answer, which of them wins is undefined. */
function adminGroup(group: readonly AdminOnPod[], { direction, other, destination, cluster, circumstances }: View): Decide {
  const policies = group.map(({ policy, subject }) => ({
    subject,
    rules: policy[direction].map((rule) => ({ rule, peers: matchesAdminPeers(rule, other, cluster.nodes, circumstances) }))
      .filter(({ peers }) => peers !== NO),
  }));
  return (packet) => {
    let answers = 0;
    let silent = true;
    for (const { subject, rules } of policies) {
      const outcomes = firstMatch(rules, packet, destination) | (subject === MAYBE ? NONE : 0);
      answers |= outcomes & ~NONE;
      if (!(outcomes & NONE)) silent = false;
    }
    return silent ? answers | NONE : answers;
  };
}

/**
 * Rules of one place: where several have an answer, which of them wins is undefined. Rules of one policy, all of which apply or none: the first one
 * wins.
 */
function antreaGroup(group: readonly AntreaOnPod[], { pod, other, destination, cluster, circumstances }: View): Decide {
  const rules = group.map(({ rule, subject }) => ({ rule, subject, found: findPeers(rule, pod, other, cluster.nodes, circumstances) }));
  if (group[0].rule.together !== undefined) {
    return (packet) => {
      let outcomes = group[0].subject === MAYBE ? NONE : 0;
      for (const { rule, found } of rules) {
        const match = matchesRule(rule, found, packet, destination);
        if (match !== NO) outcomes |= rule.action;
        if (match === YES) return outcomes;
      }
      return outcomes | NONE;
    };
  }
  return (packet) => {
    let answers = 0;
    let silent = true;
    for (const { rule, subject, found } of rules) {
      const match = both(subject, matchesRule(rule, found, packet, destination));
      if (match !== NO) answers |= rule.action;
      if (match === YES) silent = false;
    }
    return silent ? answers | NONE : answers;
  };
}

/** What a policy says to the packets of one pair: what it denies and allows, and whether it denies the rest. */
interface Voice {
  readonly subject: Match;
  readonly denies: (packet: Packet) => Match;
  readonly allows: (packet: Packet) => Match;
  /** Whether rules about requests may refuse what they let through. */
  readonly restricts: (packet: Packet) => boolean;
  readonly isolates: boolean;
  /** Whether the pod's own node is like any other. */
  readonly policesNode: boolean;
}

function networkVoice({ policy, subject }: NetworkOnPod, { direction, other, destination, circumstances }: View): Voice {
  const rules = policy[direction].map((rule) => ({ rule, peers: matchesPeers(policy, rule, other, circumstances) }))
    .filter(({ peers }) => peers !== NO);
  const allows = (packet: Packet) => {
    let match: Match = NO;
    for (const { rule, peers } of rules) if (peers > match && matchesPorts(rule, packet, destination)) match = peers;
    return match;
  };
  return { subject, denies: () => NO, allows, restricts: () => false, isolates: true, policesNode: false };
}

function ciliumVoice({ policy, subject }: CiliumOnPod, { pod, direction, other, destination, cluster }: View): Voice {
  const met = (sections: CiliumPolicy['denies']) => sections[direction].map((section) =>
    ({ section, peers: matchesPeersOf(section, direction, pod, other, cluster.nodes) })).filter(({ peers }) => peers !== NO);
  const [denying, allowing] = [met(policy.denies), met(policy.allows)];
  const best = (rules: typeof denying) => (packet: Packet) => {
    let match: Match = NO;
    for (const { section, peers } of rules) if (peers > match) match = either(match, both(peers, matchesPortsOf(section, packet, destination)));
    return match;
  };
  return {
    subject,
    denies: best(denying),
    allows: best(allowing),
    restricts: (packet) => allowing.some(({ section }) => restrictsRequests(section, packet, destination)),
    isolates: policy.isolates.includes(direction),
    policesNode: true,
  };
}

/** What policies do together that all select the pod: any that denies wins, then any that allows; the rest is denied where one isolates. */
function together(voices: readonly Voice[], { pod, direction, other, cluster }: View): Decide {
  const best = (said: 'denies' | 'allows', packet: Packet) => {
    let match: Match = NO;
    for (const voice of voices) if (match !== YES) match = either(match, voice[said](packet));
    return match;
  };
  const own = isOwnNode(pod, other, cluster.nodes);
  const isolating = voices.filter(({ isolates }) => isolates);
  const exempt = own !== 'no' && (direction === 'ingress' || !isolating.some(({ policesNode }) => policesNode));
  return (packet) => {
    const denied = best('denies', packet);
    if (denied === YES) return DENY;
    const outcomes = denied === MAYBE ? DENY : 0;
    // A pod's node always reaches it, unless it is denied; whether the pod reaches its node is left to the agent of NetworkPolicy.
    if (own === 'yes' && direction === 'ingress') return outcomes | ALLOW;
    const allowed = best('allows', packet);
    if (allowed === YES) return outcomes | ALLOW;
    const maybe = outcomes | (allowed === MAYBE ? ALLOW : 0);
    if (isolating.length > 0) return maybe | DENY | (exempt ? ALLOW : 0);
    return maybe | NONE | (voices.some((voice) => voice.allows(packet) === MAYBE && voice.restricts(packet)) ? DENY : 0);
  };
}

/**
 * Where it is not known of some policies whether they select the pod, each of them may be the only one that does beside the certain ones, or none
 * does.
 */
function ofNamespaces(side: Side, view: View): Decide {
  const voices = [...side.network.map((one) => networkVoice(one, view)), ...side.cilium.map((one) => ciliumVoice(one, view))];
  const certain = voices.filter(({ subject }) => subject === YES);
  const unsure = voices.filter(({ subject }) => subject !== YES);
  const worlds = [certain.length === 0 ? always(NONE) : together(certain, view), ...unsure.map((voice) => together([...certain, voice], view))];
  return worlds.length === 1 ? worlds[0] : (packet) => worlds.reduce((outcomes, world) => outcomes | world(packet), 0);
}

/** One policy of a tier, or NetworkPolicies together, which only allow. */
interface InTier {
  readonly order: number;
  readonly name: string;
  /** Where policies are compared by their names: the namespace, or the whole cluster. */
  readonly place: string;
  readonly subject: Match;
  readonly policesNode: boolean;
  readonly decideOne: Decide;
}

/** Policies by order; of equal orders, names decide where all stand in one place; else any of them may be first. */
function inOrder(members: readonly InTier[]): Decide {
  const orders = [...new Set(members.map(({ order }) => order))].sort((a, b) => a - b);
  const steps = orders.flatMap((order): (readonly InTier[])[] => {
    const equal = members.filter((one) => one.order === order);
    const isNamed = equal.every(({ place }) => place !== '' && place === equal[0].place);
    return isNamed ? [...equal].sort((a, b) => (a.name < b.name ? -1 : 1)).map((one) => [one]) : [equal];
  });
  return (packet) => steps.reduce((outcomes, group) => {
    if (!(outcomes & NONE)) return outcomes;
    const answers = group.map(({ subject, decideOne }) => decideOne(packet) | (subject === MAYBE ? NONE : 0));
    const isSilent = answers.every((answer) => answer & NONE);
    return (outcomes & ~NONE) | answers.reduce((all, answer) => all | (answer & ~NONE), 0) | (isSilent ? NONE : 0);
  }, NONE);
}

/** What a tier leaves undecided is denied for pods that one of its policies selects, unless the tier ends with `Pass`. */
function ofTier(members: readonly InTier[], passes: boolean, { pod, direction, other, cluster }: View): Decide {
  if (members.length === 0) return always(NONE);
  if (passes) return inOrder(members);
  const own = isOwnNode(pod, other, cluster.nodes);
  const certain = members.filter(({ subject }) => subject === YES);
  const ended = (some: readonly InTier[]): Decide => {
    const inside = inOrder(some);
    const mayPassNode = own !== 'no' && (direction === 'ingress' || !some.some(({ policesNode, subject }) => policesNode && subject === YES));
    return (packet) => {
      const outcomes = inside(packet);
      return outcomes & NONE ? (outcomes & ~NONE) | DENY | (mayPassNode ? ALLOW : 0) : outcomes;
    };
  };
  if (certain.length > 0) return ended(members);
  const alone = members.map((one) => ended([{ ...one, subject: YES, policesNode: false }]));
  return (packet) => alone.reduce((outcomes, one) => outcomes | one(packet), NONE | (own === 'no' ? 0 : ALLOW));
}

function calicoMembers(calico: readonly CalicoOnPod[], view: View): InTier[] {
  return calico.map(({ policy, subject }) => ({
    order: policy.order, name: policy.name, place: policy.namespace ?? '*', subject, policesNode: true, decideOne: firstOfCalico(policy, view),
  }));
}

/** NetworkPolicies stand in the tier `default`, at order 1000. */
function networkMembers(side: Side, view: View): InTier[] {
  return side.network.map((one) => {
    const { allows, subject } = networkVoice(one, view);
    const decideOne = (packet: Packet) => ({ [YES]: ALLOW, [MAYBE]: ALLOW | NONE, [NO]: NONE })[allows(packet)];
    return { order: 1000, name: '', place: '', subject, policesNode: false, decideOne };
  });
}

/** The tiers of Calico from one place of the order to another; the fixed ones stand for kinds of Kubernetes. */
function calicoTiers(side: Side, view: View, first: string | undefined, last: string | undefined): { decideOne: Decide; begins: boolean }[] {
  if (side.calico.length === 0) return [];
  const { tiers } = view.cluster;
  const at = (name: string | undefined, missing: number) => (name === undefined ? missing : tiers.findIndex((tier) => tier.name === name));
  const between = tiers.slice(at(first, -1) + 1, at(last, tiers.length));
  return between.map(({ name, passes }: CalicoTier) => {
    const members = calicoMembers(side.calico.filter(({ policy }) => policy.tier === name), view);
    return { decideOne: ofTier(members, passes, view), begins: true };
  });
}

/** The rules of Antrea before or after those of namespaces; the own node of a pod reaches it before them. */
function antreaTier(groups: readonly (readonly AntreaOnPod[])[], view: View): { readonly decideOne: Decide; readonly begins: boolean }[] {
  const exempt = groups.length === 0 ? NO : isExempt(view.pod, view.direction, view.other, view.cluster.nodes);
  const exemption = exempt === NO ? [] : [{ decideOne: always(exempt === YES ? ALLOW : ALLOW | NONE), begins: true }];
  return [...exemption, ...groups.map((group, i) => ({ decideOne: antreaGroup(group, view), begins: i === 0 && exempt === NO }))];
}

export function decide(view: View): Decide {
  const { elsewhere, ...side } = view.pod[view.direction];
  if (elsewhere === undefined) return decideAt(side, view);
  const [here, there] = [decideAt(side, view), decideAt(elsewhere, view)];
  return (packet) => here(packet) | there(packet);
}

function decideAt(side: Side, view: View): Decide {
  const { pod, direction } = view;
  if (side.unread) return always(ALLOW | DENY);
  const said = [side.admin, side.network, side.cilium, side.calico, side.antrea, side.antreaBaseline, side.baseline];
  if (said.every(({ length }) => length === 0) && !pod.hostNetwork) return always(side.mayRefuse ? ALLOW | DENY : ALLOW);
  // Pass skips what is left of its tier: the first of the next tier asks again.
  const inTier = (groups: readonly (readonly AdminOnPod[])[]) => groups.map((group, i) => ({ decideOne: adminGroup(group, view), begins: i === 0 }));
  const calico = side.calico.filter(({ policy }) => policy.tier === 'default');
  const ofDefault = () => ofTier([...calicoMembers(calico, view), ...networkMembers(side, view)], false, view);
  const steps = [
    ...calicoTiers(side, view, undefined, 'kube-admin'),
    ...inTier(side.admin),
    ...calicoTiers(side, view, 'kube-admin', 'default'),
    ...antreaTier(side.antrea, view),
    { decideOne: calico.length > 0 ? ofDefault() : ofNamespaces(side, view), begins: true },
    ...antreaTier(side.antreaBaseline, view),
    ...calicoTiers(side, view, 'default', 'kube-baseline'),
    ...inTier(side.baseline),
    ...calicoTiers(side, view, 'kube-baseline', undefined),
  ];
  // what the own node of a pod sends is never stopped
  const own = side.calico.length > 0 && direction === 'ingress' ? isOwnNode(pod, view.other, view.cluster.nodes) : 'no';
  if (own === 'yes') return always(ALLOW);
  return (packet) => {
    let outcomes = NONE;
    for (const { decideOne, begins } of steps) {
      const asks = begins ? NONE | PASS : NONE;
      if (!(outcomes & asks)) continue;
      outcomes = (outcomes & ~asks) | decideOne(packet);
    }
    if (outcomes & (NONE | PASS)) outcomes = (outcomes & ~(NONE | PASS)) | ALLOW;
    // NetworkPolicy may or may not count a host-network pod as a pod; uncounted, nothing isolates it.
    if (pod.hostNetwork || own === 'maybe') outcomes |= ALLOW;
    return side.mayRefuse && outcomes & ALLOW ? outcomes | DENY : outcomes;
  };
}
