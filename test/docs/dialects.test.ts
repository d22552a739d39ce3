import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { call } from '../cli/call';
import { languageTable } from './language-table';

const ROOT = resolve(__dirname, '..', '..');
const PAGES = join(ROOT, 'docs', 'dialects');

interface Session {
  readonly command: string;
  readonly output: string;
  /** The manifests above it, which the command calls `trap.yaml`. */
  readonly trap: string;
}

/** The commands of a page, with what it shows below them. */
function sessions(page: string): Session[] {
  let trap = '';
  return [...readFileSync(join(PAGES, page), 'utf8').matchAll(/^```(yaml|console)\n([^]*?)^```$/gm)].flatMap(([, kind, text]) => {
    if (kind === 'yaml') trap = text;
    return kind === 'yaml' ? [] : text.split(/^\$ netfence /m).slice(1).map((one) => {
      const [command, ...lines] = one.split('\n');
      return { command, output: lines.join('\n'), trap };
    });
  });
}

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'netfence-dialects-')); });
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(readdirSync(PAGES))('the output that docs/dialects/%s shows is real', (page) => {
  it.each(sessions(page).map((session) => [session.command, session] as const))('netfence %s', async (command, { output, trap }) => {
    writeFileSync(join(folder, 'trap.yaml'), trap);
    const argv = command.split(' ').map((word) => (word === 'trap.yaml' ? join(folder, word) : word.startsWith('examples/') ? join(ROOT, word) : word));
    const { out } = await call(argv);
    expect(out.replaceAll(`${folder}/`, '').replaceAll(`${ROOT}/`, '')).toBe(output);
  });

  it('has some', () => {
    expect(sessions(page).length).toBeGreaterThan(2);
  });
});

it('the table of languages in the README is that of the registry', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(readme).toContain(`\n${languageTable()}\n`);
  for (const [, page] of languageTable().matchAll(/\((docs\/dialects\/[^)]+)\)/g)) expect([page, existsSync(join(ROOT, page))]).toEqual([page, true]);
});
