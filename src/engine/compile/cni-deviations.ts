import type { Policy } from '../../model';
import { Cidr, groupBy, IpSet, parseCidr, TrafficSet } from '../../sets';
import { ClassList, selects } from './class-list';
import type { Classes } from './classes';
import { resolve } from './named-ports';
import type { Op } from './program';
import type { PeerClasses } from './peer-classes';
import { addressClasses, RuleContext } from './resolve-peers';
import type { CompiledRule } from './rules';
import { TrafficTable } from './traffic-table';

/** A rule as an agent with deviations enforces it: sometimes as two rules, because a deviation concerns only some of the peers. */
export function applyDeviations(policy: Policy, rule: CompiledRule, subjects: ClassList, context: RuleContext): CompiledRule[] {
  const { profile } = context;
  let rules = [rule];
  if (profile.exceptCutsWholeRule) rules = rules.map((r) => withSharedBlocks(r, context));
  if (profile.undeclaredNamesOpenAll) rules = rules.flatMap((r) => openUndeclared(r, subjects, context));
  if (profile.egressNamesSkipBlocks) rules = rules.flatMap(namesAtSelected);
  if (profile.egressNamesFromOwnNamespace) rules = rules.flatMap((r) => resolveInOwnNamespace(policy, r, context));
  return rules;
}

/** One table for all blocks of the rule, in which the longest prefix wins. */
function withSharedBlocks(rule: CompiledRule, context: RuleContext): CompiledRule {
  const blocks = (rule.rule.peers ?? []).flatMap((peer) => (peer.type === 'addresses' ? peer.blocks ?? [] : []));
  if (blocks.length === 0) return rule;
  const entries: { cidr: Cidr; included: boolean }[] = [];
  for (const { cidr, except } of blocks) {
    for (const [text, included] of [[cidr, true] as const, ...except.map((e) => [e, false] as const)]) {
      const parsed = parseCidr(text);
      if (parsed !== undefined) entries.push({ cidr: parsed, included });
    }
  }
  let outside = IpSet.NONE;
  for (const [, ofPrefix] of [...groupBy(entries, ({ cidr }) => cidr.prefix)].sort(([a], [b]) => a - b)) outside = overridden(outside, ofPrefix);
  return { ...rule, outside, pods: [...selectorParts(rule), ...addressClasses(outside, false, context)] };
}

/** Entries of one length, of which the last one for a block counts. */
function overridden(before: IpSet, entries: readonly { readonly cidr: Cidr; readonly included: boolean }[]): IpSet {
  const last = new Map(entries.map(({ cidr, included }) => [`${cidr.family} ${cidr.base}`, { set: IpSet.cidr(cidr), included }]));
  const those = (wanted: boolean) => IpSet.unionOf([...last.values()].filter(({ included }) => included === wanted).map(({ set }) => set));
  return before.union(those(true)).subtract(those(false));
}

function selectorParts(rule: CompiledRule): PeerClasses[] {
  return rule.pods.filter((part) => part.by === 'selector');
}

/** Whether the rule names pods by selectors, whether such pods exist or not. */
function hasSelectors(rule: CompiledRule): boolean {
  return rule.rule.peers?.some((peer) => peer.type === 'endpoints') ?? false;
}

/** Port names that no pod on the destination side declares open every port to the pod peers. */
function openUndeclared(rule: CompiledRule, subjects: ClassList, { classes }: RuleContext): CompiledRule[] {
  if (!hasSelectors(rule) || rule.fixed !== TrafficTable.NONE || rule.named.length === 0) return [rule];
  const destinations = rule.rule.direction === 'ingress' ? [subjects] : selectorParts(rule).map((part) => part.classes);
  const declared = destinations.some((list) => someClass(list, classes, (c) => !resolve(rule.named, classes.portSets[classes.portsOf[c]]).isEmpty()));
  if (declared) return [rule];
  const opened = { ...rule, fixed: TrafficTable.ALL, named: [], pods: selectorParts(rule), outside: IpSet.NONE, possiblyOutside: IpSet.NONE };
  return [opened, { ...rule, pods: rule.pods.filter((part) => part.by === 'address') }];
}

/** An egress name is looked up at pods that selectors select only, and at all of them where the rule has no peers. */
function namesAtSelected(rule: CompiledRule): CompiledRule[] {
  const isPlain = rule.rule.direction !== 'egress' || rule.named.length === 0 || rule.allPeers || rule.rule.partly !== undefined;
  const held = isPlain ? [] : rule.pods.filter((part) => part.by === 'address');
  if (held.length === 0) return [rule];
  return [{ ...rule, pods: selectorParts(rule) }, { ...rule, named: [], pods: held, outside: IpSet.NONE, possiblyOutside: IpSet.NONE }];
}

/** An egress name without peers means the numbers found in the policy's own namespace, for all peers; towards blocks, nothing. */
function resolveInOwnNamespace(policy: Policy, rule: CompiledRule, { classes, traffic }: RuleContext): CompiledRule[] {
  if (rule.rule.direction !== 'egress' || rule.named.length === 0) return [rule];
  if (!rule.allPeers) {
    const towards = (by: PeerClasses['by']) => rule.pods.filter((part) => part.by === by);
    return [{ ...rule, pods: towards('selector'), outside: IpSet.NONE, possiblyOutside: IpSet.NONE }, { ...rule, named: [], pods: towards('address') }];
  }
  const namespace = classes.namespaces.indexOf(policy.namespace ?? '');
  const found = [traffic.set(rule.fixed)];
  for (let c = classes.firstOfNamespace[namespace]; c < classes.firstOfNamespace[namespace + 1]; c++) {
    found.push(resolve(rule.named, classes.portSets[classes.portsOf[c]]));
  }
  return [{ ...rule, fixed: traffic.id(TrafficSet.unionOf(found)), named: [] }];
}

/** The rules of the opposite direction of a policy, as far as they select the class, as ops that apply to the policy's subjects. */
export function oppositeDirectionOps(policy: Policy, rules: readonly CompiledRule[], classId: number, subjects: ClassList): Op[] {
  const peers: PeerClasses[] = [{ classes: subjects, definite: true, by: 'selector' }];
  return rules
    .filter((rule) => rule.allPeers || rule.pods.some(({ classes }) => selects(classes, classId)))
    .map((rule) => ({ type: 'rule', definite: true, policy, rule: { ...rule, allPeers: false, outside: IpSet.NONE, possiblyOutside: IpSet.NONE, pods: peers } }));
}

function someClass(list: ClassList, classes: Classes, test: (c: number) => boolean): boolean {
  for (let c = 0; c < classes.count; c++) if (selects(list, c) && test(c)) return true;
  return false;
}
