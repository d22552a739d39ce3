import type { Policy } from '../model';
import { Cidr, Intervals, IpSet, parseCidr } from '../sets';
import type { ClassList } from './class-list';
import { means } from './class-list';
import type { Classes } from './classes';
import { resolve } from './rows';
import { addressClasses, CompiledRule, RuleContext } from './rules';
import { TrafficTable } from './traffic-table';

/** A rule as an agent with defects programs it: sometimes as two, because a defect touches only some of its peers. */
export function asProgrammed(policy: Policy, rule: CompiledRule, subjects: ClassList, context: RuleContext): CompiledRule[] {
  const { profile } = context;
  let rules = [rule];
  if (profile.exceptCutsWholeRule) rules = rules.map((r) => withSharedBlocks(r, context));
  if (profile.undeclaredNamesOpenAll) rules = rules.flatMap((r) => openUndeclared(r, subjects, context));
  if (profile.egressNamesFromOwnNamespace) rules = rules.map((r) => resolveAtHome(policy, r, context));
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
  const stated = (rule.rule.peers ?? []).filter((peer) => peer.type !== 'addresses');
  const others = stated.length === 0 ? [] : rule.pods.slice(0, endpointParts(rule));
  return { ...rule, outside, pods: [...others, ...addressClasses(outside, false, context)] };
}

/** How many of the pod parts come from selectors; without pods on the host network each selector gives one. */
function endpointParts(rule: CompiledRule): number {
  return (rule.rule.peers ?? []).filter((peer) => peer.type === 'endpoints').length;
}

/** Names that nobody on the destination side declares open every port to the pod peers. */
function openUndeclared(rule: CompiledRule, subjects: ClassList, { classes }: RuleContext): CompiledRule[] {
  const count = endpointParts(rule);
  if (count === 0 || rule.fixed !== TrafficTable.NONE || rule.named.length === 0) return [rule];
  const destinations = rule.rule.direction === 'ingress' ? [subjects] : rule.pods.slice(0, count).map((p) => p.classes);
  const declared = destinations.some((list) => someClass(list, classes, (c) => !resolve(rule.named, classes.portSets[classes.portsOf[c]]).isEmpty()));
  if (declared) return [rule];
  const opened = { ...rule, fixed: TrafficTable.ALL, named: [], pods: rule.pods.slice(0, count), outside: IpSet.of(Intervals.empty(), Intervals.empty()) };
  return [opened, { ...rule, pods: rule.pods.slice(count) }];
}

/** An egress name without peers means the numbers found in the policy's own namespace, for everyone; with blocks only, nothing. */
function resolveAtHome(policy: Policy, rule: CompiledRule, { classes, traffic }: RuleContext): CompiledRule {
  if (rule.rule.direction !== 'egress' || rule.named.length === 0) return rule;
  if (!rule.everyone) return endpointParts(rule) === 0 ? { ...rule, named: [] } : rule;
  const home = classes.namespaces.indexOf(policy.namespace ?? '');
  let found = traffic.set(rule.fixed);
  for (let c = classes.firstOfNamespace[home]; c < classes.firstOfNamespace[home + 1]; c++) {
    found = found.union(resolve(rule.named, classes.portSets[classes.portsOf[c]]));
  }
  return { ...rule, fixed: traffic.id(found), named: [] };
}

function someClass(list: ClassList, classes: Classes, test: (c: number) => boolean): boolean {
  for (let c = 0; c < classes.count; c++) if (means(list, c) && test(c)) return true;
  return false;
}
