import { AGENTS, DIRECTIONS } from '../../model';
import type { Direction, EndpointSelector, Policy, PolicyLanguage, Stage } from '../../model';
import { LabelSelector } from '../../sets';
import { asksForAccount, withAccountLabel } from '../account-label';
import type { DecodeSink, Dialect, Scope } from '../dialect';
import { EVERY_POD } from '../every-pod';
import { NETWORK_POLICIES } from '../isolating-stage';
import { fieldsOf, listOf, textOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata } from '../metadata';
import { NO_POD } from '../no-pod';
import type { ObjectProblems } from '../object-problems';
import { Place } from '../place';
import { checkShape } from '../shape';
import { Waiting } from '../waiting';
import { EndContext, expressionOf } from './ends';
import { ACCOUNT, allOf, Formula, inNamespace, ofNamespace, ofPod } from './formula';
import { distinctObjects } from './forms';
import { disjointSelectors } from './pods';
import { encodeCalicoAllow } from './encode';
import { checkPolicy, isSelector } from './refused';
import { decodeRules } from './rules';
import { SHAPES } from './schema';
import { NetworkSets } from './sets';
import { CALICO_STAGING } from './staged';
import { DEFAULT_TIER, DERIVED_TIERS, LAST, ORDER_OF_NETWORK_POLICY, Tiers } from './tiers';

const GROUPS = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'];
const KINDS: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['NetworkPolicy', 'namespaced'],
  ['GlobalNetworkPolicy', 'cluster'],
  ['Tier', 'cluster'],
  ['NetworkSet', 'namespaced'],
  ['GlobalNetworkSet', 'cluster'],
  ['HostEndpoint', 'cluster'],
]);
const POLICIES = ['NetworkPolicy', 'GlobalNetworkPolicy'];
const LANGUAGE: PolicyLanguage = { name: 'calico', set: AGENTS };

/** What was read of each input and waits for its end: policies name tiers and sets that may stand behind them. */
const WAITING = new Waiting<Manifest[]>(() => []);

/** `projectcalico.org/v3` and the form in which it is stored: the policies of Calico, their tiers, and sets of networks. */
export const CALICO_V3: Dialect = {
  name: 'calico-v3',
  policies: { apiVersion: GROUPS[0], kinds: [...KINDS.keys()].filter((kind) => kind !== 'HostEndpoint'), page: 'calico.md' },
  checksMetadata: true,
  staging: CALICO_STAGING,
  tiered: { language: LANGUAGE, defaultTier: DEFAULT_TIER, orderOfOthers: ORDER_OF_NETWORK_POLICY, encode: encodeCalicoAllow },
  reads: (apiVersion, kind) => (GROUPS.includes(apiVersion) ? KINDS.get(kind) : undefined),
  decode: (object, sink) => {
    WAITING.of(sink).push(object);
  },
  finish: (sink) => {
    const waiting = WAITING.ifAny(sink);
    if (waiting === undefined) return;
    const objects = distinctObjects(waiting, sink.policies);
    const of = (...kinds: readonly string[]) => objects.filter(({ kind }) => kinds.includes(kind));
    for (const object of of('Tier', 'NetworkSet', 'GlobalNetworkSet')) checkOther(object, sink);
    const tiers = new Tiers(of('Tier'));
    const sets = new NetworkSets(of('NetworkSet', 'GlobalNetworkSet', 'HostEndpoint'), sink.namespaces);
    const context = { services: sink.services, endpoints: sink.endpoints, sets };
    const [host] = of('HostEndpoint');
    const hasHosts = host !== undefined;
    if (hasHosts) sink.policies.push(hostPolicy(host));
    const ofPolicies = { ...context, tiers, hasHosts };
    let asks = false;
    for (const object of of(...POLICIES)) {
      const policies = decodeObject(object, sink, ofPolicies);
      asks ||= asksForAccount(policies, ACCOUNT);
      sink.policies.push(...policies);
    }
    if (asks) withAccountLabel(sink, ACCOUNT);
  },
};

