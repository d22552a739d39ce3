import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import Ajv from 'ajv';
import { finding, FORMS, reportOf } from './findings-sample';
import { SARIF } from './sarif-schema';

/** The binary of the reference tool for this machine; none where npm has none. */
function multitool(): string | undefined {
  const platform = process.platform === 'win32' ? 'win32' : process.platform;
  try {
    const folder = dirname(require.resolve(`@microsoft/sarif-multitool-${platform}/package.json`, { paths: [process.env.NETFENCE_SARIF_TOOL ?? __dirname, __dirname] }));
    return [join(folder, 'Sarif.Multitool'), join(folder, 'Sarif.Multitool.exe')].find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}

const REPORTS = {
  'a finding with a program and a manifest': reportOf([finding('a.yaml')]),
  'hostile names': reportOf([finding('\u001b[31m ](javascript:x) %00 \\ C:\\x\ud800')], 'cut \u202e off'),
  'standard input and nothing found': reportOf([finding('x', { source: undefined, place: { file: '-', line: 1, column: 1 } })], undefined),
  'no places': reportOf([finding('x', { source: undefined, place: undefined, construct: undefined, witness: undefined })]),
  'nothing': reportOf([]),
};

const fits = new Ajv({ strict: true, allErrors: true }).compile(SARIF);

it.each(Object.entries(REPORTS))('%s fits the part of the schema that is used', (_, report) => {
  const valid = fits(JSON.parse(FORMS.sarif(report)));
  expect(fits.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

const tool = multitool();
(tool === undefined ? it.skip : it)('the reference tool finds nothing wrong (skipped where `@microsoft/sarif-multitool` is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  for (const [i, report] of Object.values(REPORTS).entries()) writeFileSync(join(folder, `${i}.sarif`), FORMS.sarif(report));
  const out = join(folder, 'out.json');
  const { status, stdout, stderr } = spawnSync(tool!, ['validate', join(folder, '*.sarif'), '--output', out, '--log', 'ForceOverwrite'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  const results = JSON.parse(readFileSync(out, 'utf8')).runs.flatMap((run: any) => run.results);
  expect(results.filter(({ level }: any) => level === 'error')).toEqual([]);
}, 120_000);
