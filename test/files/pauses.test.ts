import { withPauses } from '../../src/files/pauses';

it('says that it waits, and hands on all pieces', async () => {
  let goOn = () => {};
  const later = new Promise<void>((resolve) => (goOn = resolve));
  async function* pieces(): AsyncGenerator<string> {
    yield 'a';
    yield 'b';
    await later;
    yield 'c';
  }
  const seen: string[] = [];
  for await (const piece of withPauses(pieces(), () => {
    seen.push('waits');
    goOn();
  })) seen.push(piece);
  expect(seen).toEqual(['a', 'b', 'waits', 'c']);
});

it('passes a failure on, and ends the stream that is broken off', async () => {
  let isEnded = false;
  async function* pieces(): AsyncGenerator<string> {
    try {
      yield 'a';
      throw new Error('gone');
    } finally {
      isEnded = true;
    }
  }
  const read = async () => {
    for await (const piece of withPauses(pieces(), () => undefined)) expect(piece).toBe('a');
  };
  await expect(read()).rejects.toThrow('gone');
  isEnded = false;
  for await (const piece of withPauses(pieces(), () => undefined)) if (piece === 'a') break;
  expect(isEnded).toBe(true);
});
