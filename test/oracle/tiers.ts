import { AdminRule, matchesAdminPeers, matchesAdminPorts } from './admin';
import { AdminOnPod, NetworkOnPod, OracleCluster, OraclePod, Side } from './cluster';
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
 * Allowed when any rule of any policy allows it; a pod that no policy isolates is left undecided. Where it is not known of any policy whether
 * it selects the pod, each of them may be the only one that does, or none does.
 */
function networkPolicies(policies: readonly NetworkOnPod[], view: View): Decide {
  if (policies.length === 0) return always(NONE);
  if (policies.some(({ subject }) => subject === YES)) return isolated(policies, view);
  const alone = policies.map(({ policy }) => isolated([{ policy, subject: YES }], view));
  return (packet) => alone.reduce((outcomes, decideOne) => outcomes | decideOne(packet), NONE);
}

function isolated(policies: readonly NetworkOnPod[], { pod, direction, other, destination, cluster, circumstances }: View): Decide {
  const rules = policies
    .flatMap(({ policy, subject }) => policy[direction].map((rule) =>
      ({ rule, peers: both(subject, matchesPeers(policy, rule, other, circumstances)) })))
    .filter(({ peers }) => peers !== NO);
  // A pod's node always reaches it; whether the pod reaches its node is left to the agent. Nobody says which node a host-network pod runs on.
  const own = isOwnNode(pod, other, cluster.nodes);
  if (own === 'yes' && direction === 'ingress') return always(ALLOW);
  const ownNode = own === 'no' ? 0 : ALLOW;
  return (packet) => {
    let match: Match = NO;
    for (const { rule, peers } of rules) {
      if (matchesPorts(rule, packet, destination)) match = either(match, peers);
    }
    if (match === YES) return ALLOW;
    return (match === MAYBE ? ALLOW | DENY : DENY) | ownNode;
  };
}

export function decide(view: View): Decide {
  const { pod, direction } = view;
  const side: Side = pod[direction];
  if (side.unread) return always(ALLOW | DENY);
  // Pass skips what is left of its tier: the first of the next tier asks again.
  const inTier = (groups: readonly (readonly AdminOnPod[])[]) => groups.map((group, i) => ({ decideOne: adminGroup(group, view), begins: i === 0 }));
  const steps = [...inTier(side.admin), { decideOne: networkPolicies(side.network, view), begins: true }, ...inTier(side.baseline)];
  return (packet) => {
    let outcomes = NONE;
    for (const { decideOne, begins } of steps) {
      const asks = begins ? NONE | PASS : NONE;
      if (!(outcomes & asks)) continue;
      outcomes = (outcomes & ~asks) | decideOne(packet);
    }
    if (outcomes & (NONE | PASS)) outcomes = (outcomes & ~(NONE | PASS)) | ALLOW;
    // NetworkPolicy may or may not count a host-network pod as a pod; uncounted, nothing isolates it.
    if (pod.hostNetwork) outcomes |= ALLOW;
    return side.mayRefuse && outcomes & ALLOW ? outcomes | DENY : outcomes;
  };
}
