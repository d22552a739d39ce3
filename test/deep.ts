/**
 * `npm run test:deep [-- NAME…]`: everything that is judged by generated cases, at the counts for a release; hours. What is done is kept in
 * `.tmp/deep.json` for the content of what is judged and what judges, not for a commit: one that changes only pages throws nothing away. A run that
 * was stopped goes on, the longest parts from the slice (250 cases) that they judged last; a part that failed is run again.
 */
import { spawnSync } from 'child_process';
import { mkdirSync } from 'fs';
import { join } from 'path';
import { contentKey, Finished } from './testing/finished';

interface Part {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The content that it is about. @default that of the judges of generated cases */
  readonly content?: readonly string[];
}

const ROOT = join(__dirname, '..');
const STATE = join(ROOT, '.tmp', 'deep.json');
const judge = (name: string) => ['tsx', `test/diff/${name}.ts`];
/** What is judged, and what judges it. */
const JUDGED = ['src', 'test/oracle', 'test/diff', 'test/mutation', 'test/testing', 'package-lock.json'];
/** What jest runs, the tests of pages and examples included. */
const TESTED = ['src', 'test', 'docs', 'examples', 'projenrc', 'schemas', 'README.md', 'package-lock.json'];
const judgedKey = contentKey(ROOT, JUDGED);
/** The state of one judge; what was done with another content is not gone on with. */
const stateOf = (name: string) => `.tmp/deep-${name}-${judgedKey}.json`;
const slices = (count: number, part: (slice: number) => Part) => Array.from({ length: count }, (_, slice) => part(slice));

const PARTS: readonly Part[] = [
  { name: 'diff-test with the law', command: [...judge('run'), '--cases', '3000000', '--seed', '5', '--law', '--progress', stateOf('diff')] },
  { name: 'law of commands', command: [...judge('law-of-commands'), '--cases', '10000', '--seed', '100', '--progress', stateOf('law-of-commands')] },
  ...slices(10, (slice) => ({ name: `proofs ${slice + 1} of 10`, command: judge('proofs'), env: { NETFENCE_PROOFS: '20000', NETFENCE_PROOF_SEED: '2', NETFENCE_PROOF_FROM: `${slice * 20_000}` } })),
  ...slices(4, (slice) => ({ name: `assumptions ${slice + 1} of 4`, command: judge('assumptions'), env: { NETFENCE_ASSUMPTIONS: '1000', NETFENCE_ASSUMPTION_SEED: '2', NETFENCE_ASSUMPTION_FROM: `${slice * 1000}` } })),
  ...slices(10, (slice) => ({ name: `words ${slice + 1} of 10`, command: [...judge('words'), '2000', `${200 + slice}`] })),
  ...slices(10, (slice) => ({ name: `explanations ${slice + 1} of 10`, command: [...judge('explanations'), '2000', `${100 + slice}`] })),
  ...slices(5, (slice) => ({ name: `flows ${slice + 1} of 5`, command: judge('flows'), env: { NETFENCE_FLOWS: '132000', NETFENCE_SEED: `${100 + slice}` } })),
  ...slices(10, (slice) => ({ name: `advice ${slice + 1} of 10`, command: judge('advice'), env: { NETFENCE_ADVICE: '200', NETFENCE_SEED: `${100 + slice}` } })),
  { name: 'jest', command: ['jest', '--ci'], env: { NETFENCE_DEEP: '1' }, content: TESTED },
];

const wanted = process.argv.slice(2);
const parts = PARTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
if (parts.length === 0) throw new Error(`no part \`${wanted.join(' ')}\`; there are ${[...new Set(PARTS.map(({ name }) => name.split(' ')[0]))].join(', ')}`);
mkdirSync(join(ROOT, '.tmp'), { recursive: true });
const finished = new Finished(STATE);
let failed = 0;
for (const { name, command, env, content = JUDGED } of parts) {
  const key = contentKey(ROOT, content);
  if (finished.outputOf(name, key) === undefined) {
    const { status, stdout } = spawnSync('npx', ['--no-install', ...command], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    if (status !== 0) {
      failed++;
      process.stdout.write(`## ${name}: failed\n${stdout}\n`);
      continue;
    }
    if (contentKey(ROOT, content) !== key || contentKey(ROOT, JUDGED) !== judgedKey) throw new Error('the files changed during the run; start it again');
    finished.keep(name, key, stdout.trim());
  }
  process.stdout.write(`## ${name}\n${finished.outputOf(name, key)}\n`);
}
process.stdout.write(`\n${parts.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
