import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { call } from '../cli/call';

const ROOT = resolve(__dirname, '..', '..');
const DATA = join(ROOT, 'test', 'data', 'questions');

/** The commands of a page with the output below them. */
function sessions(page: string): [command: string, output: string][] {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  return [...text.matchAll(/^```console\n\$ netfence (.*)\n([^]*?)\n?```$/gm)].map(([, command, output]) => [command, output]);
}

describe.each(['explain.md', 'diff.md', 'blast.md'])('the output that docs/%s shows is real', (page) => {
  it.each(sessions(page))('netfence %s', async (command, output) => {
    const argv = command.split(' ').map((word) => (/^(before|after)$/.test(word) ? join(DATA, word) : word));
    const { code, out, err } = await call(argv);
    expect(code).toBe(0);
    // as a terminal shows it
    expect(`${out}${err}`.replaceAll(`${DATA}/`, '').trimEnd()).toBe(output.trimEnd());
  });

  it('has some', () => {
    expect(sessions(page).length).toBeGreaterThan(1);
  });
});
