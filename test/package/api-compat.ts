/**
 * Fails when the public API breaks users of the last tagged release. Before the first tag there is nothing to compare with, and it says so.
 *
 *     tsx test/package/api-compat.ts [--repo FOLDER]
 *
 * The tag is compiled in a worktree of its own, with the compiler of this checkout.
 */
import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { parseArgs } from 'util';

const ROOT = resolve(__dirname, '../..');
const { values: { repo = ROOT } } = parseArgs({ options: { repo: { type: 'string' } } });
const IGNORED = join(repo, '.compatignore');

process.exitCode = main();

function main(): number {
  const tag = run('git', ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*'], repo, true);
  if (tag === undefined) {
    console.log('no release is tagged yet, so there is no API to keep');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'netfence-compat-'));
  const old = join(folder, 'old');
  try {
    run('git', ['worktree', 'add', '--quiet', '--detach', old, tag], repo);
    symlinkSync(join(ROOT, 'node_modules'), join(old, 'node_modules'));
    run(tool('jsii'), ['--silence-warnings=reserved-word'], old);
    const ignored = existsSync(IGNORED) ? ['--ignore-file', IGNORED] : [];
    const { status } = spawnSync(tool('jsii-diff'), [old, repo, '--keys', ...ignored], { stdio: 'inherit' });
    console.log(status === 0 ? `the API keeps what ${tag} promised` : `the API breaks users of ${tag}; restore it, or accept the break in .compatignore with a major version`);
    return status ?? 1;
  } finally {
    run('git', ['worktree', 'remove', '--force', old], repo, true);
    rmSync(folder, { recursive: true, force: true });
  }
}

function tool(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name);
}

/** The output of a command; a command that fails ends the run, or is `undefined` where it may fail. */
function run(command: string, args: readonly string[], folder: string, mayFail = false): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  if (mayFail) return undefined;
  throw new Error(`${command} ${args.join(' ')} failed with status ${status}: ${stderr}${stdout}`);
}