function checkOther(object: Manifest, sink: DecodeSink): void {
  const problems = sink.problemsOf(object, '', LANGUAGE);
  checkShape(object.value, SHAPES.get(object.kind)!, 'pruned', Place.TOP, problems);
  checkMetadata(object.metadata, Place.TOP.at('metadata'), problems);
}

interface Context extends Omit<EndContext, 'namespace'> {
  readonly tiers: Tiers;
  readonly hasHosts: boolean;
}

/** Nearly all policies are in order: the places of their fields are worked out only where one is not. */
function decodeObject(object: Manifest, sink: DecodeSink, context: Context): readonly Policy[] {
  const look = sink.problemsOf(object);
  check(object, Place.NOWHERE, look);
  const aside = '; the API server refuses the policy, so what its pods may do is unknown';
  if (look.any) check(object, Place.TOP, sink.problemsOf(object, aside, LANGUAGE));
  const spec = fieldsOf(object.value.spec);
  const isRefused = look.count > 0 && sink.settings.refused === 'unknown';
  const stage = context.tiers.stage(textOf(spec.tier) ?? DEFAULT_TIER);
  const formula = subjectOf(object, spec);
  const isRead = !isRefused || ['selector', 'namespaceSelector'].every((key) => isSelector(spec[key]));
  const subjects = isRead ? disjointSelectors(formula, object.namespace) : undefined;
  const unread = isRefused ? 'the API server refuses the policy' : unreadReason(spec, stage, subjects);
  const { subjectPath, leftOpen, foreignLabels, neverMatching } = isRefused ? NOTHING_ODD : oddities(object, spec, subjects, context);
  const common: Common = { ...commonOf(object, spec, stage ?? NETWORK_POLICIES), subjectPath, leftOpen, foreignLabels, neverMatching };
  if (unread !== undefined) {
    // one that selects nothing is still there, and shows that its agent may run
    const there = subjects?.length === 0 ? [NO_POD] : subjects ?? [homeOf(object)];
    return there.map((subject): Policy => ({ ...common, subject, isolates: DIRECTIONS, rules: [], unread }));
  }
  if (spec.applyOnForward === true && context.hasHosts) {
    return [...policiesOf(object, spec, common, subjects!, context), { ...common, subject: EVERY_POD, ...MAY_DENY }];
  }
  return policiesOf(object, spec, common, subjects!, context);
}

const OF_HOSTS = 'interfaces of hosts, which it is about, are not read';
const MAY_DENY = { isolates: DIRECTIONS, rules: [], unread: OF_HOSTS, unreadEffect: 'may-deny' } as const;

/**
 * What interfaces of hosts may stop: they are closed but for what policies and profiles allow.
 * @see https://docs.tigera.io/calico/latest/reference/host-endpoints/overview
 */
function hostPolicy(host: Manifest): Policy {
  return { ...commonOf(host, {}, NETWORK_POLICIES), subject: EVERY_POD, hostNetwork: 'only', ...MAY_DENY };
}

function check(object: Manifest, top: Place, problems: ObjectProblems): void {
  checkShape(object.value, SHAPES.get(object.kind)!, 'pruned', top, problems);
  checkMetadata(object.metadata, top.at('metadata'), problems);
  checkPolicy(fieldsOf(object.value.spec), top.at('spec'), problems);
}

/** @see https://docs.tigera.io/calico/latest/network-policy/hosts/kubernetes-nodes */
const NODE = { policesOwnNode: true, sparesOwnNode: true } as const;

type Common = Omit<Policy, 'subject' | 'isolates' | 'rules'>;

function commonOf({ name, namespace, origin }: Manifest, { order, tier }: Fields, stage: Stage): Common {
  const written = typeof order === 'number' ? order : LAST;
  // NetworkPolicies, which are in the same stage, have order 0 there
  const own = stage.rank === NETWORK_POLICIES.rank ? written - ORDER_OF_NETWORK_POLICY : written;
  const place = { name: textOf(tier) ?? DEFAULT_TIER, ...(typeof order === 'number' && { order }) };
  return { stage, order: own, tier: place, name, namespace, hostNetwork: 'never', ...NODE, language: LANGUAGE, origin };
}

