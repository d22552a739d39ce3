import { AGENTS, DIRECTIONS, selectorKey } from '../../model';
import type { EndpointSelector, FieldPath, Policy, PolicyLanguage, Rule, Stage } from '../../model';
import { LabelSelector } from '../../sets';
import type { DecodeSink } from '../dialect';
import { EVERY_POD } from '../every-pod';
import { fieldsOf, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { reasonOf } from '../metadata';
import { NO_POD } from '../no-pod';
import { POLICY_API_VERSIONS } from '../policy-api-versions';
import { peersAlike } from './alike';
import { membersOf } from './context';
import type { Context } from './context';
import type { Accepted, Orders } from './orders';
import { Reading } from './reading';
import { readRule } from './rules';
import type { Read } from './rules';
import { entriesOf, isElsewhere, isOfNoPod } from './subjects';
import type { Entry } from './subjects';

const ITS_OWN = { exemptsOwnNode: true, judgesCallsToItself: true };

/** Before NetworkPolicy: by tier, then by priority, then by the position of the rule. A rule that passes leaves all of them. */
const TIERED: Stage = { title: 'Antrea policy', rank: 120, isolating: false, ...ITS_OWN };
/** After NetworkPolicy, for pods that no NetworkPolicy isolates in the direction. */
const BASELINE: Stage = { title: 'Antrea policy of tier baseline', rank: 290, isolating: false, isBaseline: true, ...ITS_OWN };

/** The agent asks the policy API as further tiers of its own; their place among the others was not measured. */
export const LANGUAGE: PolicyLanguage = { name: 'antrea', set: AGENTS, unordered: [POLICY_API_VERSIONS] };

type OfObject = 'stage' | 'name' | 'namespace' | 'hostNetwork' | 'policesOwnNode' | 'language' | 'origin' | 'subjectPath' | 'neverMatching';
type Common = Pick<Policy, OfObject>;

const SUBJECT_PATH = ['spec', 'appliedTo'];

function commonOf({ name, namespace, origin }: Manifest, stage: Stage): Common {
  return { stage, name, namespace, origin, subjectPath: SUBJECT_PATH, hostNetwork: 'never', policesOwnNode: true, language: LANGUAGE };
}

/** What is refused may be about all the pods that it selects. */
export function refusedPolicies(object: Manifest, subjects: readonly EndpointSelector[] | undefined): readonly Policy[] {
  const why = 'the API server refuses the policy';
  const common = commonOf(object, TIERED);
  if (subjects !== undefined) return subjects.map((subject) => unreadPolicy(common, subject, why));
  if (object.namespace !== undefined) return [unreadPolicy(common, everyPodOf(object.namespace), why)];
  // one of the cluster that cannot be read may be about nodes
  return [{ ...unreadPolicy(common, EVERY_POD, why), hostNetwork: 'depends-on-cni' }];
}

function everyPodOf(namespace: string): EndpointSelector {
  return { namespaces: { name: namespace }, pods: LabelSelector.EVERYTHING };
}

function unreadPolicy(common: Common, subject: EndpointSelector, why: string, isolates: Policy['isolates'] = DIRECTIONS): Policy {
  return { ...common, order: 0, subject, isolates, rules: [], unread: why };
}

/** The policies that an object means: two readings of it where its agent was measured to depart from its documents. */
export function policiesOf(accepted: Accepted, sink: DecodeSink, context: Omit<Context, 'reading'>, orders: Orders): readonly Policy[] {
  const documented = new Reading(false);
  const policies = read(accepted, sink, { ...context, reading: documented }, orders);
  if (!documented.differs) return policies;
  const measured = read(accepted, sink, { ...context, reading: new Reading(true) }, orders);
  const { name: agent } = LANGUAGE;
  const as = (all: readonly Policy[], isMeasured: boolean) => all.map((policy) => ({ ...policy, reading: { agent, measured: isMeasured } }));
  return [...as(policies, false), ...as(measured, true)];
}

function read(accepted: Accepted, sink: DecodeSink, context: Context, orders: Orders): readonly Policy[] {
  const { object, tier } = accepted;
  const spec = fieldsOf(object.value.spec);
  const neverMatching = neverMatchingOf(spec, context);
  const own = commonOf(object, tier.isBaseline ? BASELINE : TIERED);
  const common = neverMatching.length === 0 ? own : { ...own, neverMatching };
  const reason = reasonOf(object.metadata);
  const rules = DIRECTIONS.flatMap((direction) => listOf(spec[direction]).map((item, position) =>
    readRule(fieldsOf(item), { direction, position, origin: object.origin.rule(direction, position), reason }, context)));
  const off = switchedOff(accepted, spec, rules, sink, context);
  if (off === 'definite') return [{ ...common, ...nothing(), refusedBy: LANGUAGE.name, refusals: [{ path: SUBJECT_PATH, text: GROUP_ELSEWHERE }] }];
  // without a rule, it does nothing where it counts, too
  if (off === 'possible' && rules.length > 0) return [unreadPolicy(common, everyPodOf(object.namespace!), GROUP_POSSIBLY_ELSEWHERE)];
  const entries = listOf(spec.appliedTo).length > 0 ? entriesOf(spec.appliedTo, context) : undefined;
  const isWhole = entries !== undefined && orders.isAlone(accepted) && rules.every(({ peers }) => peers.alike.length === 0);
  const parts = isWhole
    ? [{ entries, rules }]
    : rules.map((rule) => ({ entries: entries ?? entriesOf(rule.fields.appliedTo, context), rules: [rule] }));
  const policies = parts.flatMap((part) => partPolicies(part, accepted, common, entries === undefined, context, orders));
  // one that selects nothing is still there
  return policies.length > 0 ? policies : [{ ...common, ...nothing() }];
}

const GROUP_POSSIBLY_ELSEWHERE = 'a group of its appliedTo may have a pod of another namespace, which switches it off';
const GROUP_ELSEWHERE = 'must name groups that have no pod of another namespace';

/** Of a policy that is there and about no pod. */
function nothing(): Pick<Policy, 'order' | 'subject' | 'isolates' | 'rules'> {
  return { order: 0, subject: NO_POD, isolates: [], rules: [] };
}

/** The entries of `appliedTo`, of the policy and of its rules, that can have no pod. */
function neverMatchingOf(spec: Fields, context: Context): FieldPath[] {
  const within = (fields: Fields, path: FieldPath) =>
    listOf(fields.appliedTo).flatMap((item, i): FieldPath[] => (isOfNoPod(item, context) ? [[...path, 'appliedTo', i]] : []));
  const ofRules = DIRECTIONS.flatMap((direction) => listOf(spec[direction]).flatMap((item, i) => within(fieldsOf(item), ['spec', direction, i])));
  return [...within(spec, ['spec']), ...ofRules];
}

const OF_SERVICE = 'what is applied to a Service is not read';
const NO_DIRECTION: Policy['isolates'] = [];

interface Part {
  readonly entries: readonly Entry[];
  readonly rules: readonly Read[];
}

function partPolicies({ entries, rules }: Part, accepted: Accepted, common: Common, isOfRule: boolean, context: Context, orders: Orders): Policy[] {
  const position = rules.length === 1 ? rules[0].position : 0;
  const tier = { name: accepted.tier.name, order: accepted.priority };
  const { order, place } = orders.placeOf(accepted, position);
  const isolates = NO_DIRECTION;
  const policy = (subject: EndpointSelector, own: readonly Rule[]): Policy => ({ ...common, order, place, tier, isolates, subject, rules: own });
  const directions = DIRECTIONS.filter((direction) => rules.some((rule) => rule.direction === direction));
  const whole = rules.flatMap(({ common: own }) => own ?? []);
  const everyPod = common.namespace === undefined ? EVERY_POD : everyPodOf(common.namespace);
  const hasCommon = rules.some(({ common: own }) => own !== undefined);
  const alikeOf = ({ peers, rulesFor }: Read) => peers.alike.flatMap((alike) =>
    peersAlike(alike, entries, isOfRule, context).map((one) => policy(one.subject, rulesFor(one.peers, one.partly))));
  return [
    ...(hasCommon ? distinct(entries.flatMap(({ pods }) => pods)).map((subject) => policy(subject, whole)) : []),
    ...rules.flatMap(alikeOf),
    ...(context.isWhole ? [] : entries.flatMap(({ missing }) => missing).map((why) => unreadPolicy(common, everyPod, why, directions))),
    ...entries.flatMap(({ ofService }) => ofService).map((subject) => unreadPolicy(common, subject, OF_SERVICE, ['ingress'])),
  ];
}

function distinct(selectors: readonly EndpointSelector[]): EndpointSelector[] {
  return selectors.length < 2 ? [...selectors] : [...new Map(selectors.map((one) => [selectorKey(one), one])).values()];
}

/** Whether a group to which a policy of a namespace applies has a pod of another one: then nothing of the policy counts. */
function switchedOff({ object: { namespace } }: Accepted, spec: Fields, rules: readonly Read[], sink: DecodeSink, context: Context) {
  if (namespace === undefined) return 'no';
  const entries = [spec, ...rules.map(({ fields }) => fields)].flatMap(({ appliedTo }) => listOf(appliedTo).map(fieldsOf));
  const names = new Set(entries.map(({ group }) => group).filter((name) => typeof name === 'string' && name !== ''));
  const selectors = [...names].flatMap((name) => membersOf(name, context).pods);
  return selectors.length === 0 ? 'no' : isElsewhere(selectors, namespace, sink.workloads, context);
}
