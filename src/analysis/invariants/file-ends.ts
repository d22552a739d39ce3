import { IpSet, LabelConstraint, LabelSelector } from '../../sets';
import { converted, described, lazy, list, map, named, object, oneOf, oneOrMany, Schema, text, union } from '../../schema';
import { addressesEnd, addressesOf } from './addresses';
import { EndSpec, parseTraffic } from './statement';

const ANY_TEXT = text({ blank: true });

export const LABELS = named('labels', map(ANY_TEXT));

/** Address blocks, each judged where it stands. */
export const BLOCKS = named('blocks', converted(
  oneOrMany(converted(text(), (block, place) => place.attempt(() => addressesOf([block])))),
  (sets) => IpSet.unionOf(sets),
));

/** The same at an end, where one address means what has it. */
const END_ADDRESSES = named('addresses', converted(
  oneOrMany(converted(text(), (block, place) => place.attempt(() => addressesEnd([block])))),
  (parts): EndSpec => ({
    type: 'addresses',
    addresses: IpSet.unionOf(parts.map(({ addresses }) => addresses)),
    single: parts.flatMap(({ single }) => single ?? []),
  }),
));

export const TRAFFIC = named('traffic', described(
  converted(
    list(converted(text({ numbers: true }), (one, place) => place.attempt(() => parseTraffic([one]))), { minItems: 1 }),
    (sets) => sets.reduce((all, one) => all.union(one)),
  ),
  'Protocols with ports at the destination: `TCP 443`, `TCP 8000-8100`, `UDP`; a number alone is TCP. Left out, everything.',
));

const EXPRESSION = converted(
  object(
    { key: ANY_TEXT, operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']), values: list(text({ blank: true, numbers: true }), { minItems: 1 }) },
    { required: { key: 'write the key of a label', operator: 'write `In`, `NotIn`, `Exists` or `DoesNotExist`' } },
  ),
  ({ key, operator, values }, place): readonly [string, LabelConstraint] | undefined => {
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues && values === undefined) return place.at('values').problem(`is required beside \`${operator}\``, 'write them');
    if (!needsValues && values !== undefined) return place.at('values').problem(`is not allowed beside \`${operator}\``, 'remove it');
    if (needsValues) return [key, operator === 'In' ? LabelConstraint.in(values!) : LabelConstraint.notIn(values!)];
    return [key, operator === 'Exists' ? LabelConstraint.exists() : LabelConstraint.doesNotExist()];
  },
);

const BY_LABELS = converted(LABELS, (labels) => LabelSelector.labels(labels));
const BY_CONDITIONS = converted(
  object({ matchLabels: LABELS, matchExpressions: list(EXPRESSION, { minItems: 1 }) }),
  ({ matchLabels = {}, matchExpressions = [] }, place) => {
    const selector = LabelSelector.of([...LabelSelector.labels(matchLabels).constraints, ...matchExpressions]);
    return selector.isSatisfiable() ? selector : place.problem('can select nothing, for its conditions exclude each other', 'remove one of them');
  },
);

/** Plain labels, or a selector as Kubernetes writes it. */
const SELECTOR = named('selector', union([BY_LABELS, BY_CONDITIONS], (value) => (isObject(value) && ('matchLabels' in value || 'matchExpressions' in value) ? BY_CONDITIONS : BY_LABELS)));
const EXISTING = oneOf(['existing'], { fix: 'write `existing`, or labels' });
const NAMESPACES = union<'existing' | LabelSelector>([EXISTING, SELECTOR], (value) => (typeof value === 'string' ? EXISTING : SELECTOR));

const KEYS = ['namespace', 'namespaces', 'pods', 'isolated', 'workload', 'addresses', 'outside'] as const;
const TWO_ITEMS = 'write two items of a list to mean either';

const END = named('end', converted(object({
  namespace: described(ANY_TEXT, 'Pods of this namespace.'),
  namespaces: described(NAMESPACES, 'Pods of the namespaces with these labels, or `existing`: of those in the input.'),
  pods: described(SELECTOR, 'Pods with these labels; `{}` is every pod.'),
  isolated: described(oneOf(['ingress', 'egress']), 'Only pods that some policy isolates in this direction.'),
  workload: described(ANY_TEXT, 'Pods with the labels of this workload, in its namespace: `namespace/name`.'),
  addresses: described(END_ADDRESSES, 'Blocks of addresses outside the cluster; one address is the pod, node or Service that has it.'),
  outside: described(lazy(() => ENDS), 'Every pod and every address that is not meant by these.'),
}, {
  rules: [
    { rule: 'at-least-one', of: KEYS, fix: 'leave it out to mean anyone, or write `pods: {}` to mean all pods' },
    { rule: 'excludes', field: 'workload', others: KEYS.filter((key) => key !== 'workload'), fix: TWO_ITEMS },
    { rule: 'excludes', field: 'addresses', others: ['namespace', 'namespaces', 'pods', 'isolated', 'outside'], fix: TWO_ITEMS },
    { rule: 'excludes', field: 'outside', others: ['namespace', 'namespaces', 'pods', 'isolated'], fix: TWO_ITEMS },
    { rule: 'excludes', field: 'namespaces', others: ['namespace'], fix: '`namespace` is one name and `namespaces` are labels: write just one of them' },
  ],
}), ({ namespace, namespaces, pods = LabelSelector.EVERYTHING, isolated, workload, addresses, outside }, place): EndSpec => {
  if (workload !== undefined) return { type: 'workload', name: workload, position: place.at('workload').position() };
  if (addresses !== undefined) return addresses;
  if (outside !== undefined) return { type: 'outside', of: outside };
  return {
    type: 'pods',
    pods,
    ...(namespace !== undefined && { namespace, position: place.at('namespace').position() }),
    ...(namespaces !== undefined && (namespaces === 'existing' ? { existing: true } : { namespaces })),
    ...(isolated !== undefined && { isolated }),
  };
}));

/** One end, or a list of alternatives. */
export const ENDS: Schema<readonly EndSpec[]> = named('ends', oneOrMany(END));

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
