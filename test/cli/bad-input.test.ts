import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: main}]}\n';
const OPEN = '0.0.0.0-255.255.255.255[External] => shop/web[Pod] : All Connections\nshop/web[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections\n';
const ALLOWED = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {}}\n';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'netfence-bad-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

it('a path that does not exist', async () => {
  const { code, out, err } = await call(['list', join(folder, 'nothing')]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(`netfence: [no-such-path] no file or folder \`${folder}/nothing\`\n  fix: correct the path\n`);
});

it('a folder without manifests', async () => {
  put('README.md', '# nothing');
  const { code, out, err } = await call(['list', folder]);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toContain(`${folder}:1:1: no-manifests: no manifest in a .yaml, .yml or .json file below`);
});

it('empty standard input', async () => {
  expect(await call(['list', '-'], '')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('-:1:1: no-manifests: standard input holds no manifest\n  fix: pipe in') });
});

it('a file that is cut off: the rest of it is missing, other files count', async () => {
  put('a.yaml', POD);
  put('b.yaml', `${ALLOWED}---\napiVersion: v1\nkind: Pod\nmetadata: {name: "lost`);
  put('c.json', '{"apiVersion": "v1", "kind": "Li');
  const { code, out, err } = await call(['list', folder]);
  expect(code).toBe(3);
  expect(out).toBe(OPEN.split('\n').slice(1).join('\n'));
  expect(err).toMatch(/b\.yaml:8:\d+: broken-yaml: /);
  expect(err).toMatch(/c\.json:1:\d+: broken-json: /);
});

it('two policies of one name', async () => {
  put('a.yaml', POD);
  put('b.yaml', `${ALLOWED}---\n${ALLOWED}`);
  const { code, err } = await call(['list', folder]);
  expect(code).toBe(3);
  expect(err).toMatch(/b\.yaml:8:18: duplicate-object: NetworkPolicy shop\/p: is written twice, the first time at .*b\.yaml:3, and the later one is taken\n {2}fix: remove/);
});

it('an apiVersion of a policy group that is not read: unknown, never isolated', async () => {
  put('a.yaml', `${POD}---\n${ALLOWED.replace('networking.k8s.io/v1', 'networking.k8s.io/v2')}`);
  const { code, out, err } = await call(['list', folder]);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/a\.yaml:6:1: policy-kind-not-read: NetworkPolicy shop\/p: `networking\.k8s\.io\/v2 NetworkPolicy` is a policy of an unsupported kind: the verdicts of the pods of namespace `shop` are unknown/);
  expect(err).toContain('2 pairs not listed have verdict unknown (not isolated)');
  expect((await call(['eval', folder, '-s', 'web', '--destination-ip', '192.0.2.1', '-p', '80'])).out).toBe('shop/web => 192.0.2.1 over tcp/80: unknown\n');
});

it('a namespace that is not given', async () => {
  put('a.yaml', POD.replace(', namespace: shop', ''));
  expect((await call(['list', folder, '-q'])).out).toBe(OPEN.replaceAll('shop/', 'default/'));
  expect((await call(['list', folder, '-q', '--default-namespace', 'shop'])).out).toBe(OPEN);
});

it('a file of 100 MB', async () => {
  const comment = `# ${'x'.repeat(1_000_000)}\n`;
  put('large.yaml', Buffer.concat([...Array<Buffer>(100).fill(Buffer.from(comment)), Buffer.from(POD)]));
  expect(await call(['list', folder, '-q'])).toEqual({ code: 0, out: OPEN, err: '' });
}, 60_000);

it('a binary file', async () => {
  put('a.yaml', POD);
  put('b.yaml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0xfe, 0x80, 0, 1, 2, 3]));
  const { code, out, err } = await call(['list', folder]);
  expect({ code, out }).toEqual({ code: 3, out: OPEN });
  expect(err).toMatch(/b\.yaml:1:\d+: [a-z-]+: /);
});

it('a loop of links ends', async () => {
  put('a.yaml', POD);
  mkdirSync(join(folder, 'inner'));
  symlinkSync(folder, join(folder, 'inner', 'again'));
  symlinkSync(join(folder, 'x.yaml'), join(folder, 'y.yaml'));
  symlinkSync(join(folder, 'y.yaml'), join(folder, 'x.yaml'));
  const { code, out, err } = await call(['list', folder]);
  expect({ code, out }).toEqual({ code: 3, out: OPEN });
  expect(err).toMatch(/x\.yaml:1:1: unreadable-file: cannot read .*ELOOP/);
});

it('ten thousand files', async () => {
  for (let i = 0; i < 10_000; i++) put(`${i}.yaml`, `apiVersion: v1\nkind: Namespace\nmetadata: {name: team-${i}}\n`);
  put('web.yaml', POD);
  expect(await call(['list', folder])).toEqual({ code: 0, out: OPEN, err: 'no policies found; all pods can reach each other\n' });
}, 60_000);

it('names with control and direction characters are shown, not obeyed', async () => {
  put('a.yaml', POD.replace('name: web', 'name: "w\\e[31m\\u202eb\\nshop/evil[Pod]"'));
  for (const form of ['txt', 'json', 'csv', 'md', 'dot', 'jsonl', 'matrix']) {
    const { out, err } = await call(['list', folder, '-o', form]);
    // eslint-disable-next-line no-control-regex
    expect(out + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u2069]/);
    expect(out).toMatch(/\\u\{?00?1b|&#92;u|\\\\u\{1b\}|\\u\{1b\}|\\u001b/);
  }
  expect((await call(['list', folder, '-q'])).out.split('\n').length).toBe(3);
});

it('a thousand problems are enough', async () => {
  put('a.yaml', Array.from({ length: 1_500 }, (_, i) => ALLOWED.replace('name: p', `name: p${i}`).replace('{podSelector: {}}', '{podSelector: 1}')).join('---\n'));
  const { err } = await call(['list', folder, '--verbose']);
  const problems = err.split('\n').filter((line) => line.includes('.yaml:'));
  expect(problems.length).toBe(1000);
  expect(err).toMatch(/\nand \d+ more problems\n/);
});

it('problems fill no more than a screen', async () => {
  put('a.yaml', Array.from({ length: 40 }, (_, i) => ALLOWED.replace('name: p', `name: p${i}`).replace('{podSelector: {}}', '{podSelector: 1}')).join('---\n'));
  const { code, err } = await call(['check', folder]);
  expect(code).toBe(3);
  expect(err.split('\n').length).toBeLessThanOrEqual(25);
  expect(err).toMatch(/\n {2}and 39 more, in .*\n40 problems of 1 kind; `--verbose` shows each\n/);
});

it('a manifest behind a pipe is waited for', () => {
  // only a real process has a real standard input
  const program = `require(${JSON.stringify(join(__dirname, '..', '..', 'node_modules', 'tsx', 'dist', 'cjs', 'index.cjs'))});
    require(${JSON.stringify(join(__dirname, '..', '..', 'src', 'cli'))}).main(['list', '-q', '-']).then((code) => { process.exitCode = code; });`;
  const out = execFileSync('sh', ['-c', 'sleep 0.2; cat | (sleep 0.2; "$0" -e "$1")', process.execPath, program], { input: POD, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  expect(out).toBe(OPEN);
}, 60_000);
