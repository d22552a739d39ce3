import type { ProblemCode } from '../errors';
import { hasParameters, PARAMETERS, undeclaredNamespace } from '../model';
import type { Cluster, Facts, Locatable, Namespace, Policy, Problem, Workload } from '../model';
import { printable, quote } from '../text/quote';
import { checkIdentity, checkNamed } from './check-identity';
import { isInert } from './core-kinds';
import { enforceStaged } from './enforce-staged';
import { isFragment, oddName } from './fragment';
import { DecodeSink } from './dialect';
import type { Dialect, RefusedPolicies } from './dialect';
import { Duplicates, identify } from './identity';
import { knownKind, podMakerOf } from './kinds/find-kind';
import { flattenLists } from './lists';
import type { ManifestObject } from './lists';
import { isFields } from './manifest';
import type { Fields } from './manifest';
import { OnceAKind } from './once-a-kind';
import { DIALECTS, Router } from './registry';
import type { StagedReading } from './staged';
import { stateFacts } from './state-facts';
import { withAutoscalers } from './workloads/autoscaler';
import { withAddedLabels } from './workloads/controller-labels';
import { withOrdinals } from './workloads/ordinals';
import { resolveOwners } from './workloads/resolve-owners';

export interface DecodeOptions {
  /**
   * The namespace of namespaced objects that name none.
   * @default 'default'
   */
  readonly defaultNamespace?: string;
  /**
   * What becomes of policies that the API server refuses: the compatible forms want them as read.
   * @default 'unknown'
   */
  readonly refused?: RefusedPolicies;
  /**
   * How staged policies are read.
   * @default 'ignore'
   */
  readonly staged?: StagedReading;
  /**
   * Who reads what.
   * @default DIALECTS
   */
  readonly dialects?: readonly Dialect[];
  /**
   * What is known of the cluster beside the objects.
   * @default - nothing
   */
  readonly facts?: Facts;
}

export interface Decoded {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  /** How many objects of each `apiVersion/Kind` are of no kind that is known here. */
  readonly ignored: ReadonlyMap<string, number>;
  /** The number of completed pods: they have no address any more and are left out. */
  readonly finishedPods: number;
}

/** Turns the objects of the input, in their order, into the neutral model. Total: whatever is wrong becomes a problem. */
export function decode(objects: Iterable<ManifestObject>, options: DecodeOptions = {}): Decoded {
  const { defaultNamespace = 'default', refused = 'unknown' } = options;
  const sink = new DecodeSink({ defaultNamespace, refused, ...(options.facts && { facts: options.facts }) });
  const dialects = options.dialects ?? DIALECTS;
  const router = new Router(dialects);
  const duplicates = new Duplicates();
  const oddNames = new OnceAKind(oddName);
  const ignored = new Map<string, number>();
  const namespaces = new Map<string, Namespace>();
  let last: string | undefined;
  const read = ({ value, document }: ManifestObject) => {
    const fault = faultOf(value, document, oddNames);
    if (fault !== undefined) sink.problems.push(fault);
    if (!isFields(value)) return;
    const kind = value.kind;
    if (typeof kind !== 'string' || kind === '') {
      if (fault === undefined) count(ignored, '(no apiVersion and kind)');
      return;
    }
    const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : '';
    const known = router.route(apiVersion, kind);
    const route = known ?? (isInert(apiVersion, kind) ? 'inert' : router.recognise(value));
    if (route === 'inert') {
      checkIdentity(identify(value, apiVersion, kind, 'maybe', document, defaultNamespace), sink);
      return sink.access.note(value);
    }
    if (route === undefined) {
      if (!noteKnown(value, apiVersion, kind, document, sink)) count(ignored, printable(`${apiVersion}/${kind}`));
      return;
    }
    const object = identify(value, apiVersion, kind, route.scope, document, defaultNamespace);
    duplicates.note(object, sink.problems);
    if (route.dialect.checksMetadata !== true && (kind !== 'Namespace' || apiVersion !== 'v1')) {
      checkIdentity(object, sink);
      if (known !== undefined) checkNamed(object, sink);
    }
    route.dialect.decode(object, sink);
    const { namespace } = object;
    if (namespace !== undefined && namespace !== last && !namespaces.has(namespace)) namespaces.set(namespace, undeclaredNamespace(namespace));
    last = namespace;
  };
  const stagings = options.staged === 'enforce' ? dialects.flatMap(({ staging }) => staging ?? []) : [];
  for (const object of stagings.length === 0 ? objects : enforceStaged(objects, stagings, defaultNamespace, sink.problems)) {
    if (!mayHold(object.value)) {
      read(object);
      continue;
    }
    for (const item of flattenLists([object])) read(item);
    if (hasParameters(object.value)) sink.problems.push(unfilled(object.document));
  }
  for (const dialect of dialects) dialect.finish?.(sink);
  for (const [name, namespace] of sink.namespaces) namespaces.set(name, namespace);
  const policies = duplicates.survivors(sink.policies);
  const workloads = workloadsOf(sink, duplicates, policies);
  const operators = sink.access.operators(workloads);
  const cluster: Cluster = {
    namespaces,
    workloads,
    nodes: duplicates.survivors(sink.nodes),
    services: duplicates.survivors(sink.services),
    ...(sink.endpoints.length > 0 && { endpoints: duplicates.survivors(sink.endpoints) }),
    ingressRoutes: duplicates.survivors(sink.ingressRoutes),
    ...(sink.gatewayRoutes.length > 0 && { gatewayRoutes: duplicates.survivors(sink.gatewayRoutes) }),
    ...(sink.extensions.length > 0 && { extensions: duplicates.survivors(sink.extensions) }),
    ...(sink.podMakers.length > 0 && { podMakers: sink.podMakers }),
    ...(operators.length > 0 && { operators }),
  };
  return {
    cluster: options.facts === undefined ? cluster : stateFacts(cluster, options.facts),
    policies,
    problems: [...sink.problems, ...sink.notes.problems()],
    ignored,
    finishedPods: sink.finishedPods,
  };
}

