import { decode } from '../../../src/dialects';
import { Engine } from '../../../src/engine';
import { KUBE_ROUTER, SPEC } from '../../../src/profiles';
import { generateCase } from '../../diff/generate';
import { cases } from '../../testing/cases';

it.each([['the specification', SPEC], ['an agent with deviations', KUBE_ROUTER]])('Engine.entry gives what the row gives (%s)', (_, profile) => {
  let entries = 0;
  for (let i = 0; i < cases(150); i++) {
    const { cluster, policies } = decode(generateCase(3, i).objects.map((value) => ({ value })));
    const engine = new Engine({ cluster, policies, profile });
    const { count } = engine.classes;
    for (const direction of ['ingress', 'egress'] as const) {
      // entries first: a row that is there would answer for them
      const all = Array.from({ length: count }, (__, c) => c);
      const found = all.map((classId) => all.map((peer) => engine.entry(direction, classId, peer)));
      for (let classId = 0; classId < count; classId++) {
        const row = engine.row(direction, engine.rowNumber(direction, classId));
        for (let peer = 0; peer < count; peer++) expect(found[classId][peer]).toBe(row.at(peer));
        entries += count;
      }
    }
  }
  expect(entries).toBeGreaterThan(cases(5000));
});
