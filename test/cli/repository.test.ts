import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';
import { repositoryOf } from '../../bench/repository';
import { call } from './call';

const CORPUS = join(process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus'), 'public');
/** What a terminal shows at once. */
const SCREEN = 25;

const linesOf = (text: string) => text.split('\n').slice(0, -1);

describe('the root of a repository', () => {
  const root = mkdtempSync(join(tmpdir(), 'repository-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('with 200 charts and 3,000 files fits on one screen, and the last line says what was judged', async () => {
    for (const [path, text] of repositoryOf({ charts: 200, files: 3_000 })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { code, err } = await call(['check', root]);
    expect(code).toBe(3);
    expect(linesOf(err).length).toBeLessThanOrEqual(SCREEN);
    expect(linesOf(err).at(-1)).toMatch(/^\d+ files read, \d+ not, \d+ objects; judged: \d+ policies, \d+ workloads$/);
    expect(err).toMatch(/not-rendered: the chart `[^`]*` is not rendered: [^\n]*\n {2}fix: read what `helm template [^\n]*\n {2}and \d+ more, in [^\n]*charts, [^\n]*clusters\n/);
    expect(err).toMatch(/duplicate-[^\n]*\n(?: {2}fix: [^\n]*\n)? {2}and \d+ more, in [^\n]*envs\n/);
    expect(err).not.toContain('tsconfig');
    expect(err).toMatch(/broken-yaml: not valid YAML[^:\n]*\n/);
  }, 120_000);

  it('knows settings with comments from manifests with comments', async () => {
    const folder = join(root, 'json');
    mkdirSync(folder);
    writeFileSync(join(folder, 'tsconfig.json'), '// mine\n{ "a": "//", /* b */ "c": [1, 2,], }\n');
    writeFileSync(join(folder, 'a.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n');
    expect(await call(['check', folder])).toMatchObject({ code: 0, err: expect.stringMatching(/2 files read, 0 not, 1 object; judged: 0 policies, 0 workloads\n$/) });
    writeFileSync(join(folder, 'pod.json'), '// a pod\n{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "p", }, }\n');
    expect(await call(['check', folder])).toMatchObject({ code: 3, err: expect.stringContaining('pod.json') });
  });
});

(existsSync(CORPUS) ? it.each(readdirSync(CORPUS).filter((name) => name.endsWith('.gz'))) : it.skip.each(['no NETFENCE_CORPUS']))('%s fits on one screen', async (name) => {
  const { err } = await call(['check', '-'], gunzipSync(readFileSync(join(CORPUS, name))));
  expect(linesOf(err).length).toBeLessThanOrEqual(SCREEN);
});
