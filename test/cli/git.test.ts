import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { filesAt } from '../../src/cli/git';
import { manifestFiles } from '../../src/files/read-files';
import { call } from './call';

let folder: string;
const before = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-git-'));
  git('init', '-q');
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const IDENTITY = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];

function git(...args: string[]): string {
  return execFileSync('git', [...IDENTITY, ...args], { cwd: folder, stdio: 'pipe', encoding: 'utf8' }).trim();
}

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'x');
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path));
}

/** `NAME=TEXT`, or `NAME!REASON` of what cannot be read. */
function read(paths: string[], at = folder): string[] {
  return filesAt('HEAD', paths, at).map(({ file, text, reason }) => (reason === undefined ? `${file}=${text!.toString()}` : `${file}!${reason}`));
}

const pod = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: a }, spec: { containers: [{ name: c }] } }\n`;
const PODS = `${pod('p')}---\n${pod('q')}`;
const DENY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: d, namespace: a }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;

describe('links of a commit', () => {
  it.each<[string, Record<string, string>, Record<string, string>, string[], string[]]>([
    ['to a file of another ending', { 'store/x.txt': 'X' }, { 'k/x.yaml': '../store/x.txt' }, ['.'], ['k/x.yaml=X']],
    ['to a file outside of the named folder', { 'store/x.txt': 'X' }, { 'k/x.yaml': '../store/x.txt' }, ['k'], ['k/x.yaml=X']],
    ['to a file that is read itself', { 'k/x.yaml': 'X' }, { 'k/y.yaml': 'x.yaml' }, ['k'], ['k/x.yaml=X']],
    ['over other links', { 'store/x.txt': 'X' }, { 'k/x.yaml': '../m', 'm': 's/x.txt', 's': 'store' }, ['k'], ['k/x.yaml=X']],
    ['to a folder', { 'store/x.yaml': 'X', 'store/deep/y.yaml': 'Y' }, { 'k/all': '../store' }, ['k'], ['k/all/deep/y.yaml=Y', 'k/all/x.yaml=X']],
    ['of the named path', { 'store/x.yaml': 'X' }, { k: 'store' }, ['k'], ['k/x.yaml=X']],
    ['above the named path', { 'store/in/x.yaml': 'X' }, { k: 'store' }, ['k/in'], ['k/in/x.yaml=X']],
    ['without the name of a manifest', { 'store/x.txt': 'X' }, { 'k/x': '../store/x.txt' }, ['k'], []],
    ['out of the repository', {}, { 'k/x.yaml': '../../x.yaml' }, ['k'], ['k/x.yaml!outside']],
    ['to a folder out of the repository', {}, { 'k/more': '../../more' }, ['k'], ['k/more!outside']],
    ['to an absolute path', {}, { 'k/x.yaml': '/etc/x.yaml' }, ['k'], ['k/x.yaml!outside']],
    ['round in a circle', {}, { 'k/x.yaml': 'y.yaml', 'k/y.yaml': 'x.yaml' }, ['k'], ['k/x.yaml!outside', 'k/y.yaml!outside']],
    ['to the own folder', { 'k/x.yaml': 'X' }, { 'k/loop': '.' }, ['k'], ['k/x.yaml=X']],
    ['to a folder above', { 'k/x.yaml': 'X', 'y.yaml': 'Y' }, { 'k/up': '..' }, ['k'], ['k/up!outside', 'k/x.yaml=X']],
    ['to nothing', {}, { 'k/x.yaml': 'y.yaml', 'k/readme': 'z' }, ['k'], ['k/x.yaml!unreadable']],
  ])('%s', (_what, files, links, paths, expected) => {
    for (const [path, text] of Object.entries(files)) put(path, text);
    for (const [path, target] of Object.entries(links)) link(path, target);
    commit();
    expect(read(paths)).toEqual(expected);
  });

  it.each(['.', 'a', 'b', 'b/c', 'd'])('finds what the walk over the same folder finds: %s', (path) => {
    put('a/x.yaml', 'X');
    put('b/y.txt', 'Y');
    put('b/c/z.json', 'Z');
    link('a/y.yaml', '../b/y.txt');
    link('a/loop', '../a');
    link('a/out.yaml', '../../out.yaml');
    writeFileSync(join(dirname(folder), 'out.yaml'), 'no part of the tree');
    link('b/c/top', '../..');
    link('b/c/more', '../../a');
    link('c', 'b/c');
    link('d/all', '../a');
    link('d/b.json', '../b/c/z.json');
    link('w.yaml', 'a/x.yaml');
    commit();
    const walked = manifestFiles(join(folder, path)).found.map(({ file, reason }) => `${file.slice(folder.length + 1)}!${reason ?? ''}`);
    expect(read([path]).map((entry) => entry.replace(/=.*|(?<=!).*/, (rest) => (rest.startsWith('=') ? '!' : rest)))).toEqual(walked);
  });

  it('reads by the name of a link what is left out by its own', async () => {
    put('k/pods.yaml', PODS);
    link('k/rest', '.store');
    put('k/.store/deny.yaml', DENY);
    link('k/.store/out.yaml', '../../../out.yaml');
    commit();
    rmSync(join(folder, 'k/rest'));
    process.chdir(folder);
    const { code, out, err } = await call(['diff', '--git', 'HEAD', 'k', '--fail-on', 'opened', '--exclude', 'out.yaml']);
    expect({ code, out, err: err.replace(/^k.*\n/gm, '') }).toMatchObject({ code: 2, out: expect.stringContaining('a/p[Pod]') as string });
    expect((await call(['diff', '--git', 'HEAD', 'k', '--exclude', 'rest', '--fail-on', 'any'])).code).toBe(0);
  });

  it('does not read what the store of git holds', () => {
    put('k/x.yaml', 'X');
    link('k/y.yaml', '../.git/config');
    link('k/all', '../.git');
    link('z.yaml', '.git/config');
    for (const path of [folder, join(folder, 'k')]) {
      expect(manifestFiles(path).found.filter(({ reason }) => reason !== 'outside').map(({ file }) => file)).toEqual([join(folder, 'k/x.yaml')]);
    }
  });

  it('names files from the current folder', () => {
    put('k/in/x.yaml', 'X');
    link('y.yaml', 'k/in/x.yaml');
    commit();
    expect(read(['..'], join(folder, 'k'))).toEqual(['in/x.yaml=X']);
    expect(read(['../y.yaml'], join(folder, 'k'))).toEqual(['../y.yaml=X']);
    expect(read([join(folder, 'k', 'in')], join(folder, 'k'))).toEqual(['in/x.yaml=X']);
    expect(() => read(['../..'], join(folder, 'k'))).toThrow('[no-such-path]');
  });
});

describe('what a commit does not hold', () => {
  it('takes a submodule for a folder that is not read', async () => {
    put('all.yaml', PODS);
    commit();
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},k/sub`);
    git('commit', '-qm', 'with a submodule');
    expect(read(['k'])).toEqual(['k/sub!submodule']);
    process.chdir(folder);
    const { code, err } = await call(['diff', '--git', 'HEAD~1..HEAD', '--fail-on', 'opened']);
    expect(err).toMatch(/^k\/sub:1:1: submodule: /m);
    expect(code).toBe(3);
    expect((await call(['diff', '--git', 'HEAD~1..HEAD', '--exclude', 'k'])).code).toBe(0);
  });

  it.each(['deny.yaml', 'link.yaml'])('never takes an object that is not there for an empty file: %s', async (path) => {
    put('all.yaml', PODS);
    put('deny.yaml', DENY);
    link('link.yaml', 'all.yaml');
    commit();
    const id = git('rev-parse', `HEAD:${path}`);
    rmSync(join(folder, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    expect(() => read(['.'])).toThrow('[missing-object]');
    process.chdir(folder);
    expect((await call(['diff', '--git', 'HEAD..HEAD'])).code).toBe(1);
  });

  it('reads a bare repository and one of two names of the same content', () => {
    put('k/x.yaml', 'X');
    put('k/y.yaml', 'X');
    commit();
    const bare = join(folder, '.git');
    expect(readdirSync(bare)).toContain('HEAD');
    expect(read(['k'], bare)).toEqual(['k/x.yaml=X', 'k/y.yaml=X']);
  });
});

it('says that a change of a link changes what is read', async () => {
  put('k/all.yaml', PODS);
  put('k/store/deny.txt', DENY);
  link('k/deny.yaml', 'store/deny.txt');
  commit();
  rmSync(join(folder, 'k/deny.yaml'));
  commit();
  process.chdir(folder);
  expect((await call(['diff', '--git', 'HEAD~1..HEAD', 'k', '--fail-on', 'opened'])).code).toBe(2);
  link('k/out.yaml', '../../x.yaml');
  commit();
  const { code, err } = await call(['diff', '--git', 'HEAD~1..HEAD', 'k', '--fail-on', 'opened']);
  expect(code).toBe(3);
  expect(err).toContain('link-outside');
});
