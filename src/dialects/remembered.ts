/** Large inputs repeat few texts very often: of so many, what was worked out is kept. */
const MAX_KNOWN = 10_000;

/** The same function; up to a bound, it works out the answer to each text once. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const found = answer(text);
    if (known.size < MAX_KNOWN) known.set(text, found);
    return found;
  };
}
