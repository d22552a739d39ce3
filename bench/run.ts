/** `npm run bench [-- engine | load | list | questions | check | report | synth | replay | resources …]`: speed and memory, with ratios to a peer in the same run. */
import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';
import { run as engine } from './engine';

const PARTS: Readonly<Record<string, () => void>> = {
  engine,
  load: () => script('load.js'),
  list: () => script('list.ts'),
  questions: () => script('questions.ts', '--expose-gc'),
  check: () => script('check.ts'),
  report: () => script('report.ts', '--expose-gc'),
  synth: () => script('synth.ts'),
  replay: () => script('replay.ts'),
  resources: () => script('resources.ts'),
};

function script(name: string, ...options: readonly string[]): void {
  execFileSync(process.execPath, [...options, '--import', 'tsx', join(__dirname, name)], { stdio: 'inherit' });
}

if (!existsSync(join(__dirname, '..', 'lib', 'index.js'))) throw new Error('compile first: npm run compile');
const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => PARTS[part] === undefined);
if (unknown.length > 0) throw new Error(`no benchmark \`${unknown[0]}\`; there are ${Object.keys(PARTS).join(', ')}`);
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`## ${name}\n\n`);
  run();
}
