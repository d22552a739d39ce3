import { fail } from '../errors';
import { printable } from '../text/quote';
import type { Problem } from '../model';
import { codeOf, isFirst, isSpecial, kindOfPath, manifestFiles, outerLayers, readBytes, type FoundFile, type LeftOutPath } from '../files/read-files';
import { limitsOf, type Limits, type LoadOptions, type LoadResult, type SourceDocument } from './document';
import { loadFile, tooLarge } from './load-text';
import { leftOutProblems } from './left-out';
import { problem } from './loaded';
import { refusal, type FileReason } from './refusal';

/** The name of standard input, as path and in positions. */
const STANDARD_INPUT = '-';

/**
 * Load every document of files, folders (with all folders in them) and standard input (`-`). A file that several paths lead to is read once.
 *
 * A path that does not exist is an error; everything that is found and cannot be read is a problem in the result.
 */
export function loadPaths(paths: readonly string[], options: LoadOptions = {}): LoadResult {
  const limits = limitsOf(options);
  const all = new Collection(limits);
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      const given = typeof options.stdin === 'string' ? Buffer.from(options.stdin) : options.stdin;
      all.addContent(given ?? readBytes(0, limits.maxBytes), STANDARD_INPUT);
      all.expectSome(path, 'standard input holds no manifest', 'pipe in the output of `kubectl get -o json` or of a renderer');
    } else if (kindOfPath(path) === 'folder') {
      const { found, leftOut, isRepeated } = manifestFiles(path, outerLayers(path, options.exclude, [...options.excludePaths?.keys() ?? []]), seen);
      for (const file of found) all.addFile(file);
      all.leaveOut(path, leftOut, options.excludePaths);
      if (!isRepeated) all.expectSome(path, `no manifest in a .yaml, .yml or .json file below \`${printable(path)}\``, 'name another folder');
    } else {
      if (kindOfPath(path) === undefined) fail('no-such-path', `no file or folder \`${printable(path)}\``, 'correct the path');
      if (!isSpecial(path) && !isFirst(path, seen)) continue;
      all.addFile({ file: path });
      all.expectSome(path, `no manifest in \`${printable(path)}\``, 'name another file');
    }
  }
  return all.result();
}

/** Load files whose texts are known, such as a version control system keeps them; those that cannot be read are problems. */
export function loadTexts(files: readonly (FoundFile & { readonly text?: string | Buffer })[], options: LoadOptions = {}): LoadResult {
  const all = new Collection(limitsOf(options));
  for (const entry of files) {
    if (entry.text === undefined) all.addFile(entry);
    else all.addContent(Buffer.from(entry.text), entry.file);
  }
  return all.result();
}

/** Collects what the files hold, in their order. */
class Collection {
  private readonly documents: SourceDocument[] = [];
  private readonly problems: Problem[] = [];
  private readonly notShown: string[] = [];
  private files = 0;
  private refused = 0;
  private bytes = 0;
  private found = false;
  private seenProblems = 0;

  constructor(private readonly limits: Limits) {}

  public addFile(entry: FoundFile): void {
    const { file } = entry;
    if (entry.reason !== undefined) return this.refuse(file, entry.reason, entry.detail);
    let content: Buffer;
    try {
      content = readBytes(file, this.limits.maxBytes);
    } catch (error) {
      return this.refuse(file, 'unreadable', codeOf(error));
    }
    this.addContent(content, file);
  }

  public addContent(content: Buffer, file: string): void {
    this.files++;
    this.bytes += content.length;
    if (content.length > this.limits.maxBytes) {
      const fault = tooLarge(content.length, this.limits.maxBytes);
      this.problems.push(problem('error', fault.code, fault.message, { file, line: 1, column: 1 }, fault.fix));
      return;
    }
    const loaded = loadFile(content, file, this.limits);
    for (const document of loaded.documents) this.documents.push(document);
    for (const found of loaded.problems) this.problems.push(found);
    this.found ||= loaded.found;
  }

  /** What is left out of a folder: it is counted, and what a rule leaves out may hold anything. */
  public leaveOut(path: string, leftOut: readonly LeftOutPath[], reasons?: ReadonlyMap<string, string>): void {
    this.problems.push(...leftOutProblems(path, leftOut, reasons));
    this.notShown.push(...leftOut.filter(({ reason }) => reason === undefined).map((one) => one.path));
  }

  /** An input without any object, and without an error that explains it, is most likely the wrong one. */
  public expectSome(path: string, message: string, fix: string): void {
    const explained = this.found || this.problems.slice(this.seenProblems).some(({ severity }) => severity === 'error');
    if (!explained) this.problems.push(problem('error', 'no-manifests', message, { file: path, line: 1, column: 1 }, fix));
    this.found = false;
    this.seenProblems = this.problems.length;
  }

  public result(): LoadResult {
    const { documents, problems, files, bytes, refused, notShown } = this;
    return { documents, problems, files, bytes, refused, ...(notShown.length > 0 && { notShown }) };
  }

  private refuse(file: string, reason: FileReason, detail: string): void {
    this.refused++;
    this.problems.push(refusal(file, reason, detail));
  }
}
