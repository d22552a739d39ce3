import { stringify } from 'yaml';
import { PARTS } from '../../src/report/report/html';
import { runExample } from '../examples/run';
import { BLOG, partOf, report, ReportFolder } from './report-call';

const folder = new ReportFolder();

/** Two runs give the same bytes, with all parts, and agree about whether all was understood. */
async function expectStable(path: string): Promise<void> {
  const [first, second] = [await report(path), await report(path)];
  expect(first.out === second.out).toBe(true);
  expect([0, 3]).toContain(first.code);
  expect(first.code).toBe(second.code);
  for (const { id } of PARTS) expect([id, partOf(first.out, id).includes('Not complete:')]).toEqual([id, first.code === 3]);
}

it('the blog', async () => expectStable(BLOG));

it('the organisation of the examples', async () => {
  const { manifests } = await runExample('organisation.ts');
  await expectStable(folder.file('organisation.yaml', manifests.map((one) => stringify(one)).join('---\n')));
}, 60_000);
