import type { Action, NamedPort, Policy, Rule, RulePeer, RuleTraffic } from '../../model';
import { namesOf } from '../../model';
import type { IpSet, Match } from '../../sets';
import { AddressIndex } from './address-index';
import { selects } from './class-list';
import type { PeerClasses } from './peer-classes';
import { RuleContext, resolvePeers, Resolved } from './resolve-peers';

const NO_PEERS: readonly RulePeer[] = [];

/** A rule with its peers resolved to classes and addresses. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly action: Action;
  /** Number of the traffic that it means at a destination that declares none of its names. */
  readonly fixed: number;
  /** Port names, to be resolved at the destination. */
  readonly named: readonly NamedPort[];
  /** What is left out where names are resolved. @default - nothing */
  readonly without?: Omit<RuleTraffic, 'without'>;
  /** The subjects of its policy of which it is. @default - all */
  readonly own?: readonly PeerClasses[];
  /** Whether the rule selects every pod and every address. */
  readonly allPeers: boolean;
  /** Whether it may select any of them, because a peer could not be read. */
  readonly possiblyAllPeers: boolean;
  /**
   * The pods that it selects.
   * INVARIANT: a class may be in several parts; a rule applied twice acts once, and definitely if one part is definite;
   * test/engine/judge/entry.test.ts.
   */
  readonly pods: readonly PeerClasses[];
  /** The addresses outside the cluster that it selects. */
  readonly outside: IpSet;
  /** Those that it may select: a node that the input does not show may have any of them. */
  readonly possiblyOutside: IpSet;
  /** Whether an address outside that nothing states may be meant: one of a domain name, or that of the API server. */
  readonly possiblyUnstated: boolean;
  /** What it selects of the addresses of the node on which its subject runs; absent where that is what `outside` says. */
  readonly ofOwnNode?: IpSet;
}

/** What is needed to resolve peers, by the families of the subject: of a peer's addresses, only those of these families count. */
export function contextsByFamily(common: Omit<RuleContext, 'addresses'>, family: 4 | 6 | undefined): readonly RuleContext[] {
  return ([family, 4, 6, family] as const).map((judged) => ({ ...common, addresses: new AddressIndex(common.classes, judged, common.places) }));
}

/** Resolves the peers of a rule. `own`: with what its own end is resolved. */
export function compileRule(policy: Policy, rule: Rule, context: RuleContext, own = context): CompiledRule {
  const { fixed, without } = rule.traffic;
  const { possiblyAllPeers, pods, outside, possiblyOutside, possiblyUnstated, ofOwnNode } = resolvePeers(policy, rule.peers ?? NO_PEERS, context);
  // each field of each rule: the engine reads rules most of its time, and they are of one form
  return {
    rule,
    action: rule.action,
    fixed: context.traffic.id(without === undefined ? fixed : fixed.subtract(without.fixed)),
    named: namesOf(rule.traffic),
    without,
    own: rule.own && ownOf(resolvePeers(policy, rule.own, own)),
    allPeers: rule.peers === undefined,
    possiblyAllPeers,
    pods,
    outside,
    possiblyOutside,
    possiblyUnstated,
    ofOwnNode,
  };
}

function ownOf({ pods, possiblyAllPeers }: Resolved): readonly PeerClasses[] {
  return possiblyAllPeers ? [...pods, { classes: { except: true, list: [] }, definite: false, by: 'selector' }] : pods;
}

/** Whether a rule is of a class of subjects of its policy, as far as that is known. */
export function isOf({ own }: CompiledRule, classId: number): Match {
  if (own === undefined) return 'definite';
  const found = own.filter(({ classes }) => selects(classes, classId));
  if (found.length === 0) return 'no';
  return found.some(({ definite }) => definite) ? 'definite' : 'possible';
}
