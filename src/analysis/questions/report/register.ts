import { isolates, reads } from '../../../engine';
import { DIRECTIONS, EndpointSelector, formatPath, Origin } from '../../../model';
import type { Direction, Policy, Rule, RulePeer } from '../../../model';
import { AddressSet } from '../../../results/address-set';
import { PeerSet } from '../../../results/peer-set';
import type { RegisteredRule, RuleEnd, RuleUse } from '../../../results/report-register';
import { Traffic } from '../../../results/traffic';
import { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { insecureIn } from './insecure-ports';
import { ownersOf } from './owners';
import { PodCounts } from './pod-counts';

/** The most namespaces of one end of a rule that are named. */
const MAX_NAMESPACES = 8;

/** What is known of rules besides what they say. */
export interface RuleFacts {
  /** What a record shows of a rule. @default - no record was given */
  useOf?(rule: Rule): RuleUse;
  /** The day on which a line of a file was changed last. @default - not known */
  sinceOf?(file: string, line: number): string | undefined;
}

/** Every rule of every policy, by the names of the policies. */
export function registeredRules(session: AnalysisSession, facts: RuleFacts = {}): RegisteredRule[] {
  const counts = new PodCounts(session.engine());
  const policies = session.decoded.policies.map((policy, i) => ({ policy, i }));
  policies.sort((a, b) => (a.policy.origin.label < b.policy.origin.label ? -1 : a.policy.origin.label > b.policy.origin.label ? 1 : a.i - b.i));
  const owners = ownersOf(session);
  return policies.flatMap(({ policy }) => {
    const owner = owners(policy);
    return rowsOf(session, policy, counts, facts).map((row) => {
      const since = row.file === undefined ? undefined : facts.sinceOf?.(row.file, row.line!);
      return { ...row, ...(owner !== undefined && { owner }), ...(since !== undefined && { since }) };
    });
  });
}

function rowsOf(session: AnalysisSession, policy: Policy, counts: PodCounts, { useOf }: RuleFacts): RegisteredRule[] {
  const subject = podsEnd([policy.subject], counts);
  const isRead = reads(session.profile, policy);
  const without = isRead ? {} : { unclear: `${session.profile.name} does not read policies of this kind, so it has no effect` };
  const whole = (direction: Direction, action: 'isolate' | 'unread', more: object): RegisteredRule => ({
    ...{ policy: policy.origin.label, direction, action, ...ends(direction, subject, ANYONE) },
    ...{ traffic: Traffic._of(TrafficSet.ALL), namedPorts: [], field: '', ...placeOf(policy.origin), insecure: [] },
    ...without,
    ...more,
  });
  if (policy.unread !== undefined) return DIRECTIONS.map((direction) => whole(direction, 'unread', { unclear: policy.unread }));
  return DIRECTIONS.flatMap((direction) => {
    const rules = policy.rules.filter((rule) => rule.direction === direction);
    const isIsolating = policy.stage.isolating && isolates(policy, direction, session.profile);
    if (rules.length === 0) return isIsolating ? [whole(direction, 'isolate', {})] : [];
    const acts = !policy.stage.isolating || isIsolating || policy.acts?.includes(direction) === true;
    const unclear = acts ? {} : { unclear: 'the policy does not act in this direction, so the rule has no effect' };
    return rules.map((rule): RegisteredRule => ({
      ...{ policy: policy.origin.label, direction, action: rule.action, ...ends(direction, subject, peersEnd(rule.peers, counts)) },
      traffic: Traffic._of(rule.traffic.fixed),
      namedPorts: rule.traffic.named.map(({ name, protocol }) => (protocol === undefined ? name : `${protocol} ${name}`)),
      ...{ field: formatPath(rule.origin.path), ...placeOf(rule.origin) },
      ...(rule.reason !== undefined && { reason: rule.reason }),
      insecure: rule.action === 'allow' ? insecureIn(rule.traffic.fixed) : [],
      ...(useOf !== undefined && rule.action === 'allow' && { use: useOf(rule) }),
      ...(rule.partly !== undefined && { unclear: rule.partly }),
      ...unclear,
      ...without,
    }));
  });
}

function placeOf({ document, path }: Origin): { file?: string; line?: number } {
  const position = document?.position(path);
  return position === undefined ? {} : { file: position.file, line: position.line };
}

const NO_ONE: RuleEnd = { isAnyone: false, pods: [], addresses: [], others: [], count: 0, possible: 0, namespaces: [], furtherNamespaces: 0 };
const ANYONE: RuleEnd = { ...NO_ONE, isAnyone: true };

function ends(direction: Direction, subject: RuleEnd, peer: RuleEnd): { readonly source: RuleEnd; readonly destination: RuleEnd } {
  return direction === 'ingress' ? { source: peer, destination: subject } : { source: subject, destination: peer };
}

function podsEnd(selectors: readonly EndpointSelector[], counts: PodCounts): RuleEnd {
  const { definite, possible, namespaces } = counts.of(selectors);
  const pods = selectors.map((selector) => PeerSet._of(selector));
  const listed = pods.every(({ namespace }) => namespace !== undefined) ? [] : namespaces;
  return {
    ...{ ...NO_ONE, pods, count: definite, possible },
    ...{ namespaces: listed.slice(0, MAX_NAMESPACES), furtherNamespaces: Math.max(0, listed.length - MAX_NAMESPACES) },
  };
}

function peersEnd(peers: readonly RulePeer[] | undefined, counts: PodCounts): RuleEnd {
  if (peers === undefined) return ANYONE;
  const selectors = peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []));
  return {
    ...podsEnd(selectors, counts),
    addresses: peers.flatMap((peer) => (peer.type === 'addresses' ? [AddressSet._of(peer.addresses)] : [])),
    others: peers.flatMap((peer) => otherPeer(peer)),
  };
}

function otherPeer(peer: RulePeer): string[] {
  switch (peer.type) {
    case 'nodes': return [peer.labels.isEverything() ? 'every node' : 'nodes with some labels'];
    case 'hosts': return [peer.own && peer.others ? 'every node' : peer.own ? 'the node of the pod' : 'the other nodes'];
    case 'api-server': return ['the API server'];
    case 'unreadable': return [peer.domains === undefined ? `not known: ${peer.why}` : `addresses of ${peer.domains.join(', ')}`];
    default: return [];
  }
}
