import { AGENTS } from '../../model';
import type { EndpointSelector, NamespaceSelection, PolicyLanguage, Stage } from '../../model';
import { LabelSelector } from '../../sets';
import type { DecodeSink, Dialect } from '../dialect';
import { ObjectProblems } from '../object-problems';
import { decodeSelector } from '../label-selector';
import { fieldsOf } from '../manifest';
import type { Manifest } from '../manifest';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { unreadKindOf } from './kinds';
import type { UnreadKind } from './unread-kind';

/** The order of an unread policy among the others is also unknown: it may decide before them. */
const NOT_READ: Stage = { title: 'not read', rank: 0, isolating: false };

/** Policy kinds that are recognised by their group and not read: what their pods may do is unknown, and said so. */
export const UNREAD: Dialect = {
  name: 'unread',
  reads: (apiVersion, kind) => unreadKindOf(apiVersion, kind)?.scope,
  decode: (object, sink) => {
    const kind = unreadKindOf(object.apiVersion, object.kind)!;
    if (kind.isIdle?.(object.value, isPolicyKind) === true) return;
    const namespaces = namespacesOf(kind, object);
    const language = kind.agent === undefined ? undefined : { name: kind.agent, set: AGENTS };
    if (kind.effect === undefined) report(object, namespaces, language, sink);
    else sink.note('may-deny', object);
    sink.policies.push({
      stage: NOT_READ,
      order: 0,
      name: object.name,
      ...(object.namespace !== undefined && { namespace: object.namespace }),
      subject: { namespaces, pods: podsOf(kind, object) },
      isolates: kind.directions,
      rules: [],
      hostNetwork: 'depends-on-cni',
      unread: `${object.kind} is not read`,
      ...(kind.effect !== undefined && { unreadEffect: kind.effect }),
      ...(language && { language }),
      origin: object.origin,
    });
  },
};

function isPolicyKind(apiVersion: string, kind: string): boolean {
  return unreadKindOf(apiVersion, kind) !== undefined;
}

function report(object: Manifest, namespaces: NamespaceSelection, language: PolicyLanguage | undefined, sink: DecodeSink): void {
  const whom = 'name' in namespaces ? `the pods of namespace ${quote(namespaces.name)}` : 'all pods';
  const what = object.apiVersion === '' ? 'without an apiVersion the policy is not read' : `${quote(`${object.apiVersion} ${object.kind}`)} is a policy of an unsupported kind`;
  sink.problemsOf(object, '', language).add('policy-kind-not-read', Place.TOP, `${what}: the verdicts of ${whom} are unknown`);
}

function namespacesOf(kind: UnreadKind, object: Manifest): NamespaceSelection {
  const everywhere = kind.everywhere === true || object.namespace === undefined || object.namespace === kind.rootNamespace;
  return everywhere ? { labels: LabelSelector.EVERYTHING } : { name: object.namespace! };
}

/** What cannot be read selects every pod: the policy stays unknown for too many rather than too few. */
function podsOf({ selector }: UnreadKind, { value, origin }: Manifest): EndpointSelector['pods'] {
  const written = selector?.reduce<unknown>((outer, key) => fieldsOf(outer)[key], value);
  return decodeSelector(written, 'pruned', Place.TOP, new ObjectProblems(origin, [])) ?? LabelSelector.EVERYTHING;
}
