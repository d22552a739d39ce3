import { fail } from '../../errors';
import { readValue } from '../../schema';
import { factsSchema } from './schema';
import type { StatedFacts } from './stated';

/**
 * Facts as a program writes them, with the fields of the section `facts` of a configuration.
 *
 * @param source what states them, for messages
 * @throws when a field is unknown or has a wrong value
 */
export function givenFacts(facts: object, source: string): StatedFacts {
  const document = { position: () => ({ file: source, line: 1, column: 1 }) };
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const { value, problems } = readValue(factsSchema(() => ({ name: source })), given, document, { code: 'bad-facts', title: 'the facts' });
  const [wrong] = problems;
  if (wrong !== undefined) fail('bad-facts', `${source}: ${wrong.message}`, wrong.fix ?? 'correct it');
  return value!;
}
