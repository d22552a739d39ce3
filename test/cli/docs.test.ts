import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const DOCS = join(__dirname, '..', '..', 'docs');
const page = (name: string) => readFileSync(join(DOCS, name), 'utf8');
const blocks = (text: string, language: string) => [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block);

/** The commands of the pages with the output that the pages promise. */
function sessions(name: string): { command: string; output: string }[] {
  return blocks(page(name), 'console').flatMap((block) => block.split(/^\$ /m).slice(1)).map((session) => {
    const [command, ...output] = session.split('\n');
    return { command, output: output.join('\n') };
  });
}

let folder: string;
const before = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-docs-'));
  mkdirSync(join(folder, 'manifests'));
  writeFileSync(join(folder, 'manifests', 'shop.yaml'), blocks(page('list.md'), 'yaml')[0]);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it.each(['list.md', 'eval.md'].flatMap((name) => sessions(name).map((session) => ({ name, ...session }))))('$name: $command', async ({ command, output }) => {
  const [program, ...argv] = command.split(' ');
  expect(program).toBe('netfence');
  expect((await call(argv)).out).toBe(output);
});

it('counts on standard error what the first list leaves out', async () => {
  expect((await call(['list', 'manifests'])).err).toBe([
    '1 pair not listed has verdict unknown (not isolated); `--format jsonl` lists it',
    '  1: a block may hold the address of the pod, which the input does not tell',
    '',
  ].join('\n'));
});
