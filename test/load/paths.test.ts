import { execFileSync } from 'child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { loadPaths, type LoadOptions } from '../../src/load';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'load-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Write files by their names below the root. */
function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** What loading gives, files relative to the root. */
function load(paths: string[] = ['.'], options: LoadOptions = {}) {
  const result = loadPaths(paths.map((path) => (path === '-' ? path : join(root, path))), options);
  return {
    documents: result.documents.map(({ file, index, value }) => [relative(root, file), index, value]),
    problems: result.problems.map(({ code, position }) => `${code} ${relative(root, position!.file)}`),
    messages: result.problems.map(({ message }) => message),
    files: result.files,
  };
}

describe('folders', () => {
  test('all manifests in all folders, in the order of the names', () => {
    write({ 'b.yaml': 'b: 1', 'a/z.yml': 'z: 1\n---\nz: 2', 'a/y.json': '{"y": 1}', 'c.YAML': 'c: 1', 'note.md': 'x: [', 'd.yaml/e.yaml': 'e: 1' });
    expect(load()).toMatchObject({
      documents: [['a/y.json', 0, { y: 1 }], ['a/z.yml', 0, { z: 1 }], ['a/z.yml', 1, { z: 2 }], ['b.yaml', 0, { b: 1 }], ['c.YAML', 0, { c: 1 }],
        ['d.yaml/e.yaml', 0, { e: 1 }]],
      problems: [],
      files: 5,
    });
  });

  test('a broken file does not stop the others', () => {
    write({ 'a.yaml': 'a: [', 'b.yaml': 'b: 1', 'c.json': '{"c": ', 'd.yaml': 'ab\0\x01' });
    expect(load()).toMatchObject({
      documents: [['b.yaml', 0, { b: 1 }]],
      problems: ['broken-yaml a.yaml', 'broken-json c.json', 'binary-file d.yaml'],
    });
  });

  test('nothing in it', () => {
    expect(load().problems).toEqual(['no-manifests ']);
    write({ 'a.txt': 'a: 1', 'b.yaml': '# only a comment\n---\n' });
    expect(load().problems).toEqual(['no-manifests ']);
    expect(load(['b.yaml']).problems).toEqual(['no-manifests b.yaml']);
    write({ 'list.yaml': 'kind: List\nitems: []\n' });
    expect(load().problems).toEqual([]);
  });

  test('each path is asked for itself', () => {
    write({ 'a/x.yaml': 'x: [', 'b/readme.md': '' });
    expect(load(['a', 'b']).problems).toEqual(['broken-yaml a/x.yaml', 'no-manifests b']);
  });
});

test('a file that several paths lead to is read once, by the first of them', () => {
  write({ 'a/x.yaml': 'x: 1', 'a/y.yaml': 'z: 1' });
  symlinkSync('a', join(root, 'b'));
  for (const paths of [['a/y.yaml', 'a', 'a'], ['a/y.yaml', 'b', 'a/x.yaml'], ['a/y.yaml', 'a/../a/y.yaml', '.']]) {
    const { documents, problems } = load(paths);
    expect({ values: documents.map(([, , value]) => value), problems }).toEqual({ values: [{ z: 1 }, { x: 1 }], problems: [] });
  }
});

describe('links', () => {
  test('a circle ends, each file counts once', () => {
    write({ 'a/x.yaml': 'x: 1' });
    symlinkSync('..', join(root, 'a', 'up'));
    symlinkSync('a', join(root, 'b'));
    symlinkSync('a/x.yaml', join(root, 'z.yaml'));
    symlinkSync('self.yaml', join(root, 'self.yaml'));
    expect(load()).toMatchObject({ documents: [['a/x.yaml', 0, { x: 1 }]], problems: ['unreadable-file self.yaml'] });
  });

  test('a mounted ConfigMap', () => {
    write({ '..2024/x.yaml': 'x: 1' });
    symlinkSync('..2024', join(root, '..data'));
    symlinkSync('..data/x.yaml', join(root, 'x.yaml'));
    expect(load().documents).toHaveLength(1);
  });

  test('a link out of the folder is not followed, and said', () => {
    write({ 'in/a.yaml': 'a: 1', 'out/b.yaml': 'b: 1' });
    symlinkSync('../out', join(root, 'in', 'more'));
    symlinkSync('../out/b.yaml', join(root, 'in', 'b.yaml'));
    symlinkSync('../in-not-there', join(root, 'in', 'c.yaml'));
    expect(load(['in'])).toMatchObject({
      documents: [['in/a.yaml', 0, { a: 1 }]], problems: ['link-outside in/b.yaml', 'unreadable-file in/c.yaml', 'link-outside in/more'],
    });
  });

  test('the path itself may be a link', () => {
    write({ 'in/a.yaml': 'a: 1' });
    symlinkSync('in', join(root, 'link'));
    expect(load(['link']).documents).toEqual([['link/a.yaml', 0, { a: 1 }]]);
  });
});

describe('paths', () => {
  test('a path that does not exist', () => {
    expect(() => load(['nowhere'])).toThrow(/^\[no-such-path\] no file or folder `.*nowhere`; correct the path$/);
    write({ 'a.yaml': 'a: 1' });
    expect(() => load(['a.yaml/b.yaml'])).toThrow('[no-such-path]');
  });

  test('a named file may be called anything', () => {
    write({ manifest: 'a: 1' });
    expect(load(['manifest']).documents).toEqual([['manifest', 0, { a: 1 }]]);
  });

  test('standard input', () => {
    expect(load(['-'], { stdin: '{"a": 1}' }).documents).toMatchObject([[relative(root, '-'), 0, { a: 1 }]]);
    expect(loadPaths(['-'], { stdin: Buffer.from('a: 1') }).documents[0].position(['a'])).toEqual({ file: '-', line: 1, column: 4 });
    expect(loadPaths(['-'], { stdin: '' }).problems).toMatchObject([{ code: 'no-manifests', position: { file: '-' } }]);
  });

  test('names with control characters do not reach a message', () => {
    const name = 'a\x1b[31m\u202e.yaml';
    write({ [name]: 'a: [' });
    symlinkSync('nowhere', join(root, `z${name}`));
    const { messages } = load();
    expect(messages).toHaveLength(2);
    for (const message of messages) expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(() => load(['\x1b[31m'])).toThrow('\\u{1b}');
  });

  test('a pipe among the manifests is not waited for', () => {
    write({ 'a.yaml': 'a: 1' });
    execFileSync('mkfifo', [join(root, 'b.yaml')]);
    expect(load()).toMatchObject({ documents: [['a.yaml', 0, { a: 1 }]], problems: ['unreadable-file b.yaml'] });
  });

  (process.getuid?.() === 0 ? test.skip : test)('a file without permission (skipped for root)', () => {
    write({ 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' });
    chmodSync(join(root, 'b.yaml'), 0);
    expect(load()).toMatchObject({ documents: [['a.yaml', 0, { a: 1 }]], problems: ['unreadable-file b.yaml'] });
  });

  test('a file longer than allowed is not read to its end', () => {
    write({ 'a.yaml': 'a: 1\n'.repeat(1000) });
    expect(load(['.'], { maxBytes: 100 })).toMatchObject({ documents: [], problems: ['too-large a.yaml'] });
  });

  test('ten thousand files', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 10_000; i++) files[`d${i % 100}/f${i}.yaml`] = `kind: X\nn: ${i}\n`;
    write(files);
    expect(load()).toMatchObject({ problems: [], files: 10_000 });
  });
});
