import { NetfenceError } from '../../src/errors';
import { WRONG_PEERS } from './wrong-programs-peers';
import { WRONG_SELECTORS } from './wrong-programs-selectors';

function errorOf(program: () => unknown): NetfenceError {
  try {
    program();
  } catch (error) {
    if (error instanceof NetfenceError) return error;
    throw error;
  }
  throw new Error('the program ran without an error');
}

/** The program as it was written, without what the compiler adds. */
function sourceOf(program: () => unknown): string {
  return program.toString().replace(/^\(\) ?=> ?/, '').replace(/_\w+\./g, '').replace(/\s+/g, ' ');
}

describe('wrong values', () => {
  const rows = [...WRONG_SELECTORS, ...WRONG_PEERS].map(([program, code, text]) => [sourceOf(program), program, code, text] as const);

  test('there are at least a hundred', () => {
    expect(new Set(rows.map(([source]) => source)).size).toBeGreaterThanOrEqual(100);
  });

  test.each(rows)('%s', (_, program, code, text) => {
    const error = errorOf(program);
    expect(error.code).toBe(code);
    expect(error.message).toBe(`[${code}] ${text}`);
  });

  test.each(rows)('the text of %s has the house form', (_, program) => {
    const text = errorOf(program).message.replace(/^\[[a-z-]+\] /, '');
    expect(text).not.toMatch(/\.$/);
    expect(text).toMatch(/^[a-z]/);
    expect(text).toMatch(/, got .+; /s);
    expect(text).not.toMatch(/[\u0000-\u001f]/);
  });
});
