/** Where the facts say that the input is the whole cluster, only what policies and agents leave open is unknown. */
import { generateCase } from '../diff/generate';
import type { StatedCompletion } from '../diff/generate/completions';
import { addressEnd, Unshown, worldOf } from '../diff/law-world';
import { packetsOf } from '../diff/question';
import { cases } from '../testing/cases';

const CASES = cases(200);
const MESH = /^(security\.istio\.io|policy\.linkerd\.io)\//;

/** By number of clusters, how many of their verdicts were unknown when this was written: more would be without need; fewer the oracle judges. */
const RECORDED: Readonly<Record<number, number>> = { 67: 28_564, 200: 79_335 };

/** How many of the verdicts are unknown, and how many there are; policies of meshes, which may deny anything, are left out. */
function unknownVerdicts(facts: StatedCompletion, unshown: Unshown = 'possible'): [unknown: number, verdicts: number] {
  let [unknowns, verdicts] = [0, 0];
  for (let i = 0; i < CASES; i++) {
    const item = generateCase(4, i);
    const world = worldOf(item.objects.filter(({ apiVersion }) => !MESH.test(apiVersion)), item.family, facts, unshown);
    const pods = world.workloads.map((_, position) => ({ positions: [position] }));
    const ends = [...pods, ...item.externals.map(addressEnd)];
    const packets = packetsOf(item);
    for (const source of ends) {
      for (const destination of ends) {
        if (source === destination) continue;
        for (const { unknown } of world.between(source, destination)) {
          verdicts += packets.length;
          unknowns += packets.filter(({ protocol, port }) => unknown.contains(protocol, port)).length;
        }
      }
    }
  }
  return [unknowns, verdicts];
}

test('complete facts: as many verdicts are unknown as when everything that is not shown is taken for absent, and fewer than without facts', () => {
  const [complete, verdicts] = unknownVerdicts({ complete: true });
  expect(unknownVerdicts({}, 'absent')).toEqual([complete, verdicts]);
  expect(verdicts).toBeGreaterThan(cases(450_000));
  expect(complete).toBeLessThanOrEqual(RECORDED[CASES]);
  expect(unknownVerdicts({})[0]).toBeGreaterThan(complete * 1.03);
});
