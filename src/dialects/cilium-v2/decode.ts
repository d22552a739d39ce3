import { AGENTS, DIRECTIONS } from '../../model';
import type { EndpointSelector, Policy, PolicyLanguage } from '../../model';
import { LabelSelector } from '../../sets';
import { asksForAccount, withAccountLabel } from '../account-label';
import type { DecodeSink, Dialect } from '../dialect';
import { EVERY_POD } from '../every-pod';
import { NETWORK_POLICIES } from '../isolating-stage';
import { fieldsOf, isFields, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata, reasonOf } from '../metadata';
import type { ObjectProblems } from '../object-problems';
import { Place } from '../place';
import { checkShape, hasShape } from '../shape';
import { Waiting } from '../waiting';
import { encodeAllow } from './encode';
import { checkGroup, Groups } from './groups';
import { ACCOUNT_OF_POD } from './label-keys';
import type { PeerContext } from './peers';
import { oddLabels } from './odd-labels';
import { checkRule, isSelector } from './refused';
import { decodeRules, directionsOf, isolatesOf } from './rules';
import { CILIUM_POLICY, SELECTOR_SHAPE } from './schema';
import { plainPodsOf, podsOf, requirementsOf, subjectRequirements } from './selectors';

const KINDS: ReadonlyMap<string, 'namespaced' | 'cluster'> = new Map([
  ['CiliumNetworkPolicy', 'namespaced'],
  ['CiliumClusterwideNetworkPolicy', 'cluster'],
]);
const GROUP = 'CiliumCIDRGroup';
const LANGUAGE: PolicyLanguage = { name: 'cilium', set: AGENTS, namespaceLabel: 'k8s:io.kubernetes.pod.namespace', nothing: '[{}]' };

/** What was read of each input and waits for its end: rules name groups and Services that may stand behind them. */
const WAITING = new Waiting<{ readonly groups: Groups; readonly policies: Manifest[] }>(() => ({ groups: new Groups(), policies: [] }));

/** `cilium.io/v2`: the policies of Cilium and its groups of blocks, accepted and refused as API server and agent do it. */
export const CILIUM_V2: Dialect = {
  name: 'cilium-v2',
  policies: { apiVersion: 'cilium.io/v2', kinds: [...KINDS.keys(), GROUP], page: 'cilium.md' },
  checksMetadata: true,
  allowing: { language: LANGUAGE, encode: encodeAllow },
  reads: (apiVersion, kind) => {
    if (kind === GROUP && (apiVersion === 'cilium.io/v2' || apiVersion === 'cilium.io/v2alpha1')) return 'cluster';
    return apiVersion === 'cilium.io/v2' ? KINDS.get(kind) : undefined;
  },
  decode: (object, sink) => {
    const { groups, policies } = WAITING.of(sink);
    if (object.kind !== GROUP) {
      policies.push(object);
      return;
    }
    checkGroup(object, Place.TOP, sink.problemsOf(object, '', LANGUAGE));
    groups.add(object);
  },
  finish: (sink) => {
    const found = WAITING.ifAny(sink);
    if (found === undefined) return;
    const context = { groups: found.groups, services: sink.services, endpoints: sink.endpoints, families: familiesOf(sink) };
    let asks = false;
    for (const object of found.policies) {
      const policies = decodeObject(object, sink, context);
      asks ||= asksForAccount(policies, ACCOUNT_OF_POD);
      sink.policies.push(...policies);
    }
    if (asks) withAccountLabel(sink, ACCOUNT_OF_POD);
  },
};

/** Whether pods have addresses of one family, or of both. */
function familiesOf({ workloads }: DecodeSink): PeerContext['families'] {
  const addressed = workloads.filter(({ addresses }) => addresses.length > 0);
  if (addressed.length === 0) return 'unknown';
  return new Set(addressed.flatMap(({ addresses }) => addresses.map(({ family }) => family))).size > 1 ? 'both' : 'one';
}

type ObjectContext = Pick<PeerContext, 'groups' | 'services' | 'endpoints' | 'families'>;

/** A rule of Cilium, and where it stands. */
type Written = [rule: Fields, path: (string | number)[]];

interface Reports {
  /** What the API server refuses. */
  readonly problems: ObjectProblems;
  /** What the agent refuses in what the API server stores. */
  readonly doubts: ObjectProblems;
}

