import type { Policy } from '../../model';
import { Cidr, IpSet, parseCidr } from '../../sets';
import { ClassList, means } from './class-list';
import type { Classes } from './classes';
import { resolve } from './named-ports';
import type { Op } from './program';
import { addressClasses, CompiledRule, PeerClasses, RuleContext } from './rules';
import { TrafficTable } from './traffic-table';

/** A rule as an agent with defects programs it: sometimes as two, because a defect touches only some of its peers. */
export function applyDeviations(policy: Policy, rule: CompiledRule, subjects: ClassList, context: RuleContext): CompiledRule[] {
  const { profile } = context;
  let rules = [rule];
  if (profile.exceptCutsWholeRule) rules = rules.map((r) => withSharedBlocks(r, context));
  if (profile.undeclaredNamesOpenAll) rules = rules.flatMap((r) => openUndeclared(r, subjects, context));
  if (profile.egressNamesFromOwnNamespace) rules = rules.flatMap((r) => resolveInOwnNamespace(policy, r, context));
  return rules;
}

/** One table for all blocks of the rule, in which the longest prefix wins. */
function withSharedBlocks(rule: CompiledRule, context: RuleContext): CompiledRule {
  const blocks = (rule.rule.peers ?? []).flatMap((peer) => (peer.type === 'addresses' ? peer.blocks ?? [] : []));
  if (blocks.length === 0) return rule;
  const entries: { cidr: Cidr; meant: boolean }[] = [];
  for (const { cidr, except } of blocks) {
    for (const [text, meant] of [[cidr, true] as const, ...except.map((e) => [e, false] as const)]) {
      const parsed = parseCidr(text);
      if (parsed !== undefined) entries.push({ cidr: parsed, meant });
    }
  }
  entries.sort((a, b) => a.cidr.prefix - b.cidr.prefix);
  let outside = IpSet.NONE;
  for (const { cidr, meant } of entries) outside = meant ? outside.union(IpSet.cidr(cidr)) : outside.subtract(IpSet.cidr(cidr));
  return { ...rule, outside, pods: [...selectorParts(rule), ...addressClasses(outside, false, context)] };
}

function selectorParts(rule: CompiledRule): PeerClasses[] {
  return rule.pods.filter((part) => part.by === 'selector');
}

/** Whether the rule names pods by selectors, be they there or not. */
function hasSelectors(rule: CompiledRule): boolean {
  return rule.rule.peers?.some((peer) => peer.type === 'endpoints') ?? false;
}

/** Names that nobody on the destination side declares open every port to the pod peers. */
function openUndeclared(rule: CompiledRule, subjects: ClassList, { classes }: RuleContext): CompiledRule[] {
  if (!hasSelectors(rule) || rule.fixed !== TrafficTable.NONE || rule.named.length === 0) return [rule];
  const destinations = rule.rule.direction === 'ingress' ? [subjects] : selectorParts(rule).map((part) => part.classes);
  const declared = destinations.some((list) => someClass(list, classes, (c) => !resolve(rule.named, classes.portSets[classes.portsOf[c]]).isEmpty()));
  if (declared) return [rule];
  const opened = { ...rule, fixed: TrafficTable.ALL, named: [], pods: selectorParts(rule), outside: IpSet.NONE };
  return [opened, { ...rule, pods: rule.pods.filter((part) => part.by === 'address') }];
}

/** An egress name without peers means the numbers found in the policy's own namespace, for everyone; towards blocks, nothing. */
function resolveInOwnNamespace(policy: Policy, rule: CompiledRule, { classes, traffic }: RuleContext): CompiledRule[] {
  if (rule.rule.direction !== 'egress' || rule.named.length === 0) return [rule];
  if (!rule.everyone) {
    const towards = (by: PeerClasses['by']) => rule.pods.filter((part) => part.by === by);
    return [{ ...rule, pods: towards('selector'), outside: IpSet.NONE }, { ...rule, named: [], pods: towards('address') }];
  }
  const home = classes.namespaces.indexOf(policy.namespace ?? '');
  let found = traffic.set(rule.fixed);
  for (let c = classes.firstOfNamespace[home]; c < classes.firstOfNamespace[home + 1]; c++) {
    found = found.union(resolve(rule.named, classes.portSets[classes.portsOf[c]]));
  }
  return [{ ...rule, fixed: traffic.id(found), named: [] }];
}

/** The rules of a policy's other direction as they let its own subjects through, where they mean the class. */
export function crossedOps(policy: Policy, rules: readonly CompiledRule[], of: number, subjects: ClassList): Op[] {
  const peers: PeerClasses[] = [{ classes: subjects, sure: true, by: 'selector' }];
  return rules
    .filter((rule) => rule.everyone || rule.pods.some(({ classes }) => means(classes, of)))
    .map((rule) => ({ type: 'rule', sure: true, policy, rule: { ...rule, everyone: false, outside: IpSet.NONE, pods: peers } }));
}

function someClass(list: ClassList, classes: Classes, test: (c: number) => boolean): boolean {
  for (let c = 0; c < classes.count; c++) if (means(list, c) && test(c)) return true;
  return false;
}
