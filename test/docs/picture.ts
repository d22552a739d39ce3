import { writeFileSync } from 'fs';
import { join } from 'path';
import { call } from '../cli/call';

const ROOT = join(__dirname, '..', '..');

/** The picture that the README shows. */
export const PICTURE = join(ROOT, 'docs', 'who-reaches-whom.svg');

/** What it must hold: the namespaces of the blog's example, with the connections that its record shows. */
export async function pictureText(): Promise<string> {
  const input = [join(ROOT, 'examples', 'yaml', 'blog.yaml'), '--flows', join(ROOT, 'examples', 'flows.csv')];
  const title = 'Who reaches whom in the example';
  return (await call(['report', ...input, '--title', title, '--date', '2026-11-30', '--quiet', '--format', 'svg'])).out;
}

if (require.main === module) void pictureText().then((text) => writeFileSync(PICTURE, text));
