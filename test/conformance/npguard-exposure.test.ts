import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { call } from '../cli/call';
import { EXPOSURE_DIFFERENCES } from './npguard-exposure-differences';

interface Recording {
  readonly id: string;
  readonly dirs: readonly string[];
  readonly flags?: { readonly exposure?: boolean; readonly focusWorkload?: readonly string[]; readonly focusDirection?: string };
  readonly expected: string;
}

const FOLDER = join(process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus'), 'npguard');
const present = existsSync(join(FOLDER, 'cases.json'));
const cases: readonly Recording[] = present
  ? (JSON.parse(readFileSync(join(FOLDER, 'cases.json'), 'utf8')).cases as Recording[]).filter(({ flags }) => flags?.exposure === true)
  : [];
const counts = { agreeing: 0, deliberate: 0 };

if (!present) process.stdout.write(`np-guard exposure: skipped, no recordings in ${FOLDER} (set NETFENCE_CORPUS)\n`);

(present ? describe : describe.skip)('the recorded exposures of np-guard (skipped where NETFENCE_CORPUS is absent)', () => {
  afterAll(() => {
    process.stdout.write(`np-guard exposure: ${counts.agreeing} agreeing, ${counts.deliberate} deliberately different\n`);
  });

  it.each(cases)('$id', async ({ id, dirs, flags, expected }) => {
    const focus = [...(flags?.focusWorkload ?? []).flatMap((name) => ['--focusworkload', name]), ...(flags?.focusDirection === undefined ? [] : ['--focus-direction', flags.focusDirection])];
    const { out } = await call(['list', '-q', '--exposure', ...dirs.map((folder) => join(FOLDER, folder)), ...focus]);
    const own = out.split('\n').filter((line) => line !== '');
    const theirs = readFileSync(join(FOLDER, expected), 'utf8').split('\n').filter((line) => line !== '');
    const difference = EXPOSURE_DIFFERENCES[id];
    expect(own.filter((line) => !theirs.includes(line))).toEqual(difference?.onlyOurs ?? []);
    expect(theirs.filter((line) => !own.includes(line))).toEqual(difference?.onlyTheirs ?? []);
    if (difference === undefined) expect(own).toEqual(theirs);
    counts[difference === undefined ? 'agreeing' : 'deliberate']++;
  });

  it('has a case for every difference', () => {
    expect(Object.keys(EXPOSURE_DIFFERENCES).filter((id) => cases.every((one) => one.id !== id))).toEqual([]);
    expect(cases.length).toBeGreaterThan(30);
  });
});
