import { MUTANTS } from './mutant-list';
import { patched } from './patch';

it.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))('%s still has its place in the source', (_id, mutant) => {
  expect(patched(mutant)).toContain(mutant.replace);
});

it('plants twenty errors at least, each once', () => {
  expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(20);
});
