import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ERROR_CODES, PROBLEM_CODES } from '../../src/errors/codes';
import { CODES_PAGE, codesPage } from './codes-page';

const ROOT = join(__dirname, '..', '..');
const CODES = [...new Set([...Object.keys(ERROR_CODES), ...Object.keys(PROBLEM_CODES)])].sort();

test('docs/codes.md lists every code; `npx projen docs:codes` writes it', () => {
  expect(readFileSync(CODES_PAGE, 'utf8')).toBe(codesPage());
});

test('every code stands in code that can produce it', () => {
  const sources = textBelow(join(ROOT, 'src'), /src\/errors\/codes\//);
  expect(CODES.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});

test('cause and fix are sentences', () => {
  for (const [code, { cause, fix }] of [...Object.entries(ERROR_CODES), ...Object.entries(PROBLEM_CODES)]) {
    expect([code, cause, fix].join(' ')).toMatch(/^[a-z0-9-]+ [A-Z`].*\. [A-Z`].*\.$/);
  }
});

function textBelow(folder: string, except: RegExp): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file.endsWith('.ts') && !except.test(file))
    .map((file) => readFileSync(file, 'utf8')).join('\n');
}
