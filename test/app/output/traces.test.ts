import { Traces } from '../../../src/app/output/traces';

const program = { folder: process.cwd(), own: '/not/here' };

it('constructs that one line creates share a trace, and others do not', () => {
  const traces = new Traces(program);
  function create() {
    return traces.take(create);
  }
  const ofOneLine = Array.from({ length: 5 }, () => create());
  expect(new Set(ofOneLine).size).toBe(1);
  const other = create();
  expect(other).not.toBe(ofOneLine[0]);
  expect(other.stack).toContain(__filename);
  expect(other.stack).not.toBe(ofOneLine[0].stack);
});

it('the line is found below many frames of others', () => {
  const traces = new Traces(program);
  // of no file
  const hop = new Function('next', 'return next()') as (next: () => ReturnType<Traces['take']>) => ReturnType<Traces['take']>;
  function create() {
    return traces.take(create);
  }
  const deep = Array.from({ length: 9 }).reduce<typeof create>((next) => hop.bind(undefined, next), create);
  const [a, b] = [deep(), deep()];
  expect(a).not.toBe(b);
  expect([a, b].every(({ stack }) => stack!.includes(__filename))).toBe(true);
});

it('what no line of the author creates is known by all of its frames', () => {
  const traces = new Traces({ folder: '/elsewhere', own: '/not/here' });
  function create() {
    return traces.take(create);
  }
  const two = [1, 2].map(() => create());
  expect(two[0]).toBe(two[1]);
  expect(create()).not.toBe(two[0]);
});

it('the way in which stacks are written is left as it was', () => {
  const { prepareStackTrace, stackTraceLimit } = Error;
  new Traces(program).take(it);
  expect([Error.prepareStackTrace, Error.stackTraceLimit]).toEqual([prepareStackTrace, stackTraceLimit]);
});

it('a program of another language has no frames here', () => {
  process.env.JSII_AGENT = 'Python/3.12.1';
  try {
    expect(new Traces(program).take(it).stack).toBeUndefined();
  } finally {
    delete process.env.JSII_AGENT;
  }
});
