import type { Advice, AdvisedFlow, MissedFlow } from '../../results/advice';
import { countOf, ruleWords } from '../replay/words';

/** `12 of 14 wanted connections pass with 3 rules and 1 fence (shop)` */
export function summaryOfAdvice({ rules, fences, proof: { admitted, wanted }, already }: Advice): string {
  if (rules.length === 0 && fences.length === 0) return `nothing to be added: ${already} of ${countOf(wanted, 'wanted connection')} pass`;
  const where = fences.length === 0 ? '' : ` and ${countOf(fences.length, 'fence')} (${fences.join(', ')})`;
  return `${admitted} of ${countOf(wanted, 'wanted connection')} pass with ${countOf(rules.length, 'rule')}${where}`;
}

export function flowWords({ source, destination, traffic }: AdvisedFlow): string {
  return `${source} => ${destination} : ${traffic}`;
}

/** Why a wanted connection is not admitted. */
export function reasonsOf({ why, deniedBy }: MissedFlow): string[] {
  return [...why, ...deniedBy.map((rule) => `${ruleWords(rule)}${rule.effect === 'deny' ? ', which no NetworkPolicy can open' : ''}`)];
}

/** What was checked, and what came of it. */
export function proofLines({ proof, notWanted }: Advice): string[] {
  const { admitted, wanted, compared, outside, closed, unchecked, invariants } = proof;
  const unchanged = outside.length + closed.length + unchecked.length === 0;
  return [
    `loaded with the input: ${admitted} of ${countOf(wanted, 'wanted connection')} pass`,
    ...(unchanged ? [`${countOf(compared, 'pair')} of ends compared: nothing opens but what the rules say, and nothing more closes than the fences do`] : []),
    ...outside.map((edge) => `opened, and no rule says so: ${edge}`),
    ...closed.map((edge) => `closed: ${edge}`),
    ...unchecked.map((why) => `not compared: ${why}`),
    ...invariants.map(({ id, before, after }) => `invariant ${id}: ${before === after ? after : `${before} before, ${after} with the advice`}`),
    ...(notWanted === 0 ? [] : [`left out: ${countOf(notWanted, 'connection')} that the record shows as denied or failed (--denied counts them as wanted)`]),
  ];
}
