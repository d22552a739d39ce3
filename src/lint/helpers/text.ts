import type { FieldPath, Policy, RulePeer, Rule, Workload } from '../../model';
import { andMore } from '../../text/lists';

/** `` `a`, `b` and 3 more `` */
export function listed(names: readonly string[], most = 3): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, most).map((name) => `\`${name}\``);
  if (unique.length > most) return `${shown.join(', ')} ${andMore(unique.length - most)}`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** A list with its verb: `` `a` is ``, `` `a` and `b` are ``. */
export function listedAs(names: readonly string[], one: string, many: string): string {
  return `${listed(names)} ${new Set(names).size === 1 ? one : many}`;
}

/** `production/api` */
export function nameOf({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}

/** The field of a rule that lists its peers. */
export function peersPath(rule: Rule): FieldPath {
  return [...rule.origin.path, rule.fields?.peers ?? (rule.direction === 'ingress' ? 'from' : 'to')];
}

/** The field of one peer of a rule, or the list in which it is one of those that an item means; `inside`: its part in a NetworkPolicy. */
export function peerPath(rule: Rule, peer: RulePeer, inside?: 'podSelector' | 'namespaceSelector'): FieldPath {
  if (rule.fields?.peers !== undefined) return peersPath(rule);
  const path = [...peersPath(rule), rule.peers!.indexOf(peer)];
  return inside === undefined || rule.fields !== undefined ? path : [...path, inside];
}

/** The field of a policy that selects its pods. */
export function subjectPath({ subjectPath: path = ['spec', 'podSelector'] }: Policy): FieldPath {
  return path;
}

/** The field of a rule that lists its ports. */
export function portsPath(rule: Rule): FieldPath {
  return [...rule.origin.path, rule.fields?.traffic ?? 'ports'];
}
