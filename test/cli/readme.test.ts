import { readFileSync } from 'fs';
import { join } from 'path';
import { call } from './call';

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The commands of the README with what it says they print; a line `…` stands for lines left out. */
const sessions = [...README.matchAll(/^```console\n\$ (.*)\n([^]*?)^```/gm)].map(([, command, output]) => ({ command, output }));

const before = process.cwd();
beforeAll(() => process.chdir(ROOT));
afterAll(() => process.chdir(before));

it('shows each question', () => {
  const asked = new Set(sessions.map(({ command }) => command.split(' ')[1]));
  for (const question of ['check', 'list', 'eval', 'explain', 'exposure', 'diff', 'blast', 'replay', 'advise', 'prove']) expect(asked).toContain(question);
});

it.each(sessions)('$command', async ({ command, output }) => {
  const [program, ...argv] = command.split(' ');
  expect(program).toBe('netfence');
  const printed = (await call(argv)).out.trimEnd();
  let from = 0;
  const parts = output.trimEnd().split(/^…\n?/m);
  for (const [i, part] of parts.entries()) {
    const text = part.trimEnd();
    const at = printed.indexOf(text, from);
    expect({ text, found: at >= from && (i > 0 || at === 0) }).toEqual({ text, found: true });
    from = at + text.length;
  }
  if (parts[parts.length - 1].trim() !== '') expect(printed.slice(from)).toBe('');
});
