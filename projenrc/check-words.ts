/** Fails when sources, pages or messages use a word of `words.ts`: `tsx projenrc/check-words.ts`. */
import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { bannedIn } from './find-words';

const ROOT = resolve(__dirname, '..');
const SEARCHED = ['src/*.ts', 'docs/*.md', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...SEARCHED], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter((file) => file !== '');
if (files.length === 0) throw new Error('no file to search; run this in a checkout');
const found = files.flatMap((file) => bannedIn(readFileSync(join(ROOT, file), 'utf8')).map(({ line, word, instead }) => `${file}:${line}: \`${word}\`; write: ${instead}`));
for (const line of found) console.error(line);
if (found.length > 0) console.error(`${found.length} words of projenrc/words.ts`);
process.exitCode = found.length > 0 ? 1 : 0;
