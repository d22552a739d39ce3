import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '../../src/constructs');
const sources = (folder: string) => readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'));
const SOURCE = ['', 'synth', 'values'].flatMap((folder) => sources(join(SRC, folder))).join('\n');

/** What stands in API.md: the comments of what is exported. */
const COMMENTS = [...SOURCE.matchAll(/Errors: ((?:(?!\*\/)[^])*)\*\//g)].map(([, text]) => text).join('\n');

test('API.md names every error, and no other', () => {
  const thrown = new Set([...SOURCE.matchAll(/fail\('([a-z-]+)'|`\[([a-z-]+)\]/g)].map(([, code, other]) => code ?? other));
  const named = new Set([...COMMENTS.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => code));
  expect([...named].sort()).toEqual([...thrown].sort());
});

test('every construct says its errors', () => {
  for (const text of sources(SRC)) {
    for (const [comment, name] of text.matchAll(/\/\*\*(?:(?!\*\/)[^])*\*\/\nexport class (\w+) extends /g)) {
      if (name !== 'InsideTraffic') expect(`${name}: ${comment}`).toContain('Errors: ');
    }
  }
});
