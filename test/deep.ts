/**
 * `npm run test:deep [-- NAME…]`: everything that is judged by generated cases, at the counts for a release; hours. What is done is kept in
 * `.tmp/deep.json` for this commit, so that a run that was stopped goes on; a part that failed is run again.
 */
import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

interface Part {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, '..');
const STATE = join(ROOT, '.tmp', 'deep.json');
const judge = (name: string) => ['tsx', `test/diff/${name}.ts`];
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
/** The state of one judge; what another commit did is not gone on with. */
const stateOf = (name: string) => `.tmp/deep-${name}-${commit.slice(0, 12)}.json`;
const slices = (count: number, part: (slice: number) => Part) => Array.from({ length: count }, (_, slice) => part(slice));

const PARTS: readonly Part[] = [
  { name: 'diff-test', command: [...judge('run'), '--cases', '3000000', '--seed', '5', '--progress', stateOf('diff')] },
  { name: 'law', command: [...judge('law'), '--cases', '3000000', '--seed', '5', '--progress', stateOf('law')] },
  { name: 'law of commands', command: [...judge('law-of-commands'), '--cases', '10000', '--seed', '100', '--progress', stateOf('law-of-commands')] },
  ...slices(10, (slice) => ({ name: `proofs ${slice + 1} of 10`, command: judge('proofs'), env: { NETFENCE_PROOFS: '20000', NETFENCE_PROOF_SEED: '2', NETFENCE_PROOF_FROM: `${slice * 20_000}` } })),
  ...slices(4, (slice) => ({ name: `assumptions ${slice + 1} of 4`, command: judge('assumptions'), env: { NETFENCE_ASSUMPTIONS: '1000', NETFENCE_ASSUMPTION_SEED: '2', NETFENCE_ASSUMPTION_FROM: `${slice * 1000}` } })),
  ...slices(10, (slice) => ({ name: `words ${slice + 1} of 10`, command: [...judge('words'), '2000', `${200 + slice}`] })),
  ...slices(10, (slice) => ({ name: `explanations ${slice + 1} of 10`, command: [...judge('explanations'), '2000', `${100 + slice}`] })),
  ...slices(5, (slice) => ({ name: `flows ${slice + 1} of 5`, command: judge('flows'), env: { NETFENCE_FLOWS: '132000', NETFENCE_SEED: `${100 + slice}` } })),
  ...slices(10, (slice) => ({ name: `advice ${slice + 1} of 10`, command: judge('advice'), env: { NETFENCE_ADVICE: '200', NETFENCE_SEED: `${100 + slice}` } })),
  { name: 'jest', command: ['jest', '--ci'], env: { NETFENCE_DEEP: '1' } },
];

type Done = Record<string, string>;

/** What an earlier run finished on the same commit. */
function doneBefore(): Done {
  if (!existsSync(STATE)) return {};
  const kept = JSON.parse(readFileSync(STATE, 'utf8')) as { commit: string; done: Done };
  return kept.commit === commit ? kept.done : {};
}

const wanted = process.argv.slice(2);
const parts = PARTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
if (parts.length === 0) throw new Error(`no part \`${wanted.join(' ')}\`; there are ${[...new Set(PARTS.map(({ name }) => name.split(' ')[0]))].join(', ')}`);
const done = doneBefore();
mkdirSync(join(ROOT, '.tmp'), { recursive: true });
let failed = 0;
for (const { name, command, env } of parts) {
  if (done[name] === undefined) {
    const { status, stdout } = spawnSync('npx', ['--no-install', ...command], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    if (status !== 0) {
      failed++;
      process.stdout.write(`## ${name}: failed\n${stdout}\n`);
      continue;
    }
    done[name] = stdout.trim();
    writeFileSync(STATE, JSON.stringify({ commit, done }));
  }
  process.stdout.write(`## ${name}\n${done[name]}\n`);
}
process.stdout.write(`\n${parts.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
