/** The counts of `docs/rules/precision.md` are those of the corpora. */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { readPaths } from '../../src/analysis/session/read';
import { check } from '../../src/lint';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = join(process.env.NETFENCE_CORPUS ?? join(ROOT, '..', 'shared', 'corpus'), 'npguard', 'tests');
const page = readFileSync(join(ROOT, 'docs', 'rules', 'precision.md'), 'utf8');
const present = existsSync(FOLDERS);

(present ? test : test.skip)(`np-guard's folders${present ? '' : ' (the foreign corpus is absent)'}`, () => {
  const counts = new Map<string, number>();
  const folders = readdirSync(FOLDERS);
  for (const folder of folders) {
    const { cluster, policies } = readPaths([join(FOLDERS, folder)]).decoded;
    for (const { rule, severity } of check({ cluster, policies })) counts.set(`${severity} ${rule}`, (counts.get(`${severity} ${rule}`) ?? 0) + 1);
  }
  const written = [...page.matchAll(/^\| (error|warning|info) \| ([\w-]+) \| (\d+) \| (\S.*) \|$/gm)].map(([, level, rule, count]) => [`${level} ${rule}`, Number(count)]);
  expect(page).toContain(`np-guard: ${folders.length} folders`);
  expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(written));
});
