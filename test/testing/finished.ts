/** What a long run has done, kept in a file and taken for done as long as what is judged, and what judges, is the same. */
import { createHash } from 'crypto';
import { existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';

/** All files of some files and folders, in an order of their own. */
function filesOf(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).sort().flatMap((name) => filesOf(root, `${path}/${name}`));
}

/** Stands for the names and the content of some files and folders below a root. */
export function contentKey(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((one) => filesOf(root, one))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

interface Entry {
  /** Of the content that it was done with. */
  readonly key: string;
  readonly output: string;
}

/** The parts of a run that are done, each with what it printed. */
export class Finished {
  private readonly entries: Record<string, Entry>;

  public constructor(private readonly file: string) {
    this.entries = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry> : {};
  }

  /** What a part printed; `undefined` where it is not done, or was done with another content. */
  public outputOf(name: string, key: string): string | undefined {
    const entry = this.entries[name];
    return entry?.key === key ? entry.output : undefined;
  }

  /** Keeps a part; a run that is stopped while it writes leaves what was kept before. */
  public keep(name: string, key: string, output: string): void {
    this.entries[name] = { key, output };
    writeFileSync(`${this.file}.new`, JSON.stringify(this.entries));
    renameSync(`${this.file}.new`, this.file);
  }
}
