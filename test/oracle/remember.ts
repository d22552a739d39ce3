/** Answers that are kept: the oracle asks the same of the same pods and texts for every pair and packet. */

/** Most texts that are kept of one question. */
const MAX_TEXTS = 20_000;

/** What a function says of a text, which depends on nothing else. */
export function ofText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined || known.has(text)) return kept as T;
    if (known.size >= MAX_TEXTS) known.clear();
    const answer = read(text);
    known.set(text, answer);
    return answer;
  };
}

/** What a function says of an object of one cluster and a part of its manifests, neither of which changes; kept as long as the first. */
export function ofPair<A extends object, B, T>(read: (thing: A, part: B) => T): (thing: A, part: B) => T {
  const known = new WeakMap<A, Map<B, T>>();
  return (thing, part) => {
    let own = known.get(thing);
    if (own === undefined) known.set(thing, own = new Map());
    const kept = own.get(part);
    if (kept !== undefined) return kept;
    const answer = read(thing, part);
    own.set(part, answer);
    return answer;
  };
}
