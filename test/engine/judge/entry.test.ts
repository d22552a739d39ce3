import { decode } from '../../../src/dialects';
import { Engine } from '../../../src/engine';
import { KUBE_ROUTER, SPEC } from '../../../src/profiles';
import { generateCase } from '../../diff/generate';

it.each([['the words', SPEC], ['an agent with defects', KUBE_ROUTER]])('a cell says what the row says (%s)', (_, profile) => {
  let cells = 0;
  for (let i = 0; i < 150; i++) {
    const { cluster, policies } = decode(generateCase(3, i).objects.map((value) => ({ value })));
    const engine = new Engine({ cluster, policies, profile });
    const { count } = engine.classes;
    for (const direction of ['ingress', 'egress'] as const) {
      // cells first: a row that is there would answer for them
      const found = Array.from({ length: count }, (__, of) => Array.from({ length: count }, (___, other) => engine.entry(direction, of, other)));
      for (let of = 0; of < count; of++) {
        const row = engine.row(direction, engine.rowNumber(direction, of));
        for (let other = 0; other < count; other++) expect(found[of][other]).toBe(row.at(other));
        cells += count;
      }
    }
  }
  expect(cells).toBeGreaterThan(5000);
});
