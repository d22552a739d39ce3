import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { call } from '../cli/call';

const FOLDER = join(process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus'), 'public');
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.yaml.gz')).sort() : [];

/** The lines of `list -o jsonl` that are unknown for other reasons than a fact that is missing; a number may become smaller. */
const MOST_UNKNOWN: Readonly<Record<string, number>> = {
  // pods on the host network
  'kube-prometheus': 10,
  // policies of a mesh
  'microservices-demo-istio': 27,
};

if (FILES.length === 0) it.skip('public distributions (skipped where the corpus is absent: set NETFENCE_CORPUS)', () => undefined);

for (const file of FILES) {
  const name = file.replace(/\.yaml\.gz$/, '');
  const text = gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8');

  it(`${name} is understood, with three remarks at most`, async () => {
    const { code, err } = await call(['list', '-'], text);
    expect([code, err.split('\n').filter((line) => line !== '' && !/^ {2}|pairs? not listed/.test(line)).length <= 3 ? '' : err]).toEqual([0, '']);
  });

  it(`${name} has no more unknown pairs than before`, async () => {
    const { out } = await call(['list', '-', '-o', 'jsonl'], text);
    const unknown = out.split('\n').filter((line) => line.includes('"verdict":"unknown"')).length;
    expect(unknown).toBeLessThanOrEqual(MOST_UNKNOWN[name] ?? 0);
  });
}
