/** A test of the text of a label's value, for example whether it starts with `web`. */
export interface TextTest {
  readonly kind: 'contains' | 'starts with' | 'ends with';
  readonly text: string;
  /** Whether values are meant that do not do it. */
  readonly negated: boolean;
}

/** Whether a value passes all tests. */
export function passes(value: string, tests: readonly TextTest[]): boolean {
  return tests.every(({ kind, text, negated }) => does(value, kind, text) !== negated);
}

/** A text that is equal exactly for equal tests. */
export function textOf({ kind, text, negated }: TextTest): string {
  return `${negated ? '!' : ''}${kind} ${JSON.stringify(text)}`;
}

function does(value: string, kind: TextTest['kind'], text: string): boolean {
  if (kind === 'contains') return value.includes(text);
  return kind === 'starts with' ? value.startsWith(text) : value.endsWith(text);
}
