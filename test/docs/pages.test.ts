import { execFileSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 }).trim().split('\n');
const files = tracked.filter((path) => existsSync(join(ROOT, path)));
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');
/** The pages of people; `api-analysis.md` is written by a tool. */
const pages = files.filter((path) => /^(docs\/.*|README|ARCHITECTURE|CONTRIBUTING|SECURITY)\.?(md)?$/.test(path) && path.endsWith('.md') && path !== 'docs/api-analysis.md');
/** Records of decisions begin with the decision. */
const guides = pages.filter((path) => !/^docs\/decisions\/\d/.test(path));

/** Names in backticks that stand for a file to write or a file of the user. */
const EXAMPLES = ['src/dialects/toys-v1/decode.ts', 'construct-metadata.json'];

/** The names of files of this project in a text that no file has. */
function missingIn(text: string): string[] {
  const named = [...text.matchAll(/`((?:src|test|projenrc|examples|bench|schemas|docs|bin|\.ci)\/[^`\s*]+)`/g)].map(([, path]) => path).filter((path) => !path.includes('NAME') && !path.includes('<'));
  const single = [...text.matchAll(/`((?:[\w-]+\/)?[\w-]+\.(?:ts|json))`/g)].map(([, name]) => name);
  return [...named.filter((path) => !existsSync(join(ROOT, path))), ...single.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))]
    .filter((name) => !EXAMPLES.includes(name));
}

/** Links to pages or files that are not there, and to headings that a page does not have. */
function brokenLinks(page: string): string[] {
  return [...textOf(page).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)].filter(([, path]) => !/^\w+:/.test(path)).flatMap(([, path, anchor]) => {
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(ROOT, target))) return [target];
    if (anchor === undefined) return [];
    const headings = [...textOf(target).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-'));
    return headings.includes(anchor) ? [] : [`${target}#${anchor}`];
  });
}

test.each(guides)('%s opens with what the reader can do after it', (page) => {
  expect(textOf(page)).toMatch(/^# [^\n]+\n\nAfter this page you (can|know) /);
});

test.each(pages)('%s names files, links and scripts that are there', (page) => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = [...textOf(page).matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script]) => script);
  const missing = named.filter((script) => !(script in scripts));
  expect({ files: missingIn(textOf(page)), links: brokenLinks(page), scripts: missing }).toEqual({ files: [], links: [], scripts: [] });
});

test('the search sees a file that is not there', () => {
  expect(missingIn('`src/load/yaml-tree.ts`, `yaml-tree.ts`, `src/load`, `yaml/tree.ts`')).toEqual(['src/load/yaml-tree.ts', 'yaml-tree.ts']);
});

test('the index lists every page of its folder', () => {
  const index = textOf('docs/README.md');
  const listed = guides.filter((page) => /^docs\/[^/]+\.md$/.test(page) && page !== 'docs/README.md');
  expect(listed.length).toBeGreaterThan(20);
  expect(listed.filter((page) => !index.includes(`(${basename(page)})`))).toEqual([]);
});
