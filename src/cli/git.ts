import { execFileSync } from 'child_process';
import { realpathSync } from 'fs';
import { isAbsolute, posix, relative, sep } from 'path';
import { fail, NetfenceError } from '../errors';
import { isLink, manifestsOfTree, treeEntries, type TreeEntry } from '../files/git-tree';
import { IGNORE_FILE } from '../files/left-out';
import type { FoundFile } from '../files/read-files';

/** A manifest as a commit has it, or why it cannot be read. */
type CommittedFile = FoundFile & { readonly text?: Buffer };

const MAX_BYTES = 2 ** 30;

/** Reads `BASE..HEAD`, or `BASE` alone, which is compared with the files as they are. */
export function parseRange(text: string): { readonly base: string; readonly head?: string } {
  const [base, head, ...more] = text.split('..');
  if (base === '' || more.length > 0 || [base, head ?? ''].some((commit) => /^[-.]|\s/.test(commit))) {
    fail('bad-range', `two commits are written \`BASE..HEAD\`, got \`${text}\``,
      'write for example `origin/main..HEAD`, or `origin/main` for the files as they are');
  }
  return { base, ...(head !== undefined && { head: head === '' ? 'HEAD' : head }) };
}

/** The manifests below some paths in a commit, by names that are relative to the folder, but those that are left out. */
export function filesAt(commit: string, paths: readonly string[], folder = process.cwd(),
  isLeftOut: (file: string) => boolean = () => false): CommittedFile[] {
  const { tree, prefix, named } = placesAt(commit, paths, folder);
  const read = (links: readonly TreeEntry[]) => {
    const targets = contentsOf(folder, links);
    return (link: TreeEntry) => targets.get(link.id)!.toString();
  };
  const entries = entriesFor(named, (only) => entriesOf(folder, tree, only));
  const found = manifestsOfTree(entries, named, read(entries.filter(isLink)), (path) => isLeftOut(posix.relative(prefix, path)));
  const contents = contentsOf(folder, found.flatMap(({ id }) => (id === undefined ? [] : [{ id }])));
  return found.map(({ id, ...file }) => ({ ...file, file: posix.relative(prefix, file.file), ...(id !== undefined && { text: contents.get(id) }) }));
}

/** An ignore file, and the folder from which its patterns count: `.` is the current one. */
interface IgnoreFile {
  readonly folder: string;
  readonly text: string;
}

/** The ignore files of a commit that count for some paths, the outer ones first. */
export function ignoreFilesAt(commit: string, paths: readonly string[], folder = process.cwd()): IgnoreFile[] {
  const { tree, prefix, named } = placesAt(commit, paths, folder);
  const own = `${prefix}${IGNORE_FILE}`;
  const found = entriesOf(folder, tree, named.includes('') ? [] : [own, ...named])
    .filter((entry) => posix.basename(entry.path) === IGNORE_FILE && entry.path.startsWith(prefix) && !isLink(entry));
  const contents = contentsOf(folder, found);
  return found.map(({ id, path }) => ({ folder: posix.dirname(posix.relative(prefix, path)), text: contents.get(id)!.toString() }))
    .sort((a, b) => depthOf(a.folder) - depthOf(b.folder));
}

function depthOf(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}

interface Places {
  /** The tree of the commit. */
  readonly tree: string;
  /** The folder, from the root of the tree: empty, or with a slash at its end. */
  readonly prefix: string;
  /** The paths from the root of the tree. */
  readonly named: readonly string[];
}

function placesAt(commit: string, paths: readonly string[], folder: string): Places {
  const tree = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`], () =>
    fail('unknown-commit', `git knows no commit \`${commit}\` here`, 'fetch it, or name one that `git log` shows')).toString().trim();
  const prefix = git(folder, ['rev-parse', '--show-prefix']).toString().replace(/\n$/, '');
  return { tree, prefix, named: paths.map((path) => inTree(prefix, path, folder)) };
}

function entriesOf(folder: string, tree: string, only: readonly string[]): TreeEntry[] {
  return treeEntries(git(folder, ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', tree, '--', ...only]).toString());
}

/** Most trees have no links, and then nothing outside of the named paths is listed. */
function entriesFor(named: readonly string[], list: (only: readonly string[]) => TreeEntry[]): TreeEntry[] {
  const only = named.includes('') ? [] : named;
  const entries = list(only);
  const isWhole = only.length === 0;
  const isMissing = named.some((name) => name !== '' && !entries.some(({ path }) => path === name || path.startsWith(`${name}/`)));
  return !isWhole && (isMissing || entries.some(isLink)) ? list([]) : entries;
}

/** A path of the command line from the root of the tree. */
function inTree(prefix: string, path: string, folder: string): string {
  const below = isAbsolute(path) ? relative(realpathSync(folder), path) : path;
  const name = posix.normalize(`./${prefix}${below.replaceAll(sep, '/')}`).replace(/\/$/, '');
  if (name === '..' || name.startsWith('../')) fail('no-such-path', `\`${path}\` is outside of the repository`, 'name a folder of the repository');
  return name === '.' ? '' : name;
}

/** The contents of objects by their names; an object that git cannot give is an error, never an empty text. */
function contentsOf(folder: string, objects: readonly { readonly id: string }[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  const ids = [...new Set(objects.map(({ id }) => id))];
  if (ids.length === 0) return found;
  const answer = git(folder, ['cat-file', '--batch'], undefined, `${ids.join('\n')}\n`);
  let at = 0;
  for (const id of ids) {
    const end = answer.indexOf(10, at);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(answer.toString('latin1', at, end < 0 ? at : end)) ?? [];
    at = end + 1 + Number(size) + 1;
    if (size === undefined || at > answer.length) {
      fail('missing-object', `git has no content for the object ${id}`,
        'fetch it: `git fetch --refetch`, or clone the repository as a whole');
    }
    found.set(id, answer.subarray(end + 1, at - 1));
  }
  return found;
}

/**
 * The commit of the folder, and whether some of these paths differ from it or are not in it; `undefined` where git knows none for them, and for
 * standard input.
 */
export function commitOf(paths: readonly string[], folder = process.cwd()): { readonly id: string; readonly isChanged: boolean } | undefined {
  if (paths.includes('-')) return undefined;
  try {
    const id = git(folder, ['rev-parse', '--verify', 'HEAD']).toString().trim();
    const changed = git(folder, ['--no-optional-locks', '--literal-pathspecs', 'status', '--porcelain', '--ignored', '--', ...paths]);
    return { id, isChanged: changed.length > 0 };
  } catch (error) {
    if (error instanceof NetfenceError) return undefined;
    throw error;
  }
}

/** Runs git without a shell. */
export function git(folder: string, args: readonly string[], refused?: () => never, input?: string): Buffer {
  try {
    return execFileSync('git', args, { cwd: folder, maxBuffer: MAX_BYTES, stdio: ['pipe', 'pipe', 'pipe'], ...(input !== undefined && { input }) });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    if (code === 'ENOENT') fail('no-git', 'the program `git` was not found', 'install it, or compare two folders: netfence diff OLD NEW');
    const said = stderr?.toString().trim().split('\n')[0] ?? '';
    if (/not a git repository/.test(said)) {
      fail('no-repository', 'the current folder is in no git repository',
        'go to one, or compare two folders: netfence diff OLD NEW');
    }
    return refused === undefined ? fail('git-failed', `git did not answer \`git ${args[0]}\`: ${said}`, 'run it yourself to see why') : refused();
  }
}
