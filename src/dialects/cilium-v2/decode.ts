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
import { oddLabels } from './odd-labels';
import { checkRule, isSelector } from './refused';
import { decodeRules, directionsOf, isolatesOf } from './rules';
import { CILIUM_POLICY, SELECTOR_SHAPE } from './schema';
import { plainPodsOf, podsOf, requirementsOf, subjectRequirements } from './selectors';
import { NotYetKnown } from './surroundings';
import type { Surroundings } from './surroundings';

const KINDS: ReadonlyMap<string, 'namespaced' | 'cluster'> = new Map([
  ['CiliumNetworkPolicy', 'namespaced'],
  ['CiliumClusterwideNetworkPolicy', 'cluster'],
]);
const GROUP = 'CiliumCIDRGroup';
const LANGUAGE: PolicyLanguage = { name: 'cilium', set: AGENTS, namespaceLabel: 'k8s:io.kubernetes.pod.namespace', nothing: '[{}]' };

interface Found {
  readonly groups: Groups;
  /** In the order of the input: what the objects mean, and those objects that wait for the end of the input. */
  readonly policies: (Manifest | readonly Policy[])[];
  asksForAccount: boolean;
}

/** What was read of each input: rules name groups and Services that may stand behind them. */
const WAITING = new Waiting<Found>(() => ({ groups: new Groups(), policies: [], asksForAccount: false }));

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
    const found = WAITING.of(sink);
    if (object.kind !== GROUP) {
      const policies = readAtOnce(object, sink);
      if (policies !== undefined) found.asksForAccount ||= asksForAccount(policies, ACCOUNT_OF_POD);
      found.policies.push(policies ?? object);
      return;
    }
    checkGroup(object, Place.TOP, sink.problemsOf(object, '', LANGUAGE));
    found.groups.add(object);
  },
  finish: (sink) => {
    const found = WAITING.ifAny(sink);
    if (found === undefined) return;
    const { services, endpoints } = sink;
    const surroundings = { groups: found.groups, services, endpoints, families: familiesOf(sink) };
    for (const one of found.policies) {
      if ('kind' in one) {
        const policies = decodeObject(one, sink, surroundings);
        found.asksForAccount ||= asksForAccount(policies, ACCOUNT_OF_POD);
        sink.policies.push(...policies);
      } else {
        sink.policies.push(...one);
      }
    }
    if (found.asksForAccount) withAccountLabel(sink, ACCOUNT_OF_POD);
  },
};

/** Whether pods have addresses of one family, or of both. */
function familiesOf({ workloads }: DecodeSink): Surroundings['families'] {
  let found: number | undefined;
  for (const { addresses } of workloads) {
    for (const { family } of addresses) {
      if (found !== undefined && found !== family) return 'both';
      found = family;
    }
  }
  return found === undefined ? 'unknown' : 'one';
}

/** A rule of Cilium, and where it stands. */
type Written = [rule: Fields, path: (string | number)[]];

interface Reports {
  /** What the API server refuses. */
  readonly problems: ObjectProblems;
  /** What the agent refuses in what the API server stores. */
  readonly doubts: ObjectProblems;
}

/**
 * The policies of an object that is in order and asks for nothing elsewhere in the input; `undefined` for one that must wait. Nearly all can be read
 * at once: an object that waits is held in memory with all its fields.
 */
function readAtOnce(object: Manifest, sink: DecodeSink): readonly Policy[] | undefined {
  const surroundings = new NotYetKnown();
  const look = { problems: sink.problemsOf(object), doubts: sink.problemsOf(object) };
  const policies = readObject(object, sink, surroundings, Place.NOWHERE, look);
  return surroundings.wasAsked || look.problems.any || look.doubts.any ? undefined : policies;
}

/** Nearly all policies are in order: the places of their fields are worked out only where one is not. */
function decodeObject(object: Manifest, sink: DecodeSink, surroundings: Surroundings): readonly Policy[] {
  const look = { problems: sink.problemsOf(object), doubts: sink.problemsOf(object) };
  const policies = readObject(object, sink, surroundings, Place.NOWHERE, look);
  if (!look.problems.any && !look.doubts.any) return policies;
  const problems = sink.problemsOf(object, '; the API server refuses the policy, so what its pods may do is unknown', LANGUAGE);
  const stored = '; the API server stores the policy, and Cilium refuses it: it has no effect there';
  const doubts = sink.problemsOf(object, stored, LANGUAGE, LANGUAGE.name);
  return readObject(object, sink, surroundings, Place.TOP, { problems, doubts });
}

function readObject(object: Manifest, sink: DecodeSink, surroundings: Surroundings, top: Place, { problems, doubts }: Reports): readonly Policy[] {
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
    .map(([rule, path]) => policyOf(object, rule, path, surroundings, hasDroppedLabel));
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

const SUBJECT_PATH = ['spec', 'endpointSelector'];

function policyOf(object: Manifest, rule: Fields, path: readonly (string | number)[], surroundings: Surroundings, hasDropped: boolean): Policy {
  const { namespace, origin } = object;
  const selector = rule.endpointSelector;
  const plain = plainPodsOf(selector, namespace);
  const isInit = plain === undefined && requirementsOf(selector).some(({ source, key }) => source === 'reserved' && key === 'init');
  const { droppedLabels, unseenLabels, foreignLabels } = oddLabels(rule, path, namespace, hasDropped);
  const isOnly = path.length === 1;
  const originOf = (section: string, position: number) => (isOnly ? origin.rule(section, position) : origin.part([...path, section, position]));
  // written out: a copy of what all have in common takes longer than all the rest
  return {
    stage: NETWORK_POLICIES,
    order: 0,
    name: object.name,
    namespace,
    hostNetwork: 'never',
    policesOwnNode: true,
    language: LANGUAGE,
    origin,
    subject: plain ?? podsOf(subjectRequirements(selector, namespace), namespace),
    subjectPath: isOnly ? SUBJECT_PATH : [...path, 'endpointSelector'],
    droppedLabels,
    unseenLabels,
    foreignLabels,
    isolates: isolatesOf(rule),
    acts: directionsOf(rule),
    rules: decodeRules(rule, { surroundings, isInit, namespace, reason: reasonOf(object.metadata), originOf }),
  };
}
