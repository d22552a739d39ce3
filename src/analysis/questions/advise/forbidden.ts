import { undeclaredNamespace } from '../../../model';
import { isolationOfClass } from '../../../engine';
import { EndSet, PodFacts, resolveInvariant } from '../../invariants/resolve';
import type { Statement } from '../../invariants/statement';
import type { AnalysisSession } from '../../session/session';
import type { Candidate, WantedEnd } from './wanted';

/**
 * The invariants that say of a connection itself that it must never pass. Asked apart from the proofs: an invariant that is broken already
 * is no worse proved with one more connection that breaks it.
 */
export function forbiddenBy(session: AnalysisSession, invariants: readonly Statement[]): (candidate: Candidate) => string[] {
  const resolved = invariants.filter(({ demand }) => demand === 'never').map((statement) => resolveInvariant(session, statement));
  const meaning = (set: EndSet, end: WantedEnd) => (end.type === 'address' ? (set.addresses.contains(end.address) ? 'definite' : 'no') : set.means(factsOf(session, end.position)));
  const mayMean = (set: EndSet, end: WantedEnd) => meaning(set, end) !== 'no';
  const means = (set: EndSet, end: WantedEnd) => meaning(set, end) === 'definite';
  return ({ source, destination, protocol, port }) => resolved.filter(({ statement: { traffic }, from, to, except }) =>
    traffic.contains(protocol, port) && mayMean(from, source) && mayMean(to, destination)
    && !except.some((item) => item.traffic.contains(protocol, port) && means(item.from, source) && means(item.to, destination)),
  ).map(({ statement: { id } }) => id);
}

function factsOf(session: AnalysisSession, position: number): PodFacts {
  const { cluster } = session.decoded;
  const { namespace } = cluster.workloads[position];
  const known = cluster.namespaces.get(namespace);
  return {
    namespace,
    namespaceLabels: known ?? undeclaredNamespace(namespace),
    labels: cluster.workloads[position],
    existing: known !== undefined,
    isolated: (direction) => {
      const engine = session.engine();
      return isolationOfClass(engine, direction, engine.classes.ofWorkload[position]);
    },
  };
}
