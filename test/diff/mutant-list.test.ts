import { MUTANTS } from './mutant-list';
import { patched } from './patch';

it.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))('%s still has its place in the source', (_id, mutant) => {
  expect(patched(mutant)).toContain(mutant.replace);
});

it('plants sixty errors at least, each once, and some in each language', () => {
  expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(60);
  for (const language of ['cluster', 'cilium', 'calico', 'antrea']) expect(MUTANTS.filter(({ id }) => id.startsWith(`${language}-`)).length).toBeGreaterThanOrEqual(8);
});
