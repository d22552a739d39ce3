import { stringify } from 'yaml';
import { Case, generateDump } from './generate';
import { Completion, completionOf } from './generate/completions';
import { noLawCounts } from './law-counts';
import { brokenBy } from './law-judge';
import { shrinkCase } from './shrink';

interface Pair {
  readonly item: Case;
  readonly completion: Completion;
}

function breaks({ item, completion }: Pair): boolean {
  try {
    return brokenBy(item, completion, noLawCounts()) !== undefined;
  } catch {
    return false;
  }
}

function without<T>(list: readonly T[]): T[][] {
  return list.map((_, i) => [...list.slice(0, i), ...list.slice(i + 1)]);
}

function* smaller({ added, addresses, pods, facts }: Completion): Generator<Completion> {
  for (const fewer of without(added)) yield { added: fewer, addresses, pods, facts };
  for (const fewer of without(pods)) yield { added, addresses, pods: fewer, facts };
  for (const fewer of without(Object.entries(addresses))) yield { added, addresses: Object.fromEntries(fewer), pods, facts };
  for (const fewer of without(Object.entries(facts))) yield { added, addresses, pods, facts: Object.fromEntries(fewer) };
}

/** Leaves out facts, and then objects, rules and fields, as long as the law is still broken. */
function shrinkLaw(item: Case, completion: Completion): Pair {
  let best: Pair = { item, completion };
  for (let next: Completion | undefined = completion; next !== undefined;) {
    next = [...smaller(best.completion)].find((fewer) => breaks({ item, completion: fewer }));
    if (next !== undefined) best = { item, completion: next };
  }
  return { item: shrinkCase(item, (candidate) => breaks({ item: candidate, completion: best.completion })), completion: best.completion };
}

/** The smallest case and completion that still break it, as manifests, with the verdict that is taken back. */
export function explainLaw(seed: number, index: number): string {
  const item: Case = generateDump(seed, index);
  const small = shrinkLaw(item, completionOf(seed, index, item));
  const { source, destination, from, traffic } = brokenBy(small.item, small.completion, noLawCounts())!;
  const over = item.family === undefined ? '' : ` over IPv${item.family}`;
  return [
    small.item.objects.map((object) => stringify(object)).join('---\n'),
    `with the facts\n${stringify(small.completion)}`,
    `${source} -> ${destination} ${traffic.toString()}${over} is ${from} before, and ${from === 'allowed' ? 'denied' : 'allowed'} with the facts`,
  ].join('\n');
}
