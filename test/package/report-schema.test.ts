import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { FORMS } from '../../src/report/forms';
import { pick } from '../../src/report/renderer';
import { call } from '../cli/call';
import { ReportFolder } from '../cli/report-call';
import { ANSWERS } from '../report/hostile-answers';

const ROOT = join(__dirname, '..', '..');
const folder = new ReportFolder();
const APART = 'invariants:\n  - { id: apart, never: { from: { namespace: staging }, to: { namespace: production } } }\n';
const INVARIANTS = folder.file('apart.yaml', APART);
const example = (...path: string[]) => join(ROOT, 'examples', ...path);
const fits = new Ajv({ strict: true, allErrors: true }).compile(JSON.parse(readFileSync(join(ROOT, 'schemas', 'report.schema.json'), 'utf8')));

/** What can be given besides. */
const FLOWS = ['--flows', example('flows.csv'), '--pci', 'production', '--old', example('corrected'), '--live', example('corrected')];

it.each([
  ['with everything that can be given', [example('yaml', 'blog.yaml'), '--invariants', INVARIANTS, ...FLOWS]],
  ['alone', [example('yaml', 'blog.yaml')]],
  ['without workloads', [example('invariants.yaml')]],
])('the JSON of a report %s is as its published schema says', async (_, argv) => {
  const { out } = await call(['report', '--date', '2026-11-30', '--format', 'json', ...argv]);
  fits(JSON.parse(out));
  expect(fits.errors ?? []).toEqual([]);
});

it('has no field that the schema does not know, and the schema sees one', () => {
  const [report] = ANSWERS.report('name');
  const day = '2026-11-30';
  const hash = { role: 'flows', file: 'name', size: 1, sha256: '0'.repeat(64) } as const;
  const named = { ...report, cover: { ...report.cover, date: day, inputs: [hash] } };
  const text = [...pick(FORMS.report, 'json').render(named)].join('');
  const all = JSON.parse(text.replaceAll(/"(until|since)":"name"/g, `"$1":"${day}"`));
  fits(all);
  expect(fits.errors ?? []).toEqual([]);
  expect(fits({ ...all, other: 1 })).toBe(false);
  expect(fits({ ...all, register: { ...all.register, rules: [{ ...all.register.rules[0], action: 'maybe' }] } })).toBe(false);
});
