import { generateDump } from './generate';
import { completionOf } from './generate/completions';
import { Random } from './generate/random';
import { Claims, turnedRound } from './law-commands';

it('finds no command whose definite answer about one of 13 clusters is turned round by facts', async () => {
  const claims: Claims = {};
  for (const i of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 26, 28, 33]) {
    const item = generateDump(9, i);
    expect(await turnedRound(item, completionOf(9, i, item), new Random(9, i), claims)).toEqual([]);
  }
  const commands = ['list', 'list -o jsonl', 'list -o matrix', 'explain', 'explain --workload', 'exposure', 'diff', 'blast', 'prove', 'eval of an address', 'replay'];
  expect(commands.filter((command) => !((claims[command] ?? 0) > 3))).toEqual([]);
}, 60_000);