/** Nearly all policies are in order: the places of their fields are worked out only where one is not. */
function decodeObject(object: Manifest, sink: DecodeSink, context: ObjectContext): readonly Policy[] {
  const look = { problems: sink.problemsOf(object), doubts: sink.problemsOf(object) };
  const policies = readObject(object, sink, context, Place.NOWHERE, look);
  if (!look.problems.any && !look.doubts.any) return policies;
  const problems = sink.problemsOf(object, '; the API server refuses the policy, so what its pods may do is unknown', LANGUAGE);
  const stored = '; the API server stores the policy, and Cilium refuses it: it has no effect there';
  const doubts = sink.problemsOf(object, stored, LANGUAGE, LANGUAGE.name);
  return readObject(object, sink, context, Place.TOP, { problems, doubts });
}

function readObject(object: Manifest, sink: DecodeSink, context: ObjectContext, top: Place, { problems, doubts }: Reports): readonly Policy[] {
  checkShape(object.value, CILIUM_POLICY, 'pruned', top, problems);
  checkMetadata(object.metadata, top.at('metadata'), problems);
  const { spec, specs } = object.value;
  const written: Written[] = listOf(specs).map((one, i) => [fieldsOf(one), ['specs', i]]);
  if (isFields(spec)) written.unshift([spec, ['spec']]);
  for (const [rule, path] of written) {
    const place = path.reduce((outer: Place, step) => outer.at(step), top);
    checkRule(rule, object.namespace !== undefined, place, problems.any ? problems : doubts);
  }
  const isRefused = problems.count > 0 || doubts.count > 0;
  if (isRefused && sink.settings.refused === 'unknown') return refusedPolicies(object, written, { problems, doubts });
  const { hasDroppedLabel } = problems;
  const policies = written.filter(([rule]) => isFields(rule.endpointSelector))
    .map(([rule, path]) => policyOf(object, rule, path, context, hasDroppedLabel));
  if (!isRefused || problems.count > 0) return policies;
  return policies.map((policy) => ({ ...policy, refusedBy: LANGUAGE.name, refusals: doubts.refusals }));
}

/** What is refused may be about all the pods that it selects. */
function refusedPolicies(object: Manifest, written: readonly Written[], { problems, doubts }: Reports): readonly Policy[] {
  const byServer = problems.count > 0;
  const rules = written.map(([rule]) => rule);
  const isKnown = object.namespace !== undefined && typeof (object.metadata.namespace ?? '') === 'string';
  const home: EndpointSelector = isKnown ? { namespaces: { name: object.namespace }, pods: LabelSelector.EVERYTHING } : EVERY_POD;
  const isReadable = ({ endpointSelector: selector }: Fields) =>
    isFields(selector) && hasShape(selector, SELECTOR_SHAPE, 'pruned') && isSelector(selector);
  const subjects = rules.length > 0 && rules.every(isReadable)
    ? rules.map((rule) => podsOf(subjectRequirements(rule.endpointSelector, object.namespace), object.namespace))
    : [home];
  return subjects.map((subject): Policy => ({
    ...common(object),
    subject,
    // one that cannot be read may be about nodes
    hostNetwork: 'depends-on-cni',
    isolates: DIRECTIONS,
    rules: [],
    unread: byServer ? 'the API server refuses the policy' : 'Cilium refuses the policy',
    ...(!byServer && { refusedBy: LANGUAGE.name, refusals: doubts.refusals }),
  }));
}

function common({ name, namespace, origin }: Manifest) {
  return { stage: NETWORK_POLICIES, order: 0, name, namespace, hostNetwork: 'never', policesOwnNode: true, language: LANGUAGE, origin } as const;
}

function policyOf(object: Manifest, rule: Fields, path: readonly (string | number)[], context: ObjectContext, hasDropped: boolean): Policy {
  const { namespace, origin } = object;
  const selector = rule.endpointSelector;
  const plain = plainPodsOf(selector, namespace);
  const isInit = plain === undefined && requirementsOf(selector).some(({ source, key }) => source === 'reserved' && key === 'init');
  const { droppedLabels, unseenLabels, foreignLabels } = oddLabels(rule, path, namespace, hasDropped);
  const { groups, services, endpoints, families } = context;
  const originOf = (section: string, position: number) => origin.part([...path, section, position]);
  return {
    ...common(object),
    subject: plain ?? podsOf(subjectRequirements(selector, namespace), namespace),
    subjectPath: [...path, 'endpointSelector'],
    droppedLabels,
    unseenLabels,
    foreignLabels,
    isolates: isolatesOf(rule),
    acts: directionsOf(rule),
    rules: decodeRules(rule, { groups, services, endpoints, families, isInit, namespace, reason: reasonOf(object.metadata), originOf }),
  };
}
