/** A stream that gives nothing for so long, in milliseconds, is waited for. */
const PATIENCE = 500;

/** The pieces of a stream as they come; `pause` is called each time that the next one is waited for. */
export async function* withPauses<T>(pieces: AsyncIterable<T>, pause: () => void): AsyncGenerator<T> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      if (await isLate(next)) pause();
      const { done, value } = await next;
      if (done === true) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function isLate(next: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), PATIENCE);
  });
  const isLateNow = await Promise.race([next.then(() => false, () => false), waiting]);
  clearTimeout(timer);
  return isLateNow;
}
