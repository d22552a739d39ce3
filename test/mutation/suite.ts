/** The few words of the test runner that the tests use, for running them many times in one process. */
// eslint-disable-next-line import/no-extraneous-dependencies -- the matchers of jest, alone
import { expect } from 'expect';

interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

type Body = (...values: any[]) => unknown;
type Define = ((name: string, body?: Body) => void) & { skip: Define; each: (table: readonly unknown[]) => (name: string, body: Body) => void };

/** The tests of one file, in order. */
export class Suite {
  public readonly tests: Test[] = [];
  private path: readonly string[] = [];
  private readonly first: Body[] = [];

  /** `only`: tests whose names hold this. */
  public constructor(private readonly only = '') {}

  /** Puts the words where the test files look for them. */
  public install(): void {
    const test = words((name, body) => {
      const whole = [...this.path, name].join(' › ');
      if (body !== undefined && whole.includes(this.only)) this.tests.push({ name: whole, run: body });
    });
    const describe = words((name, body) => {
      const outer = this.path;
      this.path = [...outer, name];
      body?.();
      this.path = outer;
    });
    Object.assign(globalThis, { test, it: test, describe, expect, beforeAll: (body: Body) => this.first.push(body), afterAll: () => undefined });
  }

  /** The name of the first test that fails; `each` is told before each test. */
  public async firstFailure(each: () => void): Promise<string | undefined> {
    try {
      for (const body of this.first) await body();
    } catch {
      return 'beforeAll';
    }
    for (const { name, run } of this.tests) {
      each();
      try {
        await run();
      } catch {
        return name;
      }
    }
    return undefined;
  }
}

function words(add: (name: string, body?: Body) => void): Define {
  const define = ((name: string, body?: Body) => add(name, body)) as Define;
  Object.defineProperty(define, 'skip', { get: () => words(() => undefined) });
  define.each = (table) => (name, body) => {
    for (const row of table) {
      const values = Array.isArray(row) ? row : [row];
      add(`${name} ${String(values[0]).slice(0, 60)}`, () => body(...values));
    }
  };
  return define;
}
