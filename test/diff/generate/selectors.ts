import type { Random } from './random';
import { NAMESPACE_LABELS, NAMESPACES, NAME_LABEL, POD_LABELS } from './vocabulary';

type Json = any;

function expression(random: Random, words: Readonly<Record<string, readonly string[]>>): Json {
  const key = random.pick(Object.keys(words));
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  if (operator === 'Exists' || operator === 'DoesNotExist') return random.chance(0.2) ? { key, operator, values: random.pick([[], null]) } : { key, operator };
  return { key, operator, values: random.sample([...words[key], 'other'], random.between(1, 2)) };
}

function selector(random: Random, words: Readonly<Record<string, readonly string[]>>): Json {
  if (random.chance(0.15)) return random.pick([{}, {}, { matchLabels: {} }, { matchLabels: null, matchExpressions: [] }]);
  const result: Json = {};
  if (random.chance(0.65)) {
    result.matchLabels = {};
    for (const key of random.sample(Object.keys(words), random.chance(0.85) ? 1 : 2)) {
      result.matchLabels[key] = random.chance(0.05) ? null : random.pick(words[key]);
    }
  }
  if (result.matchLabels === undefined || random.chance(0.15)) {
    result.matchExpressions = random.times(random.chance(0.8) ? 1 : 2, () => expression(random, words));
  }
  return result;
}

export function podSelector(random: Random): Json {
  return selector(random, POD_LABELS);
}

const NAMESPACE_WORDS = { ...NAMESPACE_LABELS, [NAME_LABEL]: NAMESPACES };

export function namespaceSelector(random: Random): Json {
  return selector(random, NAMESPACE_WORDS);
}
