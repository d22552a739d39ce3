import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { atLanding } from '../testing/cases';
import { emptyFolder, ROOT } from '../testing/packed';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** What npm may run where the package is installed or packed. */
const OF_INSTALLATION = ['preinstall', 'install', 'postinstall', 'prepare'];
const FILE = /^node (\S+)$/.exec(scripts.prepare)![1];

atLanding('the package (skipped without NETFENCE_CASES=all)', () => it('holds each file that a script of an installation names', () => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const held = files.map(({ path }: { path: string }) => path);
  for (const name of OF_INSTALLATION.filter((one) => scripts[one] !== undefined)) expect(held).toContain(/^node (\S+)$/.exec(scripts[name])![1]);
}, 120_000));

describe('prepare', () => {
  /** The script in a folder where projen only writes down that it was called. */
  function folder(...present: string[]): string {
    const made = emptyFolder('prepare');
    mkdirSync(join(made, 'bin'));
    cpSync(join(ROOT, FILE), join(made, FILE));
    for (const path of ['node_modules/projen/bin/projen', ...present]) {
      mkdirSync(join(made, path, '..'), { recursive: true });
      writeFileSync(join(made, path), 'require("fs").writeFileSync("called", process.argv.slice(2).join(" "));');
    }
    return made;
  }
  const prepare = (cwd: string) => spawnSync(process.execPath, [FILE], { cwd, encoding: 'utf8' });

  it('compiles a clone', () => {
    const clone = folder();
    expect(prepare(clone)).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(join(clone, 'called'), 'utf8')).toBe('compile');
  });

  it('does nothing where `lib` is there already', () => {
    const compiled = folder('lib/index.js');
    expect(prepare(compiled)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(join(compiled, 'called'))).toBe(false);
  });
});
