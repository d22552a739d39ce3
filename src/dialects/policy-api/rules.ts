import { DIRECTIONS } from '../../model';
import type { Action, Direction, Rule, RuleTraffic } from '../../model';
import type { ObjectProblems } from '../object-problems';
import { fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { reasonOf } from '../metadata';
import type { Place } from '../place';
import { ALL_TRAFFIC } from '../rule-traffic';
import { decodePeer } from './peers';
import type { Reports } from './reports';

/** What the rules of one version of the API have of their own. */
export interface RuleForm {
  readonly actions: Readonly<Record<string, Action>>;
  /** The field of a rule that says what traffic it is about. */
  readonly traffic: string;
  /** The field that names a port of the pods, inside of an item of that field. */
  readonly named: string;
  /** The peers beside which the definitions of every channel refuse the name of a port: those that are no pods. */
  readonly unnamed: readonly string[];
  /** What the field of the traffic means; `undefined` when a part of it can mean nothing: then the rule may be about anything. */
  decodeTraffic(value: unknown, place: Place, reports: Reports): RuleTraffic | undefined;
}

export function decodeRules(object: Manifest, spec: Fields, inside: Place, form: RuleForm, reports: Reports): Rule[] {
  const reason = reasonOf(object.metadata);
  return DIRECTIONS.flatMap((direction) =>
    listOf(spec[direction]).map((item, i) => {
      const place = inside.at(direction).at(i);
      return decodeRule(fieldsOf(item), { direction, place, form, reports }, object.origin.rule(direction, i), reason);
    }));
}

interface Where {
  readonly direction: Direction;
  readonly place: Place;
  readonly form: RuleForm;
  readonly reports: Reports;
}

function decodeRule(rule: Fields, { direction, place, form, reports }: Where, origin: Rule['origin'], reason: string | undefined): Rule {
  const key = direction === 'ingress' ? 'from' : 'to';
  const items = listOf(rule[key]);
  const action = typeof rule.action === 'string' && Object.prototype.hasOwnProperty.call(form.actions, rule.action) ? form.actions[rule.action] : 'deny';
  const peers = items.map((item, i) => decodePeer(fieldsOf(item), action, place.at(key).at(i), reports));
  const traffic = form.decodeTraffic(rule[form.traffic], place.at(form.traffic), reports);
  checkNames(items, traffic, place, form, reports.problems);
  return {
    direction,
    action,
    peers: traffic === undefined ? [{ type: 'unreadable', why: `its ${form.traffic} cannot be read` }] : peers,
    traffic: traffic ?? ALL_TRAFFIC,
    ...(typeof rule.name === 'string' && { name: rule.name }),
    ...(form.traffic !== 'ports' && { fields: { traffic: form.traffic } }),
    ...(reason !== undefined && { reason }),
    origin,
  };
}

/** A port by name is resolved at pods: the definitions refuse it beside peers that are none. */
function checkNames(items: readonly unknown[], traffic: RuleTraffic | undefined, place: Place, form: RuleForm, problems: ObjectProblems): void {
  const { named, unnamed } = form;
  if (traffic === undefined || traffic.named.length === 0 || !items.some((item) => hasOneOf(item, unnamed))) return;
  problems.add('invalid-value', place, `must not have ${named} beside ${sayOr(unnamed)}`, 'write the number, or split the rule');
}

/** Whether an object has one of the fields, nulls being none. */
export function hasOneOf(value: unknown, keys: readonly string[]): boolean {
  const fields = fieldsOf(value);
  return keys.some((key) => (fields[key] ?? null) !== null);
}

function sayOr(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