function policiesOf(object: Manifest, spec: Fields, common: Common, subjects: readonly EndpointSelector[], context: Context): readonly Policy[] {
  // such policies are about interfaces of hosts only
  if (spec.doNotTrack === true || spec.preDNAT === true) return [];
  const directions = directionsOf(spec);
  const { namespace } = object;
  // one that selects nothing is still there
  if (subjects.length === 0) return [{ ...common, subject: NO_POD, isolates: directions, rules: [] }];
  const { services, endpoints, sets } = context;
  const rules = decodeRules(object, spec, directions, { services, endpoints, sets, namespace });
  return subjects.map((subject) => ({ ...common, subject, isolates: directions, rules }));
}

const NOTHING_ODD: Partial<Policy> = {};
const POD_PATH = ['spec', 'selector'];
const NAMESPACE_PATH = ['spec', 'namespaceSelector'];

/** What is odd about the subject and the directions of a policy. */
function oddities({ namespace }: Manifest, spec: Fields, subjects: readonly EndpointSelector[] | undefined, { hasHosts }: Context): Partial<Policy> {
  const directions = directionsOf(spec);
  const isOfNamespaces = textOf(spec.selector) === undefined && textOf(spec.namespaceSelector) !== undefined;
  const subjectPath = isOfNamespaces ? NAMESPACE_PATH : POD_PATH;
  const leftOpen: Partial<Policy> = listOf(spec.types).length === 0 && !directions.includes('ingress') ? { leftOpen: ['ingress'] } : {};
  // without hosts in the input, nothing but pods can be meant
  if (subjects === undefined || subjects.length > 0 || hasHosts) return { subjectPath, ...leftOpen };
  const own = expressionOf(spec.selector);
  const isForeign = namespace !== undefined && own !== undefined && disjointSelectors(ofPod(own))?.length !== 0;
  return { subjectPath, ...(isForeign ? { foreignLabels: [subjectPath] } : { neverMatching: [subjectPath] }), ...leftOpen };
}

/** What is written in `types`, or follows from the rules. */
function directionsOf({ types, ingress, egress }: Fields): readonly Direction[] {
  const written = listOf(types);
  const isWritten = (direction: Direction) => written.some((type) => typeof type === 'string' && type.toLowerCase() === direction);
  if (written.length > 0) return DIRECTIONS.filter(isWritten);
  const [hasIngress, hasEgress] = [listOf(ingress).length > 0, listOf(egress).length > 0];
  return DIRECTIONS.filter((direction) => (direction === 'egress' ? hasEgress : hasIngress || !hasEgress));
}

function subjectOf({ namespace }: Manifest, spec: Fields): Formula {
  const [own, namespaces] = [expressionOf(spec.selector), expressionOf(spec.namespaceSelector)];
  return allOf([
    ...(namespace === undefined ? [] : [inNamespace(namespace)]),
    ...(namespaces === undefined || namespace !== undefined ? [] : [ofNamespace(namespaces)]),
    ...(own === undefined ? [] : [ofPod(own)]),
  ]);
}

function unreadReason({ tier, serviceAccountSelector }: Fields, stage: Stage | undefined, subjects: unknown): string | undefined {
  if (stage === undefined) {
    const isDerived = DERIVED_TIERS.includes(tier as string);
    return isDerived ? `policies of tier ${tier} are made of ClusterNetworkPolicies` : `its tier ${tier} is not in the input`;
  }
  if (textOf(serviceAccountSelector) !== undefined) return 'labels of service accounts are not read';
  return subjects === undefined ? 'its selector has too many alternatives, or asks for labels of service accounts' : undefined;
}

function homeOf({ namespace }: Manifest): EndpointSelector {
  return namespace === undefined ? EVERY_POD : { namespaces: { name: namespace }, pods: LabelSelector.EVERYTHING };
}
