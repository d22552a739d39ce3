import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { contentKey, Finished } from './finished';

const root = mkdtempSync(join(tmpdir(), 'finished-'));
for (const folder of ['src/engine', 'test', 'docs']) mkdirSync(join(root, folder), { recursive: true });
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
write('src/engine/judge.ts', 'allow');
write('test/oracle.ts', 'deny');
write('lock.json', '{}');
write('docs/page.md', 'one');
const key = () => contentKey(root, ['src', 'test', 'lock.json']);

test('a page that nothing judges changes no key; a judge, what is judged, a file that is added and one that is renamed do', () => {
  const keys = [key()];
  write('docs/page.md', 'two');
  expect(key()).toBe(keys[0]);
  for (const [path, text] of [['src/engine/judge.ts', 'block'], ['test/oracle.ts', 'pass'], ['lock.json', '[]'], ['src/engine/more.ts', ''], ['src/engine/other.ts', '']]) {
    write(path, text);
    expect(keys).not.toContain(key());
    keys.push(key());
  }
});

test('a part is done for the content that it was done with, by the next run, too', () => {
  const file = join(root, 'deep.json');
  new Finished(file).keep('law', 'a', '3000000 clusters');
  new Finished(file).keep('words', 'b', '20000 clusters');
  const next = new Finished(file);
  expect([next.outputOf('law', 'a'), next.outputOf('law', 'b'), next.outputOf('words', 'b'), next.outputOf('flows', 'b')])
    .toEqual(['3000000 clusters', undefined, '20000 clusters', undefined]);
});

test('what was being written when a run was stopped is left aside', () => {
  const file = join(root, 'stopped.json');
  new Finished(file).keep('law', 'a', 'done');
  write('stopped.json.new', '{"law":');
  expect(new Finished(file).outputOf('law', 'a')).toBe('done');
});
