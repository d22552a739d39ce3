import { execFile } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { promisify } from 'util';
import { parseAllDocuments } from 'yaml';

export const ROOT = resolve(__dirname, '..', '..');
const run = promisify(execFile);

export interface Run {
  /** The text of each file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** All documents of all files. */
  readonly manifests: any[];
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example as its reader would, into a folder of its own. */
export async function runExample(path: string): Promise<Run> {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const { stdout, stderr } = await run(process.execPath, [tsx, '--tsconfig', join(ROOT, 'tsconfig.dev.json'), join(ROOT, 'examples', path)],
    { cwd: ROOT, env: { ...process.env, CDK8S_OUTDIR: outdir } });
  return { ...readOutput(outdir), stdout, stderr };
}

export function readOutput(outdir: string): Pick<Run, 'files' | 'manifests'> {
  const names = readdirSync(outdir, { recursive: true }).map(String).filter((name) => !name.endsWith('.netfence-sources') && statSync(join(outdir, name)).isFile()).sort();
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
  const manifests = Object.values(files).flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()));
  return { files, manifests };
}