/** Whether an object may hold others, by its kind: hardly any does, and there may be millions of objects. */
function mayHold(value: unknown): boolean {
  const kind = isFields(value) ? value.kind : undefined;
  return typeof kind === 'string' && (kind === 'Template' || kind.endsWith('List'));
}

/** Whether a list of objects has something else in the place of them. */
function holdsNoList({ kind, items }: Fields): boolean {
  return items !== undefined && items !== null && !Array.isArray(items) && typeof kind === 'string' && kind.endsWith('List');
}

/** The workloads, each once, with what their controllers and autoscalers make of them. */
function workloadsOf(sink: DecodeSink, duplicates: Duplicates, policies: readonly Policy[]): readonly Workload[] {
  const owned = resolveOwners(duplicates.survivors(sink.workloads), sink);
  return withOrdinals(withAutoscalers(withAddedLabels(owned, sink.addedLabels), sink.autoscaled), policies, sink.services);
}

/** The reason why a document is not an object. A mapping without any field of an object (values, settings) is ignored. */
function faultOf(value: unknown, document: Locatable | undefined, oddNames: OnceAKind<string | undefined>): Problem | undefined {
  const problem = (code: ProblemCode, message: string, fix: string): Problem => {
    const position = document?.position([]);
    return { code, severity: 'error', message, fix, ...(position && { position }) };
  };
  if (!isFields(value)) {
    return problem('not-an-object', `the document is no Kubernetes object, got ${quote(value)}`,
      'remove it, or write apiVersion, kind and metadata');
  }
  const { apiVersion, kind } = value;
  if (holdsNoList(value)) return problem('wrong-type', `items of a ${printable(String(kind))} must be a list, got ${quote(value.items)}`, 'write each object as an item of a list');
  if (typeof apiVersion === 'string' && apiVersion !== '' && typeof kind === 'string' && kind !== '') {
    const odd = oddNames.of(apiVersion, kind);
    return odd === undefined ? undefined : problem('no-kind',
      `no API server has the kind ${quote(kind)} of ${quote(apiVersion)}, so what the object means is unknown`, odd);
  }
  if (isFragment(value)) {
    return problem('no-kind', 'the document has fields of a spec and no kind: a part of an object, cut off by a mark `---`?',
      'put it back into its object');
  }
  const isObject = (item: unknown) => isFields(item) && typeof item.kind === 'string' && typeof item.apiVersion === 'string';
  const holdsItems = Array.isArray(value.items) && (typeof apiVersion === 'string' || value.items.some(isObject));
  if (kind === undefined && value.metadata === undefined && value.spec === undefined && !holdsItems) return undefined;
  const missing = typeof kind === 'string' && kind !== '' ? 'apiVersion' : 'kind';
  const written = value[missing];
  if (written === undefined || written === null || written === '') return problem('no-kind', `the object has no ${missing}, so what it means is unknown`, 'write it');
  return problem('no-kind', `the ${missing} of the object is not a text, got ${quote(written)}, so what it means is unknown`, 'write it in letters, in quotes where YAML takes it for something else');
}

function unfilled(document: Locatable | undefined): Problem {
  const position = document?.position([]);
  return {
    code: 'template-parameters',
    severity: 'error',
    message: PARAMETERS,
    fix: 'read what `oc process -f FILE` prints',
    ...(position && { position }),
  };
}

/** Takes note of an object of a kind that is known though no dialect reads it; `false` for the others. */
function noteKnown(value: Fields, apiVersion: string, kind: string, document: Locatable | undefined, sink: DecodeSink): boolean {
  const row = knownKind(apiVersion, kind);
  if (row === undefined) return false;
  const { defaultNamespace } = sink.settings;
  const object = identify(value, apiVersion, kind, 'maybe', document, defaultNamespace);
  const { name, namespace = defaultNamespace, origin } = object;
  checkIdentity(object, sink);
  if (row.role === 'inert') return true;
  sink.notes.add(row.role, kind, document);
  if (row.role === 'makes-pods' || row.role === 'brings-objects') sink.podMakers.push(podMakerOf(row, origin, value, name, namespace));
  return true;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
