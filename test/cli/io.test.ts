import { spawnSync } from 'child_process';
import { EventEmitter } from 'events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { processIo, writeFile } from '../../src/cli/io';
import { emptyFolder, layPackage } from '../testing/packed';
import { call } from './call';

/** A stream that fails with some code at the n-th text. */
class Stream extends EventEmitter {
  public readonly texts: string[] = [];
  public isTTY = false;

  public constructor(private readonly code: string, private readonly failsAt: number, private readonly takes = true) {
    super();
  }

  public write(text: string): boolean {
    if (this.texts.push(text) === this.failsAt) setImmediate(() => this.emit('error', { code: this.code }));
    return this.takes;
  }
}

const tick = () => new Promise((resolve) => { setImmediate(resolve); });

describe('standard output', () => {
  it.each([['EPIPE', 0, ''], ['ENOSPC', 1, 'netfence: [cannot-write] cannot write to standard output (ENOSPC)\n'], ['EIO', 1, 'netfence: [cannot-write] cannot write to standard output (EIO)\n']])(
    '%s: nothing more is written, and the run goes on', async (error, code, said) => {
      for (const takes of [true, false]) {
        const [stdout, stderr] = [new Stream(error, 1, takes), new Stream('', 0)];
        const io = processIo({ stdout, stderr } as never);
        await io.out('a');
        await tick();
        await io.out('b');
        stdout.emit('error', { code: 'ERR_STREAM_DESTROYED' });
        expect(stdout.texts).toEqual(['a']);
        expect(stderr.texts.join('')).toBe(said);
        expect([io.exitCode(0), io.exitCode(3)]).toEqual(code === 0 ? [0, 3] : [1, 1]);
        expect(['drain', 'close'].map((event) => stdout.listenerCount(event))).toEqual([0, 0]);
      }
    });

  it('waits until a full stream takes more', async () => {
    const stdout = new Stream('', 0, false);
    const io = processIo({ stdout, stderr: new Stream('', 0) } as never);
    let isTaken = false;
    const written = Promise.resolve(io.out('a')).then(() => { isTaken = true; });
    await tick();
    expect(isTaken).toBe(false);
    stdout.emit('drain');
    await written;
    expect(isTaken).toBe(true);
  });

  it('is not disturbed by a standard error that fails', async () => {
    const [stdout, stderr] = [new Stream('', 0), new Stream('ENOSPC', 1)];
    const io = processIo({ stdout, stderr } as never);
    io.err('a');
    await tick();
    expect(io.exitCode(2)).toBe(2);
  });
});

(existsSync('/dev/full') ? describe : describe.skip)('a full disk', () => {
  it('is one line and code 1', async () => {
    expect(() => writeFile('/dev/full', ['a'])).toThrow('[cannot-write] cannot write `/dev/full` (ENOSPC)');
    const { code, err } = await call(['list', '-', '-f', '/dev/full'], 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\n');
    expect(code).toBe(1);
    expect(err.split('\n').filter((line) => line.includes('/dev/full'))).toHaveLength(1);
    expect(err).not.toContain('internal');
  });
});

it('does not call an error of the answer one of the file', () => {
  const file = join(emptyFolder('write'), 'a.txt');
  function* texts() {
    yield 'a';
    throw new TypeError('of the answer');
  }
  expect(() => writeFile(file, texts())).toThrow('of the answer');
  expect(readFileSync(file, 'utf8')).toBe('a');
});

describe('a process', () => {
  const folder = emptyFolder('streams');
  const bin = join(layPackage(folder), 'bin', 'netfence');
  mkdirSync(join(folder, 'm'));
  const pod = (i: number) => `{ apiVersion: v1, kind: Pod, metadata: { name: p${i}, namespace: n${i % 20}, labels: { a: b${i} } }, spec: { containers: [{ name: c }] } }\n`;
  writeFileSync(join(folder, 'm', 'a.yaml'), Array.from({ length: 800 }, (_, i) => pod(i)).join('---\n'));
  const bash = (line: string) => spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8', env: { ...process.env, NETFENCE: `${process.execPath} ${bin}` } }).stdout;

  it('whose reader stops ends with the code that it would have ended with', () => {
    const whole = bash('$NETFENCE check m --fail-on info >/dev/null 2>&1; echo code=$?');
    expect(whole).toBe('code=2\n');
    expect(bash('$NETFENCE check m --fail-on info 2>/dev/null | head -1 >/dev/null; echo code=${PIPESTATUS[0]}')).toBe(whole);
    expect(bash('$NETFENCE check m -o json --fail-on info 2>/dev/null | true; echo code=${PIPESTATUS[0]}')).toBe(whole);
  }, 60_000);

  it('whose errors cannot be written ends with its code, too', () => {
    expect(bash('$NETFENCE check m --fail-on info 2>&- >/dev/null; echo code=$?')).toBe('code=2\n');
    if (existsSync('/dev/full')) {
      expect(bash('$NETFENCE check m --fail-on info 2>/dev/full >/dev/null; echo code=$?')).toBe('code=2\n');
      expect(bash('$NETFENCE check m --fail-on info 2>err.txt >/dev/full; echo code=$?')).toBe('code=1\n');
      expect(readFileSync(join(folder, 'err.txt'), 'utf8')).toContain('cannot write to standard output (ENOSPC)');
    }
  }, 60_000);
});
