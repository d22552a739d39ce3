import { fail } from '../../../errors';
import { isolates, isSameStage, judgedPolicies } from '../../../engine';
import type { Application, Engine } from '../../../engine';
import { Direction, DIRECTIONS, Policy } from '../../../model';
import type { NamedEnd } from '../../ends/ends';
import { isolationOf } from '../../pairs/isolation';
import type { AnalysisSession } from '../../session/session';
import { Isolation } from '../../../results/enums';
import type { IsolationExplanation, TouchingPolicy } from '../../../results/isolation';
import { directionOf } from '../../ends/direction';

/** Why a workload is isolated or is not, and which policies select it. */
export function explainIsolation(session: AnalysisSession, end: NamedEnd): IsolationExplanation {
  if (end.address !== undefined) {
    fail('no-workload', `\`${end.label}\` is an address outside the cluster, which no policy isolates`, 'name a workload');
  }
  const engine = session.engine();
  const classes = [...new Set(end.positions.map((position) => engine.classes.ofWorkload[position]))];
  const touching = DIRECTIONS.flatMap((direction) =>
    [...applicationsOf(engine, direction, classes)].map(([policy, applies]) => ({ direction, policy, applies })));
  const policies = touching.map(({ direction, policy, applies }) =>
    describePolicy(policy, direction, isolates(policy, direction, session.profile), applies, classes.length));
  const isolation = { ingress: isolationOf(engine, 'ingress', classes), egress: isolationOf(engine, 'egress', classes) };
  return {
    workload: end.label,
    ingressIsolated: isolation.ingress === Isolation.ISOLATED,
    egressIsolated: isolation.egress === Isolation.ISOLATED,
    ingressIsolation: isolation.ingress,
    egressIsolation: isolation.egress,
    policies,
    notes: notesOf(policies, isolation, onlyAdd(touching.map(({ policy }) => policy))),
  };
}

/** By policy: how it applies to those of the classes to which it does. */
function applicationsOf(engine: Engine, direction: Direction, classes: readonly number[]): Map<Policy, Application[]> {
  const found = new Map<Policy, Application[]>();
  for (const { policy, applies } of classes.flatMap((classId) => judgedPolicies(engine, direction, classId))) {
    const known = found.get(policy);
    if (known === undefined) found.set(policy, [applies]);
    else known.push(applies);
  }
  return found;
}

function describePolicy(policy: Policy, direction: Direction, isolating: boolean, applies: readonly Application[], classes: number): TouchingPolicy {
  const position = policy.origin.document?.position(policy.origin.path);
  const rules = policy.rules.filter((rule) => rule.direction === direction);
  const notes: string[] = [];
  if (policy.unread !== undefined) {
    notes.push(policy.unreadEffect === 'may-deny'
      ? `${policy.unread}; it may deny what other policies allow`
      : `could not be read: ${policy.unread}; it may allow or deny anything`);
  } else {
    if (applies.includes('as-host')) notes.push('whether it selects a pod on the host network depends on the CNI');
    if (applies.includes('with-agent')) notes.push('it has an effect only if its agent runs, and the input has policies of others, too');
    if (applies.includes('possible')) notes.push('whether it selects the pod depends on labels that are not known');
    if (applies.length < classes) notes.push('it does not select all of the pods');
    if (isolating && rules.length === 0) notes.push('has no rule for this direction, which means no one');
  }
  if (rules.some((rule) => rule.peers === undefined && rule.action === 'allow')) notes.push('has a rule without peers, which means everyone');
  return {
    direction: directionOf(direction),
    isolates: isolating && policy.unread === undefined && applies.length === classes && applies.every((how) => how === 'definite'),
    rules: rules.length,
    policy: policy.origin.label,
    ...(position && { file: position.file, line: position.line }),
    reasons: [...new Set(rules.flatMap(({ reason }) => reason ?? []))],
    notes,
  };
}

/** Whether no policy denies, or decides before another one. */
function onlyAdd(policies: readonly Policy[]): boolean {
  return policies.every(({ stage, rules }) => isSameStage(stage, policies[0].stage) && rules.every(({ action }) => action === 'allow'));
}

function notesOf(policies: readonly TouchingPolicy[], { ingress, egress }: Readonly<Record<Direction, Isolation>>, add: boolean): string[] {
  const notes: string[] = [];
  const isOpen = (isolation: Isolation) => isolation === Isolation.NOT_ISOLATED;
  const isTouched = (direction: Direction) => policies.some((policy) => policy.direction === directionOf(direction));
  if (isOpen(egress) && !isOpen(ingress)) {
    notes.push(isTouched('egress') ? 'no policy isolates its egress' : 'what it may reach is not restricted: no policy isolates its egress');
  }
  if (isOpen(ingress) && !isOpen(egress)) {
    notes.push(isTouched('ingress') ? 'no policy isolates its ingress' : 'who may reach it is not restricted: no policy isolates its ingress');
  }
  if (isOpen(egress) && isOpen(ingress)) notes.push('no NetworkPolicy isolates it');
  const isolating = policies.filter(({ isolates: own }) => own).length;
  if (isolating > 1 && add) notes.push('policies only add: what one of them allows, no other one denies');
  if (isolating > 0) notes.push('replies need no rule', 'a node always reaches the pods that it runs');
  return notes;
}
