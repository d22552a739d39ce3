import { TrafficSet } from '../../sets';
import { converted, defaulted, described, list, named, object, oneOf, Schema, text } from '../../schema';
import { ENDS, LABELS, TRAFFIC } from './file-ends';
import { ExceptionSpec, ID, ID_EXAMPLE, Statement } from './statement';
import { READY_MADE, readyMade } from './ready-made';

const ANY_TEXT = text({ blank: true });
const DEMANDS = ['never', 'always', 'isolated'] as const;

type Body = Pick<Statement, 'from' | 'to' | 'traffic' | 'directions'>;

const BETWEEN = {
  from: described(ENDS, 'The sources; left out, anyone.'),
  to: described(ENDS, 'The destinations; left out, anyone.'),
  traffic: TRAFFIC,
};

const DEMAND: Schema<Body> = named('demand', converted(
  object(BETWEEN, { rules: [{ rule: 'at-least-one', of: ['from', 'to'], fix: 'name at least one of the ends' }] }),
  ({ from, to, traffic = TrafficSet.ALL }) => ({ from, to, traffic }),
));

const EXCEPTION: Schema<ExceptionSpec> = named('exception', converted(
  object(BETWEEN, { rules: [{ rule: 'at-least-one', of: ['from', 'to', 'traffic'], fix: 'name what is excepted: an exception of everything leaves nothing to hold' }] }),
  ({ from, to, traffic = TrafficSet.ALL }) => ({ from, to, traffic }),
));

const ISOLATED: Schema<Body> = converted(
  object({ pods: ENDS, directions: defaulted(list(oneOf(['ingress', 'egress']), { minItems: 1, distinct: true }), ['ingress', 'egress']) }),
  ({ pods, directions }) => ({ from: pods, to: undefined, traffic: TrafficSet.ALL, directions: (['ingress', 'egress'] as const).filter((one) => directions.includes(one)) }),
);

/** One invariant of a file. */
export const INVARIANT = named('invariant', converted(object({
  id: described(text({ pattern: ID, requirement: 'be 1 to 100 lower-case letters, digits, dots and dashes', fix: ID_EXAMPLE }), 'How reports name it.'),
  reason: described(ANY_TEXT, 'Why it must hold, such as the clause of a standard.'),
  never: described(DEMAND, 'None of the traffic passes from any source to any destination.'),
  always: described(DEMAND, 'All of the traffic passes from each source to each destination.'),
  isolated: described(ISOLATED, 'Some policy isolates each of the pods in each of the directions.'),
  use: described(oneOf(Object.keys(READY_MADE)), 'An invariant that is kept ready.'),
  namespace: described(ANY_TEXT, 'With `use`: the namespace that it is about.'),
  labels: described(LABELS, 'With `use`: the labels of the pods that it is about.'),
  except: described(list(EXCEPTION, { minItems: 1 }), 'Connections that the invariant does not cover.'),
}, {
  rules: [
    { rule: 'exactly-one', of: [...DEMANDS, 'use'], fix: 'an invariant says one thing: write just one of them' },
    { rule: 'required-unless', field: 'id', others: ['use'], fix: ID_EXAMPLE },
    { rule: 'requires', field: 'namespace', others: ['use'], fix: 'say who is meant under `from` and `to`' },
    { rule: 'requires', field: 'labels', others: ['use'], fix: 'say who is meant under `from` and `to`' },
    { rule: 'excludes', field: 'except', others: ['isolated'], fix: 'say which pods are meant under `pods`' },
  ],
}), ({ id, reason, use, namespace, labels, except = [], ...demands }, place): Statement | undefined => {
  const common = { except, position: place.position(), ...(reason !== undefined && { reason }) };
  if (use !== undefined) {
    const made = place.at('use').attempt(() => readyMade(use, { ...(namespace !== undefined && { namespace }), ...(labels !== undefined && { labels }) }));
    return made && { ...made, ...common, id: id ?? made.id };
  }
  const demand = DEMANDS.find((name) => demands[name] !== undefined)!;
  return { id: id!, demand, ...common, ...demands[demand]! };
}));
