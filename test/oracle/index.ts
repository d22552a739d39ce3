/**
 * The naive judge: packet by packet, from the words of the API alone, on raw manifests. It shares nothing with `src` but the shape of a verdict.
 */
import { AdminRule, matchesAdminPeers, matchesAdminPorts } from './admin';
import { AdminOnPod, OracleCluster, OraclePod, Side } from './cluster';
import { NetworkPolicy, Reading, matchesPeers, matchesPorts } from './networkpolicy';
import { End, External } from './pods';
import { ALLOW, DENY, Direction, MAYBE, Match, NO, NONE, Outcomes, PASS, Packet, Verdict, YES, both, either, verdictOf } from './values';

export { buildCluster } from './cluster';
export type { OracleCluster, OraclePod } from './cluster';
export { external } from './pods';
export type { External } from './pods';
export type { Reading } from './networkpolicy';
export type { Packet, Protocol, Verdict } from './values';

type OracleEnd = OraclePod | External;
type Decide = (packet: Packet) => Outcomes;

const always = (outcomes: Outcomes): Decide => () => outcomes;

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
function adminGroup(group: readonly AdminOnPod[], direction: Direction, other: End, destination: End, family: 4 | 6 | undefined, cluster: OracleCluster, reading: Reading): Decide {
  const policies = group.map(({ policy, subject }) => ({
    subject,
    rules: policy[direction].map((rule) => ({ rule, peers: matchesAdminPeers(rule, other, family, cluster.nodes, reading) })).filter(({ peers }) => peers !== NO),
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

/** Allowed when any rule of any policy allows it; a pod that no policy isolates is left undecided. */
function networkPolicies(policies: readonly NetworkPolicy[], direction: Direction, other: End, destination: End, family: 4 | 6 | undefined, reading: Reading): Decide {
  if (policies.length === 0) return always(NONE);
  const rules = policies.flatMap((policy) => policy[direction].map((rule) => ({ rule, peers: matchesPeers(policy, rule, other, family, reading) })))
    .filter(({ peers }) => peers !== NO);
  // A pod and its own node reach each other whatever the policies say, and nobody says which node a host-network pod runs on.
  const ownNode = !other.external && other.hostNetwork ? ALLOW : 0;
  return (packet) => {
    let match: Match = NO;
    for (const { rule, peers } of rules) if (matchesPorts(rule, packet, destination)) match = either(match, peers);
    if (match === YES) return ALLOW;
    return (match === MAYBE ? ALLOW | DENY : DENY) | ownNode;
  };
}

/** One end's view of the traffic with the other. */
function sideDecision(pod: OraclePod, direction: Direction, other: OracleEnd, family: 4 | 6 | undefined, cluster: OracleCluster, reading: Reading): Decide {
  const side: Side = pod[direction];
  if (side.unread) return always(ALLOW | DENY);
  const destination = direction === 'egress' ? other : pod;
  const tiers = [
    ...side.admin.map((group) => adminGroup(group, direction, other, destination, family, cluster, reading)),
    networkPolicies(side.network, direction, other, destination, family, reading),
    adminGroup(side.baseline, direction, other, destination, family, cluster, reading),
  ];
  const network = side.admin.length;
  return (packet) => {
    let outcomes = NONE;
    for (let i = 0; i < tiers.length; i++) {
      // Pass skips what is left of the admin tier; whoever still asks here was not answered.
      const asks = i < network ? NONE : NONE | PASS;
      if (!(outcomes & asks)) continue;
      outcomes = (outcomes & ~asks) | tiers[i](packet);
    }
    if (outcomes & (NONE | PASS)) outcomes = (outcomes & ~(NONE | PASS)) | ALLOW;
    // NetworkPolicy may or may not count a host-network pod as a pod; uncounted, nothing isolates it.
    return pod.hostNetwork ? outcomes | ALLOW : outcomes;
  };
}

/** Families over which two ends can talk, as far as their addresses are known. */
function familiesOf(source: OracleEnd, destination: OracleEnd): (4 | 6 | undefined)[] {
  const known = [source, destination].map((end) => (end.external ? [end.address] : end.addresses)).filter((addresses) => addresses.length > 0)
    .map((addresses) => new Set(addresses.map((address) => address.family)));
  const common = ([4, 6] as const).filter((family) => known.every((families) => families.has(family)));
  return known.length === 0 || common.length === 0 ? [undefined] : [...common];
}

/** All questions about one ordered pair share the work on its peers. Without a family, the packet may be of any that both ends have. */
export function judgePair(cluster: OracleCluster, source: OracleEnd, destination: OracleEnd, family?: 4 | 6, reading: Reading = {}): (packet: Packet) => Verdict {
  if (source === destination) return () => 'allowed';
  const families = family === undefined ? familiesOf(source, destination) : [family];
  const sides = families.map((item) => ({
    egress: source.external ? always(ALLOW) : sideDecision(source, 'egress', destination, item, cluster, reading),
    ingress: destination.external ? always(ALLOW) : sideDecision(destination, 'ingress', source, item, cluster, reading),
  }));
  return (packet) => {
    const verdicts = sides.map(({ egress, ingress }) => verdictOf(egress(packet), ingress(packet)));
    return verdicts.every((verdict) => verdict === verdicts[0]) ? verdicts[0] : 'unknown';
  };
}

export function verdict(cluster: OracleCluster, source: OracleEnd, destination: OracleEnd, packet: Packet, family?: 4 | 6, reading?: Reading): Verdict {
  return judgePair(cluster, source, destination, family, reading)(packet);
}
