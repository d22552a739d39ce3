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

  const answers = new Map<string, ReturnType<typeof call>>();
  const listed = (form: string) => answers.get(form) ?? answers.set(form, call(['list', '-', '-o', form], text)).get(form)!;

  it(`${name} ends 0, also where it has policies of a mesh`, async () => {
    expect((await listed('txt')).code).toBe(0);
  });

  it(`${name} has three remarks at most`, async () => {
    const { err } = await listed('txt');
    const remarks = err.split('\n').filter((line) => line !== '' && !/^ {2}|pairs? not listed/.test(line));
    expect(remarks.slice(3)).toEqual([]);
  });

  it(`${name} has no more unknown pairs than before`, async () => {
    const { out } = await listed('jsonl');
    const unknown = out.split('\n').filter((line) => line.includes('"verdict":"unknown"')).length;
    expect(unknown).toBeLessThanOrEqual(MOST_UNKNOWN[name] ?? 0);
  });

  // the sentence before is about such sets alone; so it is about all of these
  it(`${name} selects namespaces by their names at most, so that no pair waits for a label`, async () => {
    const { out } = await listed('jsonl');
    expect(out).not.toMatch(/labels of namespace \S+ are not known/);
    expect(text).not.toMatch(/namespaceSelector:\n +match(Labels|Expressions):\n +(- key: )?(?!kubernetes\.io\/metadata\.name)\S/);
  });
}
