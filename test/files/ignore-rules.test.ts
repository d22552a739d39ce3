import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ignoreRules, isIgnored } from '../../src/files/ignore-rules';

const PATTERNS = [
  'a', 'a/', '/a', 'a/b', '/a/b', 'a/**', '**/a', 'a/**/b', '*.yaml', 'a*', '?', '[ab]', '[!a]', '[^a]', '[a-b]x', '\\#a', '\\!a', '# a', '', ' a', 'a ', 'a\\ ', '*', '**', '/', '/*', 'a/*', '*/b', 'x.y', 'a+b', '(a)',
  '*.y?ml', 'a\\*', '[', 'a\\', '**a', 'a**', 'a/b/', '[]a]', '!a', '{a,b}', '/**/b', 'a.b', '.*', '[a/b]',
];
const PATHS = ['a', 'b', 'a/b', 'a/b/c', 'c/a', 'c/a/b', 'x.yaml', 'a/x.yaml', 'ax', 'bx', '#a', '!a', ' a', 'a ', 'a+b', '(a)', 'x.y', 'xzy', 'x.yml', 'a*', '[', 'ba', 'ab', 'a.b', 'azb', '.a', ']', '{a,b}'];

/** What git says of files in an empty repository. */
function byGit(text: string, folder: string): string[] {
  writeFileSync(join(folder, '.gitignore'), text);
  const { stdout } = spawnSync('git', ['-C', folder, '-c', 'core.excludesFile=', 'check-ignore', '--no-index', '--stdin', '-z'], { input: PATHS.join('\0'), encoding: 'utf8' });
  return stdout.split('\0').filter((path) => path !== '');
}

/** A file is ignored with a folder above it. */
function byRules(text: string): string[] {
  const rules = ignoreRules(text);
  return PATHS.filter((path) => {
    const steps = path.split('/');
    for (let i = 1; i < steps.length; i++) if (isIgnored(rules, steps.slice(0, i).join('/'), true)) return true;
    return isIgnored(rules, path, false) === true;
  });
}

it('says what git says of patterns and of pairs of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ignore-'));
  try {
    execFileSync('git', ['init', '-q', folder]);
    const texts = [...PATTERNS, ...PATTERNS.map((pattern, i) => `${pattern}\n!${PATTERNS[(i * 7 + 3) % PATTERNS.length]}`), '*\n!a', '/a/*\n!/a/b', '*.yaml\r\n!x.yaml\r\n'];
    const wrong = texts.filter((text) => JSON.stringify(byGit(text, folder)) !== JSON.stringify(byRules(text)));
    expect(wrong).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
