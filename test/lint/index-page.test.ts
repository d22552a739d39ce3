import { readFileSync } from 'fs';
import { join } from 'path';
import { RULES } from '../../src/lint';

const text = readFileSync(join(__dirname, '..', '..', 'docs', 'rules', 'README.md'), 'utf8');

test('the index names each rule once, as it is', () => {
  const rows = [...text.matchAll(/^\| \[([\w-]+)\]\(\1\.md\) \| (\w+) \| (yes|–) \| (.+) \|$/gm)].map(([, id, level, edge, what]) => [id, level, edge === 'yes', what]);
  expect(rows.sort()).toEqual(RULES.map(({ id, severity, edge, summary }) => [id, severity, edge, summary]));
});

test('the table of other tools names rules that exist', () => {
  const links = [...text.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, id]) => id);
  const ids = RULES.map(({ id }) => id);
  for (const id of links) expect(ids).toContain(id);
});
