import { diffOfExposure } from '../../../src/analysis/questions/diff/exposure';
import { exposureOf } from '../../../src/analysis/questions/exposure/exposure';
import { readObjects } from '../../../src/analysis/session/read';
import type { AnalysisSession } from '../../../src/analysis/session/session';
import type { ExposureChange } from '../../../src/results/diff';
import type { Exposure } from '../../../src/results/exposure';
import { TrafficSet } from '../../../src/sets';
import { cases } from '../../testing/cases';
import { statesOf } from './diff-pairs';

interface Pod { readonly labels: Record<string, string>; readonly namespace: string }

/** Pods that could come: every label set of a workload in every namespace. */
function podsOf(sessions: readonly AnalysisSession[]): Pod[] {
  const clusters = sessions.map(({ decoded }) => decoded.cluster);
  const names = [...new Set(clusters.flatMap(({ namespaces }) => [...namespaces.keys()]))];
  const labels = clusters.flatMap(({ workloads }) => workloads.map((one) => one.labels));
  return [{}, ...labels].flatMap((own) => names.map((namespace) => ({ labels: own, namespace })));
}

function isMeant({ peers, except }: Exposure, { labels, namespace }: Pod, session: AnalysisSession): boolean {
  const around = session.decoded.cluster.namespaces.get(namespace)?.labels ?? {};
  return [peers, ...except].every((set, i) => set.includes(labels, namespace, around) === (i === 0));
}

/** What lines say of one workload and pod, at ports whatever their names are. */
function openOf(lines: readonly Exposure[], { workload, direction }: Exposure, pod: Pod, session: AnalysisSession): TrafficSet {
  const about = lines.filter((line) => line.workload === workload && line.direction === direction && isMeant(line, pod, session));
  return TrafficSet.unionOf(about.map(({ traffic }) => traffic._set));
}

describe('what differs for pods to come', () => {
  it('leaves out only what was open before to each pod', () => {
    let [left, shown] = [0, 0];
    for (let i = 0; i < cases(40); i++) {
      const { before, after } = statesOf(35, i);
      const [old, now] = [readObjects(before), readObjects(after)];
      const [was, is] = [old, now].map((session) => exposureOf(session, { assumePods: true }).lines);
      const said = diffOfExposure(old, now).filter(({ isNew }) => isNew).map(({ exposure }) => exposure);
      const keyOf = ({ workload, direction, peers, traffic, portNames }: Exposure) =>
        JSON.stringify([workload, direction, peers._key, traffic.text, portNames]);
      const keys = new Set(said.map(keyOf));
      const definite = was.filter(({ isDefinite }) => isDefinite);
      shown += said.length;
      for (const line of is) {
        if (!line.isDefinite || line.exceptPortNames.length + line.portNames.length > 0 || keys.has(keyOf(line))) continue;
        for (const pod of podsOf([old, now])) {
          if (!isMeant(line, pod, old)) continue;
          left++;
          const isOpen = line.traffic._set.isSubsetOf(openOf(definite, line, pod, old));
          expect({ i, line: line.workload, pod, isOpen }).toEqual({ i, line: line.workload, pod, isOpen: true });
        }
      }
    }
    expect(left).toBeGreaterThan(100);
    expect(shown).toBeGreaterThan(10);
  });

  it('changes sides where the states do', () => {
    for (let i = 0; i < cases(20); i++) {
      const { before, after } = statesOf(36, i);
      const [old, now] = [readObjects(before), readObjects(after)];
      const text = (changes: readonly ExposureChange[], turn: boolean) =>
        changes.map(({ isNew, exposure }) => `${isNew !== turn} ${exposure.workload} ${exposure.peers._key} ${exposure.traffic.text}`).sort();
      expect(text(diffOfExposure(now, old), true)).toEqual(text(diffOfExposure(old, now), false));
    }
  });
});
