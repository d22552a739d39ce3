import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { ask } from '../../src/analysis/questions/evaluate/evaluate';
import { readPaths } from '../../src/analysis/session/read';
import { call } from '../cli/call';
import { DIFFERENCES, MESSAGES, SKIPPED } from './npguard-differences';

/** A recorded run of the tool that shares our compatible forms. */
interface Recording {
  readonly id: string;
  readonly command: string;
  readonly dirs: readonly string[];
  readonly flags?: {
    readonly exposure?: boolean;
    readonly focusWorkload?: readonly string[];
    readonly focusWorkloadPeer?: readonly string[];
    readonly focusDirection?: string;
  };
  readonly features: readonly string[];
  readonly expected?: string;
  readonly errorExpected?: unknown;
  readonly eval?: { readonly source: Ends; readonly dest: Ends; readonly port: string; readonly protocol: string };
  readonly verdict?: boolean | null;
}

type Ends = '*' | { readonly namespace: string; readonly name: string };

const FOLDER = join(process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus'), 'npguard');
const present = existsSync(join(FOLDER, 'cases.json'));
const recordings: readonly Recording[] = present ? JSON.parse(readFileSync(join(FOLDER, 'cases.json'), 'utf8')).cases : [];
const multiNetwork = ({ features }: Recording) => features.some((feature) => /udn|multi-?network|nad/i.test(feature));
const asked = (command: string) => recordings.filter((one) => one.command === command && one.flags?.exposure !== true && !multiNetwork(one));
const paths = ({ dirs }: Recording) => dirs.map((folder) => join(FOLDER, folder));
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const counts = { agreeing: 0, deliberate: 0, skipped: 0 };

if (!present) process.stdout.write(`np-guard: skipped, no recordings in ${FOLDER} (set NETFENCE_CORPUS)\n`);

(present ? describe : describe.skip)('the recorded cases of np-guard (skipped where NETFENCE_CORPUS is absent)', () => {
  afterAll(() => {
    process.stdout.write(`np-guard: ${counts.agreeing} agreeing, ${counts.deliberate} deliberately different, ${counts.skipped} skipped (${Object.values(SKIPPED).join('; ')})\n`);
  });

  it.each(asked('list').filter((one) => one.expected !== undefined))('$id lists the same', async (one) => {
    const { out } = await call(['list', '-q', ...paths(one), ...flagsOf(one)]);
    const own = DIFFERENCES[one.id]?.ownLines;
    const lines = out.split('\n');
    const kept = own === undefined ? lines : lines.filter((line) => !own.test(line));
    expect(kept.join('')).toBe(text(one.expected!).replace(/\n/g, ''));
    if (own === undefined) counts.agreeing++;
    else expect(kept.length).toBeLessThan(lines.length);
    if (own !== undefined) counts.deliberate++;
  });

  it.each(asked('list').filter((one) => one.errorExpected !== undefined))('$id names file and field, or goes on for a reason', async (one) => {
    const { code, err } = await call(['list', ...paths(one), ...flagsOf(one)]);
    if (DIFFERENCES[one.id] !== undefined) {
      expect(code).toBe(0);
      counts.deliberate++;
      return;
    }
    expect(MESSAGES[one.id]).toBeDefined();
    expect(err).toMatch(MESSAGES[one.id]);
    expect(code).toBe(3);
    counts.agreeing++;
  });

  it.each(asked('eval').filter((one) => one.eval !== undefined && one.eval.source !== '*'))('$id evaluates the same', async (one) => {
    const { source, dest, port, protocol } = one.eval as { source: Exclude<Ends, '*'>; dest: Exclude<Ends, '*'>; port: string; protocol: string };
    const ends = ['-s', source.name, '-n', source.namespace, '-d', dest.name, '--destination-namespace', dest.namespace];
    const { out } = await call(['eval', '-q', ...paths(one), ...ends, '-p', port, '--protocol', protocol]);
    expect(out).toBe(`${source.namespace}/${source.name} => ${dest.namespace}/${dest.name} over ${protocol}/${port}: ${one.verdict}\n`);
    counts.agreeing++;
  });

  it.each(asked('eval').filter((one) => one.eval?.source === '*'))('$id evaluates every pair of pods the same', (one) => {
    const session = readPaths(paths(one));
    const lines = text(one.expected!).trim().split('\n');
    const wrong = lines.filter((line) => {
      const [, from, to, expected] = /^src: (\S+), dest: (\S+), allowed conns: (true|false)$/.exec(line)!;
      const { listed } = ask(session, { name: from }, { name: to }, one.eval!.protocol.toUpperCase() as 'TCP', one.eval!.port);
      return String(listed) !== expected;
    });
    expect(lines.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
    counts.agreeing++;
  });

  it('knows what becomes of every case', () => {
    const known = [...asked('list'), ...asked('eval')].filter(({ id }) => SKIPPED[id] === undefined);
    counts.skipped = asked('list').length + asked('eval').length - known.length;
    expect(counts.agreeing + counts.deliberate).toBe(known.length);
    expect(known.length).toBeGreaterThan(70);
    const ids = new Set(recordings.map(({ id }) => id));
    expect([...Object.keys(DIFFERENCES), ...Object.keys(SKIPPED), ...Object.keys(MESSAGES)].filter((id) => !ids.has(id))).toEqual([]);
  });
});

function flagsOf({ flags = {} }: Recording): string[] {
  return [
    ...(flags.focusWorkload ?? []).flatMap((name) => ['--focusworkload', name]),
    ...(flags.focusWorkloadPeer === undefined ? [] : [`--focusworkload-peer=${flags.focusWorkloadPeer.join()}`]),
    ...(flags.focusDirection === undefined ? [] : ['--focus-direction', flags.focusDirection]),
  ];
}
