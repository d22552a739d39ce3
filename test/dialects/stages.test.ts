import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

const DIALECTS = resolve(__dirname, '..', '..', 'src', 'dialects');

test('each stage has a rank of its own', () => {
  const texts = readdirSync(DIALECTS, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const ranks = texts.flatMap((text) => [...text.matchAll(/: Stage = \{[^}]*\brank: (\d+)/g)].map(([, rank]) => Number(rank)));
  expect(ranks.length).toBeGreaterThanOrEqual(4);
  expect(new Set(ranks).size).toBe(ranks.length);
});
