/** A long run that was stopped goes on where it was, and only with the clusters that it was about. */
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { keep, resume } from './long-run';

const progress = join(mkdtempSync(join(tmpdir(), 'long-run-')), 'state.json');
const options = { cases: 3_000_000, seed: 5, workers: 2, from: 0, progress };

it('takes up the figures that it kept last', () => {
  expect(resume(options, { cases: 0 })).toEqual({ cases: 0 });
  keep(options, { cases: 250 });
  keep(options, { cases: 500 });
  expect(resume(options, { cases: 0 })).toEqual({ cases: 500 });
});

it('refuses the figures of other clusters', () => {
  expect(() => resume({ ...options, seed: 6 }, { cases: 0 })).toThrow('belongs to seed 5 from case 0');
});

it('is not misled by a state that was being written when it was stopped', () => {
  writeFileSync(`${progress}.new`, '{"seed":5,');
  expect(resume(options, { cases: 0 })).toEqual({ cases: 500 });
});
