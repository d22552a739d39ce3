import { fail } from '../../../errors';
import { nearest } from '../../../text/nearest';
import type { AnalysisSession } from '../../session/session';
import { isFound, namespacesOf } from '../../ends/traffic-end';
import type { ResolvedTraffic } from '../../traffic/traffic';

/** A fence of these namespaces cuts off all workloads, so it is not proposed first. */
const SYSTEM = /^(kube-system|kube-public|kube-node-lease|openshift(-.*)?|gke-.*|aks-.*)$/;

/** The namespaces, and remarks about others. */
interface FenceChoice {
  readonly fences: readonly string[];
  readonly remarks: readonly string[];
}

/** The namespaces that get a fence, and remarks about the others. */
export function fencesFor({ edges }: ResolvedTraffic, session: AnalysisSession, requested: readonly string[] | undefined): FenceChoice {
  const { workloads } = session.decoded.cluster;
  const namespaces = new Set(workloads.filter(({ origin }) => origin !== undefined).map(({ namespace }) => namespace));
  if (requested !== undefined) {
    for (const name of requested) {
      if (namespaces.has(name)) continue;
      const near = nearest(name, [...namespaces]);
      fail('unknown-namespace', `no workload of the input lies in the namespace \`${name}\``, near === undefined ? 'add its workloads to the input' : `did you mean \`${near}\`?`);
    }
    return { fences: [...new Set(requested)].sort(), remarks: [] };
  }
  const ends = edges.flatMap(({ source, destination }) => [source.ends[0], destination.ends[0]]);
  const seen = new Set(ends.filter(isFound).flatMap((end) => namespacesOf(end, workloads)));
  const named = new Set(ends.flatMap((end) => namespacesOf(end, workloads)));
  const guarded = new Set(session.decoded.policies.map(({ namespace }) => namespace));
  const open = [...namespaces].filter((namespace) => !guarded.has(namespace)).sort();
  const unseen = open.filter((namespace) => !seen.has(namespace));
  const system = open.filter((namespace) => seen.has(namespace) && SYSTEM.test(namespace));
  return {
    fences: open.filter((namespace) => seen.has(namespace) && !SYSTEM.test(namespace)),
    remarks: [
      ...unseen.map((namespace) => (named.has(namespace)
        ? `the input has none of what the record shows in the namespace ${namespace}, so it gets no fence`
        : `the record shows nothing of the namespace ${namespace}, so it gets no fence`)),
      ...system.map((namespace) => `${namespace} is a namespace of the system and gets no fence unless it is named with --fence`),
    ],
  };
}
