import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { packetOf } from '../../src/analysis/ends/packets';
import { filesAt } from '../../src/cli/git';
import { workloadPorts } from '../../src/constructs/values/foreign-workload';
import { fail, NetfenceError } from '../../src/errors';
import { ERROR_CODES, PROBLEM_CODES } from '../../src/errors/codes';
import { Invariant, InvariantEnd } from '../../src/facade';
import { TrafficSet } from '../../src/sets';
import { call } from '../cli/call';

/** The module itself, so that a spy on it is seen by the code that imports from it. */
const childProcess = jest.requireActual<typeof import('child_process')>('child_process');

const pod = (namespace: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: ${namespace}, labels: {app: web}}\nspec: {containers: [{name: main}]}\n`;

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'netfence-codes-')); });
afterEach(() => jest.restoreAllMocks());
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** What no test beside the code that fails shows. */
const PRODUCED: Readonly<Record<string, () => unknown>> = {
  'ambiguous-workload': () => call(['eval', '-', '-s', 'web', '-d', 'a/web', '-p', '80'], `${pod('a')}---\n${pod('b')}`),
  'bad-accept-file': () => call(['diff', put('old.yaml', pod('a')), put('new.yaml', pod('a')), '--accept', put('accept.yaml', 'accept: 1\n')]),
  'bad-baseline': () => call(['check', put('pod.yaml', pod('a')), '--baseline', put('baseline.json', '{}')]),
  'git-failed': () => {
    childProcess.execFileSync('git', ['init', '-q', folder]);
    mkdirSync(join(folder, 'sub'));
    put('sub/a.yaml', pod('a'));
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    childProcess.execFileSync('git', ['-C', folder, 'add', '.']);
    childProcess.execFileSync('git', ['-C', folder, ...identity, 'commit', '-qm', 'a']);
    const tree = childProcess.execFileSync('git', ['-C', folder, 'rev-parse', 'HEAD:sub'], { encoding: 'utf8' }).trim();
    rmSync(join(folder, '.git', 'objects', tree.slice(0, 2), tree.slice(2)));
    return filesAt('HEAD', ['.'], folder);
  },
  'invariant-direction': () => Invariant.isolated({ id: 'x', pods: [InvariantEnd.namespace('a')], ingress: false, egress: false }),
  'invariant-hidden-label': () => {
    const invariants = put('invariants.yaml', 'invariants: [{ id: x, never: { from: { pods: { controller-revision-hash: a } } } }]\n');
    return call(['prove', invariants, put('pod.yaml', pod('a')), '--cni', 'cilium']);
  },
  'no-flows': () => {
    mkdirSync(join(folder, 'flows'));
    return call(['replay', join(folder, 'flows'), put('pod.yaml', pod('a'))]);
  },
  'no-git': () => {
    jest.spyOn(childProcess, 'execFileSync').mockImplementationOnce(() => { throw Object.assign(new Error('spawn git ENOENT'), { code: 'ENOENT' }); });
    return filesAt('HEAD', ['.'], folder);
  },
  'no-packet': () => packetOf(TrafficSet.NONE),
  'option-unsupported': () => call(['list', '-', '--kubeconfig', 'x']),
  'port-protocol': () => workloadPorts({ containers: [{ ports: [{ number: 1, protocol: 'ICMP' }] }] }),
};

test.each(Object.keys(PRODUCED))('%s is produced', async (code) => {
  expect(await codeOf(PRODUCED[code])).toBe(code);
});

test('every other code is named by a test', () => {
  const tests = textBelow(join(__dirname, '..'));
  const codes = [...Object.keys(ERROR_CODES), ...Object.keys(PROBLEM_CODES)].filter((code) => !(code in PRODUCED));
  expect([...new Set(codes.filter((code) => !tests.includes(code)))].sort()).toEqual([]);
});

async function codeOf(work: () => unknown): Promise<string | undefined> {
  try {
    const { err } = await work() as { err: string };
    return /(?:\[|^\S+: )([a-z-]+)(?:\]|: )/.exec(err)?.[1] ?? fail('git-failed', err, 'correct the test');
  } catch (error) {
    return error instanceof NetfenceError ? error.code : String(error);
  }
}

function textBelow(root: string): string {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file.endsWith('.ts') && !file.includes('/test/errors/'))
    .map((file) => readFileSync(file, 'utf8')).join('\n');
}
