import { countPairs } from '../../../src/engine';
import { engineOf } from '../cases';

describe('countPairs', () => {
  it('counts what asking about every pair of pods counts, before any row was asked for', () => {
    for (let index = 0; index < 200; index++) {
      const { engine } = engineOf(11, index);
      const counted = countPairs(engine);
      const asked = { allowed: 0, unknown: 0, denied: 0 };
      for (let a = 0; a < engine.classes.count; a++) {
        for (let b = 0; b < engine.classes.count; b++) {
          const { allowed, unknown } = engine.reach(a, b);
          const pairs = engine.classes.podCount[a] * engine.classes.podCount[b] - (a === b ? engine.classes.podCount[a] : 0);
          asked[!allowed.isEmpty() ? 'allowed' : !unknown.isEmpty() ? 'unknown' : 'denied'] += pairs;
        }
      }
      expect(counted).toMatchObject(asked);
    }
  });
});
