import type { NamespaceSelection, Stage } from '../../model';
import { LabelSelector } from '../../sets';
import type { Dialect } from '../dialect';
import type { Manifest } from '../manifest';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { unreadKindOf } from './kinds';
import type { UnreadKind } from './kinds';

/** The order of an unread policy among the others is also unknown: it may decide before them. */
const NOT_READ: Stage = { title: 'not read', rank: 0, isolating: false };

/** Policy kinds that are recognised by their group and not read: what their pods may do is unknown, and said so. */
export const UNREAD: Dialect = {
  name: 'unread',
  reads: (apiVersion, kind) => unreadKindOf(apiVersion, kind)?.scope,
  decode: (object, sink) => {
    const kind = unreadKindOf(object.apiVersion, object.kind)!;
    const namespaces = subjectOf(kind, object);
    const whom = 'name' in namespaces ? `the pods of namespace ${quote(namespaces.name)}` : 'all pods';
    sink.problemsOf(object).add('policy-kind-not-read', Place.TOP, `${quote(`${object.apiVersion} ${object.kind}`)} is a policy of an unsupported kind: the verdicts of ${whom} are unknown`);
    sink.policies.push({
      stage: NOT_READ,
      order: 0,
      name: object.name,
      ...(object.namespace !== undefined && { namespace: object.namespace }),
      subject: { namespaces, pods: LabelSelector.EVERYTHING },
      isolates: kind.directions,
      rules: [],
      hostNetwork: 'depends-on-cni',
      unread: `${object.kind} is not read`,
      origin: object.origin,
    });
  },
};

function subjectOf(kind: UnreadKind, object: Manifest): NamespaceSelection {
  const everywhere = object.namespace === undefined || object.namespace === kind.rootNamespace;
  return everywhere ? { labels: LabelSelector.EVERYTHING } : { name: object.namespace! };
}
