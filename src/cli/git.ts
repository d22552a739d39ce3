import { execFileSync } from 'child_process';
import { fail } from '../errors';

/** A manifest as a commit has it. */
interface CommittedFile {
  readonly file: string;
  readonly text: Buffer;
}

const MANIFEST = /\.(ya?ml|json)$/i;
const MAX_BYTES = 2 ** 30;

/** Reads `BASE..HEAD`, or `BASE` alone, which is compared with the files as they are. */
export function parseRange(text: string): { readonly base: string; readonly head?: string } {
  const [base, head, ...more] = text.split('..');
  if (base === '' || more.length > 0 || [base, head ?? ''].some((commit) => /^[-.]|\s/.test(commit))) {
    fail('bad-range', `two commits are written \`BASE..HEAD\`, got \`${text}\``, 'write for example `origin/main..HEAD`, or `origin/main` for the files as they are');
  }
  return { base, ...(head !== undefined && { head: head === '' ? 'HEAD' : head }) };
}

/** The manifests below some paths in a commit, by names that are relative to the folder, behind a prefix. */
export function filesAt(commit: string, paths: readonly string[], prefix = '', folder = process.cwd()): CommittedFile[] {
  const tree = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`], () =>
    fail('unknown-commit', `git knows no commit \`${commit}\` here`, 'fetch it, or name one that `git log` shows')).toString().trim();
  const listed = git(folder, ['--literal-pathspecs', 'ls-tree', '-r', '-z', tree, '--', ...paths]).toString();
  const entries = listed.split('\0').flatMap((line) => {
    const match = /^100\d{3} blob ([0-9a-f]+)\t([^]*)$/.exec(line);
    return match !== null && MANIFEST.test(match[2]) ? [{ id: match[1], file: match[2] }] : [];
  });
  if (entries.length === 0) return [];
  const contents = git(folder, ['cat-file', '--batch'], undefined, `${entries.map(({ id }) => id).join('\n')}\n`);
  let at = 0;
  return entries.map(({ file }) => {
    const end = contents.indexOf(10, at);
    const size = Number(contents.toString('latin1', at, end).split(' ')[2]);
    at = end + 1 + size + 1;
    return { file: `${prefix}${file}`, text: contents.subarray(end + 1, end + 1 + size) };
  });
}

/** Runs git without a shell. */
function git(folder: string, args: readonly string[], refused?: () => never, input?: string): Buffer {
  try {
    return execFileSync('git', args, { cwd: folder, maxBuffer: MAX_BYTES, stdio: ['pipe', 'pipe', 'pipe'], ...(input !== undefined && { input }) });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    if (code === 'ENOENT') fail('no-git', 'the program `git` was not found', 'install it, or compare two folders: netfence diff OLD NEW');
    const said = stderr?.toString().trim().split('\n')[0] ?? '';
    if (/not a git repository/.test(said)) fail('no-repository', 'the current folder is in no git repository', 'go to one, or compare two folders: netfence diff OLD NEW');
    return refused === undefined ? fail('git-failed', `git did not answer \`git ${args[0]}\`: ${said}`, 'run it yourself to see why') : refused();
  }
}
