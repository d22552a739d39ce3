import { type Namespace, namespaceLabels, namespaceNamed } from '../../../model';
import { groupBy, TrafficSet } from '../../../sets';
import type { ExposureChange } from '../../../results/diff';
import type { Exposure } from '../../../results/exposure';
import type { PeerSet } from '../../../results/peer-set';
import type { UnincludedExposure } from '../../../results/unincluded-exposure';
import type { AnalysisSession } from '../../session/session';
import type { SessionPair } from './sides';

type Namespaces = ReadonlyMap<string, Namespace>;

/** What is open to pods to come in one state and not in the other: what is new, then what is gone. What the other state includes is left out. */
export function exposureChanges([old, now]: SessionPair, before: readonly Exposure[], after: readonly Exposure[]): ExposureChange[] {
  return [
    ...unincluded(after, before, old).map(({ exposure }) => ({ isNew: true, exposure })),
    ...unincluded(before, after, now).map(({ exposure }) => ({ isNew: false, exposure })),
  ];
}

/** The lines that say more than those of another state. What is possibly open there does not count for what is open for sure. */
export function unincluded(lines: readonly Exposure[], others: readonly Exposure[], other: AnalysisSession): UnincludedExposure[] {
  const { namespaces } = other.decoded.cluster;
  const bySubject = groupBy(others, subjectOf);
  return lines.flatMap((exposure) => {
    const may = (bySubject.get(subjectOf(exposure)) ?? []).filter(({ isDefinite }) => isDefinite || !exposure.isDefinite);
    const covering = may.filter((line) => isAbout(line, exposure, namespaces));
    const traffic = exposure.traffic._set.subtract(TrafficSet.unionOf(covering.map((line) => line.traffic._set)));
    return traffic.isEmpty() ? [] : [{ exposure, traffic }];
  });
}

function subjectOf({ workload, direction }: Exposure): string {
  return `${workload} ${direction}`;
}

/** Whether a line is about all the pods, and all the ports by name, that another one is about. */
function isAbout(wide: Exposure, narrow: Exposure, namespaces: Namespaces): boolean {
  return isWithin(narrow.peers, wide.peers, namespaces)
    && wide.except.every((item) => isApart(narrow.peers, item, namespaces) || narrow.except.some((own) => isWithin(item, own, namespaces)))
    && wide.portNames.every((name) => narrow.portNames.includes(name))
    && wide.exceptPortNames.every((name) => narrow.exceptPortNames.includes(name))
    && (!wide.isLimitedByPeers || narrow.isLimitedByPeers);
}

function isWithin(narrow: PeerSet, wide: PeerSet, namespaces: Namespaces): boolean {
  if (!narrow._selector.pods.implies(wide._selector.pods)) return false;
  const { namespace } = narrow;
  return namespace === undefined
    ? namespaceLabels(narrow._selector.namespaces).implies(namespaceLabels(wide._selector.namespaces))
    : namespaceLabels(wide._selector.namespaces).match(namespaceNamed(namespaces, namespace)) === 'definite';
}

function isApart(a: PeerSet, b: PeerSet, namespaces: Namespaces): boolean {
  if (!a._selector.pods.intersect(b._selector.pods).isSatisfiable()) return true;
  for (const [one, other] of [[a, b], [b, a]]) {
    if (one.namespace !== undefined && namespaceLabels(other._selector.namespaces).match(namespaceNamed(namespaces, one.namespace)) === 'no') return true;
  }
  return !namespaceLabels(a._selector.namespaces).intersect(namespaceLabels(b._selector.namespaces)).isSatisfiable();
}
