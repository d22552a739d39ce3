import { Engine } from '../../src/engine';
import { CNIS, enforcementOf, SPEC } from '../../src/profiles';
import { engineOf } from '../engine/cases';

// a counterexample is judged beside no other pod: what passes between two pods is decided by these and the policies
// but for agents that look port names up at other pods
const profiles = [SPEC, ...[...CNIS.values()].map(enforcementOf)].filter((one) => !one.undeclaredNamesOpenAll && !one.egressNamesFromOwnNamespace);

test.each(profiles.map((profile) => [profile.name, profile] as const))('what passes between two pods depends on no other pod: %s', (_, profile) => {
  let compared = 0;
  for (let index = 0; index < 20; index++) {
    const { engine, cluster, policies } = engineOf(79, index, { profile });
    const { length } = cluster.workloads;
    for (let source = 0; source < length; source++) {
      const destination = (source * 7 + index) % length;
      if (source === destination) continue;
      const workloads = [cluster.workloads[source], cluster.workloads[destination]];
      const alone = new Engine({ cluster: { ...cluster, workloads }, policies, profile });
      const reach = (judge: Engine, from: number, to: number) => judge.between({ positions: [from] }, { positions: [to] })
        .map(({ allowed, unknown }) => `${allowed.key} | ${unknown.key}`);
      expect(reach(alone, 0, 1)).toEqual(reach(engine, source, destination));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(60);
});
