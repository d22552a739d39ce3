import { LabelConstraint, LabelSelector } from '../../sets';
import type { Field } from './field';
import { addressesOf } from './ends';
import { checkSatisfiable, EndSpec } from './statement';

const KEYS = ['namespace', 'namespaces', 'pods', 'isolated', 'workload', 'addresses', 'outside'] as const;

/** One end, or a list of which any is meant. */
export function readEnds(field: Field): EndSpec[] {
  return field.isList() ? field.items().flatMap(readEnd) : readEnd(field);
}

function readEnd(field: Field): EndSpec[] {
  const fields = field.object(KEYS);
  const given = KEYS.filter((key) => fields[key] !== undefined);
  if (given.length === 0 && field.isObject()) field.fault('the end is empty; leave it out to mean anyone, or write `pods: {}` to mean all pods');
  if (given.length === 0) return [];
  const { workload, addresses, outside, isolated } = fields;
  const alone = workload ?? addresses ?? outside;
  if (alone !== undefined && given.length > 1) {
    alone.fault('`workload`, `addresses` and `outside` stand alone; write two items of a list to mean either');
    return [];
  }
  if (workload !== undefined) return [{ type: 'workload', name: workload.text(), position: workload.position() }];
  if (addresses !== undefined) {
    const set = addresses.attempt(() => addressesOf(addresses.isList() ? addresses.texts() : [addresses.text()]));
    return set === undefined ? [] : [{ type: 'addresses', addresses: set }];
  }
  if (outside !== undefined) return [{ type: 'outside', of: readEnds(outside) }];
  const { namespace, namespaces, pods } = fields;
  if (namespace !== undefined && namespaces !== undefined) namespaces.fault('`namespace` is one name and `namespaces` are labels; write just one of them');
  const direction = isolated?.text();
  if (isolated !== undefined && direction !== 'ingress' && direction !== 'egress') isolated.fault('`isolated` is `ingress` or `egress`; correct it');
  const existing = namespaces?.isText() === true && namespaces.text() === 'existing';
  return [{
    type: 'pods',
    pods: pods === undefined ? LabelSelector.EVERYTHING : readSelector(pods, 'the selector of pods'),
    ...(namespace !== undefined && { namespace: namespace.text(), position: namespace.position() }),
    ...(namespaces !== undefined && (existing ? { existing: true as const } : { namespaces: readSelector(namespaces, 'the selector of namespaces') })),
    ...((direction === 'ingress' || direction === 'egress') && { isolated: direction }),
  }];
}

/** Plain labels, or a selector as Kubernetes writes it. */
function readSelector(field: Field, what: string): LabelSelector {
  if (!field.has('matchLabels') && !field.has('matchExpressions')) return LabelSelector.labels(field.labels());
  const { matchLabels, matchExpressions } = field.object(['matchLabels', 'matchExpressions']);
  const constraints = (matchExpressions?.items() ?? []).flatMap(readExpression);
  const labels = LabelSelector.labels(matchLabels?.labels() ?? {});
  return field.attempt(() => checkSatisfiable(LabelSelector.of([...labels.constraints, ...constraints]), what)) ?? LabelSelector.EVERYTHING;
}

function readExpression(field: Field): [string, LabelConstraint][] {
  const { key, operator, values } = field.object(['key', 'operator', 'values']);
  if (key === undefined || operator === undefined) {
    field.fault('a condition has a `key` and an `operator`; write both');
    return [];
  }
  const needsValues = ['In', 'NotIn'].includes(operator.text());
  if (needsValues !== (values !== undefined)) field.fault(needsValues ? '`In` and `NotIn` need `values`; write them' : '`Exists` and `DoesNotExist` take no `values`; remove them');
  switch (operator.text()) {
    case 'In': return [[key.text(), LabelConstraint.in(values?.texts() ?? [])]];
    case 'NotIn': return [[key.text(), LabelConstraint.notIn(values?.texts() ?? [])]];
    case 'Exists': return [[key.text(), LabelConstraint.exists()]];
    case 'DoesNotExist': return [[key.text(), LabelConstraint.doesNotExist()]];
    default:
      operator.fault('the operator is `In`, `NotIn`, `Exists` or `DoesNotExist`; correct it');
      return [];
  }
}
