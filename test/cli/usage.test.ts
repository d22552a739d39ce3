import { readFileSync } from 'fs';
import { join } from 'path';
import { COMMANDS, SPECS } from '../../src/cli/commands';
import { call } from './call';

it('prints the version of the package and nothing else', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  expect(await call(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

it('shows what there is, on standard error where nothing was asked', async () => {
  const { code, out, err } = await call([]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(await call(['--help'])).toEqual({ code: 0, out: err, err: '' });
  for (const { name, summary } of SPECS) expect(err).toMatch(new RegExp(`netfence ${name} +${summary.replace(/[.?]/g, '\\$&')}`));
});

it('has the code of every command that it shows', () => {
  for (const { spec: { name }, load } of COMMANDS) expect([name, typeof load()]).toEqual([name, 'function']);
});

it.each(SPECS.map((spec) => [spec.name, spec] as const))('explains %s with two examples that its own parser takes', async (name, spec) => {
  const { code, out, err } = await call([name, '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(spec.examples.length).toBeGreaterThanOrEqual(2);
  for (const option of spec.options) expect(out).toContain(`--${option.name}`);
  for (const { command } of spec.examples) {
    expect(out).toContain(command);
    const words = command.slice(command.indexOf('netfence ') + 'netfence '.length).split(/ [>|] /)[0].split(' ');
    expect(words[0]).toBe(name);
    const used = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2).split('=')[0]);
    const known = spec.options.flatMap((option) => [option.name, ...option.aliases ?? []]);
    expect(used.filter((option) => !known.includes(option))).toEqual([]);
  }
  expect((await call([name, '-h'])).out).toBe(out);
  expect((await call(['help', name])).out).toBe(out);
});

it.each([
  [['lst'], '[unknown-command] no command `lst`\n  fix: did you mean `list`?'],
  [['frobnicate-all'], '[unknown-command] no command `frobnicate-all`\n  fix: there are `list`, `eval`'],
  [['list'], '[no-input] no input\n  fix: name files or folders, or `-` for standard input, as in: netfence list'],
  [['list', '-', '--fromat', 'json'], '[option-unknown] unknown option `--fromat`\n  fix: did you mean `--format`?'],
  [['list', '-', '-x'], '[option-unknown] unknown option `-x`\n  fix: see `netfence list --help`'],
  [['list', '-k', 'config'], '`-k`: a cluster is not asked by `netfence list`\n  fix: pipe it in: kubectl get'],
  [['list', '-', '-o', 'jsno'], '[option-value] `-o` must be one of txt, json, csv, md, dot, jsonl, matrix, html, svg, got `jsno`\n  fix: did you mean `json`?'],
  [['list', '-', '-o'], '[option-value-missing] `-o` needs a value\n  fix: write `-o FORMAT`'],
  [['list', '-', '--all'], '[options-exclusive] `--all` shows what is denied, which only jsonl has room for'],
  [['list', '-', '--all=perhaps'], '[option-value] `--all` must be on or off, got `perhaps`'],
  [['list', '-', '-o', 'matrix', '--focusworkload', 'a'], '[options-exclusive] a matrix is about all workloads'],
  [['list', '-', '--focus-conn', 'http'], '[bad-packet] a packet is a protocol and a port, got `http`'],
  [['list', '-', '--focus-direction', 'out'], '[option-value] `--focus-direction` must be one of ingress, egress, got `out`'],
])('says what to do about %j', async (argv, message) => {
  const { code, out, err } = await call(argv);
  expect(err).toContain(message);
  expect({ code, out }).toEqual({ code: 1, out: '' });
});

it.each([
  ['check', '-', '--', '--help'], ['check', '-', '--', '-h'], ['check', '-', '--config', '--help'], ['check', '-', '--config', '-h'], ['list', '-', '-f', '--help/x'], ['list', '--', '-h'],
  ['explain', '--', 'a', 'b', '80', '--help'], ['diff', '--dir1', '--help', '--dir2', '-h'], ['list', '-', '-o', '-h'],
])('does not take a path or a value for a wish for help: %j', async (...argv) => {
  const { code, out } = await call(argv);
  expect(code).toBe(1);
  expect(out).toBe('');
});

it.each([['check', '--nonsense', '--help'], ['list', '-qh'], ['diff', 'a', '-h'], ['check', '--help', '--', 'a']])('shows the page whatever else is wrong: %j', async (...argv) => {
  const { code, out } = await call(argv);
  expect(code).toBe(0);
  expect(out).toContain(`netfence ${argv[0]} `);
});

it('keeps the letters of a path behind `--`', async () => {
  expect((await call(['list', '--', '-q=false'])).err).toContain('`-q=false`');
});

it('documents what 2 means for every command, and `never` for those that do not know it', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'exit-codes.md'), 'utf8');
  const rows = new Map([...page.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name, meaning]) => [name, meaning]));
  expect([...rows.keys()].sort()).toEqual(SPECS.map(({ name }) => name).sort());
  for (const [name, meaning] of rows) {
    const source = readFileSync(join(__dirname, '..', '..', 'src', 'cli', 'commands', name, 'run.ts'), 'utf8');
    expect([name, /return exitCode\(.*, /.test(source)]).toEqual([name, meaning !== 'never']);
  }
});
