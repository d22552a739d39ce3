import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const ROOT = join(__dirname, '..', '..');
export const BLOG = 'examples/yaml/blog.yaml';

/** A folder for the files of a test, in the root of the project. */
export class ReportFolder {
  public readonly folder = mkdtempSync(join(tmpdir(), 'netfence-report-'));
  private readonly before = process.cwd();

  public constructor() {
    beforeAll(() => process.chdir(ROOT));
    afterAll(() => {
      process.chdir(this.before);
      rmSync(this.folder, { recursive: true });
    });
  }

  /** Writes a file, and says where. */
  public file(name: string, content: string): string {
    writeFileSync(join(this.folder, name), content);
    return join(this.folder, name);
  }
}

export const report = async (...argv: string[]): ReturnType<typeof call> => call(['report', '--date', '2026-11-30', ...argv]);
export const jsonOf = async (...argv: string[]) => JSON.parse((await report(...argv, '--format', 'json')).out);

/** The text of a part, tags left out. */
export function partOf(page: string, id: string): string {
  const [, content] = new RegExp(`<section id="${id}" [^]*?</h2>([^]*?)</section>`).exec(page)!;
  return content.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/\s+/g, ' ');
}
