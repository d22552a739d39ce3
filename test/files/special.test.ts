import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { isSpecial } from '../../src/files/read-files';
import { call } from '../cli/call';
import { emptyFolder, layPackage } from '../testing/packed';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: a}\nspec: {containers: [{name: c}]}\n';
const folder = emptyFolder('special');
const fifo = join(folder, 'p.yaml');
execFileSync('mkfifo', [fifo]);
mkdirSync(join(folder, 'm'));
writeFileSync(join(folder, 'm', 'a.yaml'), POD);
const pods = join(folder, 'm', 'a.yaml');

it('knows pipes and devices from files, and the descriptors of the process from both', () => {
  const devices = ['/dev/zero', '/dev/full'].filter((path) => existsSync(path));
  expect([fifo, ...devices].map(isSpecial)).not.toContain(false);
  expect([pods, folder, '/dev/null', '/dev/stdin', join(folder, 'nowhere')].map(isSpecial)).not.toContain(true);
});

it.each<[string, string[], number]>([
  ['manifests', ['list', fifo], 3], ['findings', ['check', fifo], 3], ['flows', ['replay', fifo, pods], 1], ['invariants', ['prove', fifo, pods], 1],
  ['a configuration', ['check', pods, '--config', fifo], 1],
  ['a baseline', ['check', pods, '--baseline', fifo], 1], ['accepted changes', ['diff', pods, pods, '--accept', fifo], 1],
])('does not wait for %s in a named pipe', async (_what, argv, code) => {
  const { code: got, err } = await call(argv);
  expect(err).toMatch(/no regular file|cannot read/);
  expect(err).not.toContain('internal error');
  expect(got).toBe(code);
});

describe('beside manifests', () => {
  const beside = (name: string) => {
    const made = emptyFolder('special-beside');
    writeFileSync(join(made, 'a.yaml'), POD);
    execFileSync('mkfifo', [join(made, name)]);
    return made;
  };

  it.each<[string, string[], number, string]>([
    ['.netfenceignore', ['list'], 3, 'unreadable-file'], ['construct-metadata.json', ['explain', 'a/p', '10.0.0.1'], 1, 'bad-construct-metadata'],
    ['.netfence-sources', ['check', '--fail-on', 'off'], 0, 'no policies'],
  ])('does not wait for a named pipe %s', async (name, argv, code, said) => {
    const got = await call([...argv, beside(name)]);
    expect(got.err).toContain(said);
    expect(got.code).toBe(code);
  });

  it('does not wait for the ignore file of the current folder', async () => {
    const before = process.cwd();
    process.chdir(beside('.netfenceignore'));
    try {
      const { code, err } = await call(['list', '.']);
      expect(err).toContain('[unreadable-file] cannot read `.netfenceignore`');
      expect(code).toBe(1);
    } finally {
      process.chdir(before);
    }
  });
});

describe('a process', () => {
  const place = emptyFolder('special-process');
  const bin = join(layPackage(place), 'bin', 'netfence');
  const bash = (line: string) => spawnSync('bash', ['-c', line],
    { cwd: folder, encoding: 'utf8', timeout: 30_000, env: { ...process.env, NETFENCE: `${process.execPath} ${bin}` } });

  it.each(['list -', 'check -', 'prove - m'])('with a folder as standard input ends with a message: %s', (argv) => {
    const { status, stderr } = bash(`$NETFENCE ${argv} < m`);
    expect(stderr).toMatch(/EISDIR|is a folder/);
    expect(stderr).not.toMatch(/internal error|^\s+at /m);
    expect(status).toBe(1);
  }, 60_000);

  it('reads what a shell hands over as a descriptor', () => {
    expect(bash('$NETFENCE list <(cat m/a.yaml)').stdout).toContain('a/p[Pod]');
    expect(bash('cat m/a.yaml | $NETFENCE list /dev/stdin').stdout).toContain('a/p[Pod]');
  }, 60_000);
});
