import { NAMESPACE_NAME_LABEL } from '../../model';
import type { EndpointSelector, Policy } from '../../model';
import type { PartialLabels } from '../../sets';
import { asksForAccount, withAccountLabel } from '../account-label';
import type { DecodeSink, Dialect } from '../dialect';
import { fieldsOf, isFields, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata } from '../metadata';
import type { ObjectProblems } from '../object-problems';
import { Place } from '../place';
import { checkShape, hasShape } from '../shape';
import { Waiting } from '../waiting';
import type { Context } from './context';
import { encodeAntreaAllow } from './encode';
import { checkGroup, Groups } from './groups';
import { accept, Orders } from './orders';
import type { Accepted } from './orders';
import { LANGUAGE, policiesOf, refusedPolicies } from './policies';
import { checkBlock, checkPolicy } from './refused';
import { SHAPES } from './schema';
import { ACCOUNT, isPresent, selectorOf } from './selectors';
import { DEFAULT_TIER, Tiers } from './tiers';

const API_VERSION = 'crd.antrea.io/v1beta1';
const SCOPES: ReadonlyMap<string, 'namespaced' | 'cluster'> = new Map([
  ['NetworkPolicy', 'namespaced'],
  ['ClusterNetworkPolicy', 'cluster'],
  ['Tier', 'cluster'],
  ['Group', 'namespaced'],
  ['ClusterGroup', 'cluster'],
]);

/** What was read of each input and waits for its end: policies name tiers, groups and Services that may stand behind them. */
const WAITING = new Waiting<Manifest[]>(() => []);

/** `crd.antrea.io/v1beta1`: the policies of Antrea, with their tiers and groups, accepted and refused as its webhooks do it. */
export const ANTREA_V1BETA1: Dialect = {
  name: 'antrea-v1beta1',
  policies: { apiVersion: API_VERSION, kinds: [...SCOPES.keys()], page: 'antrea.md' },
  checksMetadata: true,
  tiered: { language: LANGUAGE, defaultTier: DEFAULT_TIER, minOrder: 1, encode: encodeAntreaAllow },
  reads: (apiVersion, kind) => (apiVersion === API_VERSION ? SCOPES.get(kind) : undefined),
  decode: (object, sink) => {
    WAITING.of(sink).push(object);
  },
  finish: (sink) => {
    const waiting = WAITING.ifAny(sink);
    if (waiting !== undefined) finish(waiting, sink);
  },
};

function finish(objects: readonly Manifest[], sink: DecodeSink): void {
  const of = (...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind));
  const tiers = new Tiers();
  for (const object of of('Tier')) report(object, sink, '', (place, problems) => tiers.add(object, place, problems));
  const written = new Groups();
  for (const object of of('Group', 'ClusterGroup')) written.add(object);
  const groups = new Groups();
  for (const object of of('Group', 'ClusterGroup')) {
    const isTaken = report(object, sink, '; the API server refuses the group', (place, problems) => {
      checkGroup(object, written, place, problems);
      const blocks = place.at('spec').at('ipBlocks');
      listOf(fieldsOf(object.value.spec).ipBlocks).forEach((block, i) => checkBlock(fieldsOf(block), blocks.at(i), problems));
    });
    if (isTaken) groups.add(object);
  }
  const accepted: Accepted[] = [];
  for (const object of of('NetworkPolicy', 'ClusterNetworkPolicy')) {
    const spec = fieldsOf(object.value.spec);
    const tier = tiers.of(spec.tier);
    const check = (place: Place, problems: ObjectProblems) => checkPolicy(spec, place.at('spec'), { tier, problems });
    const isTaken = report(object, sink, '; the API server refuses the policy, so what its pods may do is unknown', check);
    if (tier === undefined || typeof spec.priority !== 'number' || (!isTaken && sink.settings.refused === 'unknown')) {
      sink.policies.push(...refusedPolicies(object, subjectsOf(object)));
    } else {
      accepted.push(accept(object, tier, spec.priority));
    }
  }
  const { facts } = sink.settings;
  const common = { groups, services: sink.services, namespaces: namespacesOf(sink, objects), isWhole: facts?.complete === true };
  const orders = new Orders(accepted);
  let asks = asksForAccount(sink.policies, ACCOUNT);
  for (const one of accepted) {
    const { namespace } = one.object;
    const context: Omit<Context, 'reading'> = { ...common, ...(namespace !== undefined && { namespace }) };
    const policies: readonly Policy[] = policiesOf(one, sink, context, orders);
    // asked of each as it is read: all of them again would take a tenth of the time of reading
    asks ||= asksForAccount(policies, ACCOUNT);
    sink.policies.push(...policies);
  }
  if (asks) withAccountLabel(sink, ACCOUNT);
}

/** Reports what is wrong with an object, and whether it is taken. The places of fields are worked out only where something is. */
function report(object: Manifest, sink: DecodeSink, aside: string, check: (place: Place, problems: ObjectProblems) => void): boolean {
  const look = (place: Place, problems: ObjectProblems) => {
    checkShape(object.value, SHAPES.get(object.kind)!, 'pruned', place, problems);
    checkMetadata(object.metadata, place.at('metadata'), problems);
    // the webhooks see only what has the structure of the definitions
    if (problems.count === 0) check(place, problems);
    return problems;
  };
  if (!look(Place.NOWHERE, sink.problemsOf(object)).any) return true;
  return look(Place.TOP, sink.problemsOf(object, aside, LANGUAGE)).count === 0;
}

/** The pods of a policy that is refused, where they are written as selectors that can be read. */
function subjectsOf({ value, kind, namespace }: Manifest): readonly EndpointSelector[] | undefined {
  const entries = listOf(fieldsOf(value.spec).appliedTo);
  if (entries.length === 0) return undefined;
  const hasForm = entries.every((entry) => isFields(entry) && hasShape({ spec: { priority: 1, appliedTo: [entry] } }, SHAPES.get(kind)!, 'pruned'));
  const isSelector = (key: string) => key === 'podSelector' || key === 'namespaceSelector';
  const isSelected = (entry: Fields) => isPresent(entry.podSelector) && Object.keys(entry).every((key) => !isPresent(entry[key]) || isSelector(key));
  if (!hasForm || !entries.map(fieldsOf).every(isSelected)) return undefined;
  return entries.map(fieldsOf).map(({ podSelector, namespaceSelector }) =>
    ({ namespaces: namespace === undefined ? { labels: selectorOf(namespaceSelector) } : { name: namespace }, pods: selectorOf(podSelector) }));
}

/** Every namespace that the input declares, states or names, with what is known of its labels. */
function namespacesOf({ namespaces, workloads, settings: { facts } }: DecodeSink, objects: readonly Manifest[]): ReadonlyMap<string, PartialLabels> {
  const found = new Map<string, PartialLabels>();
  for (const list of [workloads, objects]) {
    for (const { namespace: name } of list) {
      if (name !== undefined && !found.has(name)) found.set(name, { labels: { [NAMESPACE_NAME_LABEL]: name }, openLabels: facts?.complete !== true });
    }
  }
  for (const [name, labels] of facts?.namespaces ?? []) found.set(name, { labels: { ...labels, [NAMESPACE_NAME_LABEL]: name } });
  for (const [name, { labels, openLabels }] of namespaces) found.set(name, { labels, ...(openLabels !== undefined && { openLabels }) });
  return found;
}
