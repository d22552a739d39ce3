import * as fc from 'fast-check';
import { listOf, selects } from '../../../src/engine/compile/class-list';
import { EndSet, intersectionOf, isNothing, partsOf, withoutSet } from '../../../src/engine/compile/end-sets';
import { IpSet } from '../../../src/sets';
import { law } from '../../laws/set-laws';

const COUNT = 6;
/** What is known of each class: meant, perhaps meant, not meant. */
const known = fc.array(fc.constantFrom('yes', 'maybe', 'no'), { minLength: COUNT, maxLength: COUNT });
const classesOf = (answers: readonly string[], wanted: readonly string[]) =>
  listOf(answers.flatMap((answer, c) => (wanted.includes(answer) ? [c] : [])), COUNT);

/** Of the addresses, the first class stands for all. */
function setOf(answers: readonly string[]): EndSet {
  const outside = (wanted: readonly string[]) => (wanted.includes(answers[0]) ? IpSet.ALL : IpSet.NONE);
  return { pods: [classesOf(answers, ['yes'])], possiblePods: [classesOf(answers, ['maybe']), classesOf(answers, ['yes'])], outside: outside(['yes']), possiblyOutside: outside(['yes', 'maybe']) };
}

function answersOf(set: EndSet): string[] {
  const parts = partsOf(set);
  const isIn = (c: number, definite: boolean) => parts.some((part) => part.definite === definite && selects(part.classes, c));
  return Array.from({ length: COUNT }, (_, c) => (isIn(c, true) ? 'yes' : isIn(c, false) ? 'maybe' : 'no'));
}

const outsideOf = ({ outside, possiblyOutside }: EndSet) => (!outside.isEmpty() ? 'yes' : possiblyOutside.isEmpty() ? 'no' : 'maybe');
const both = (a: string, b: string) => (a === 'no' || b === 'no' ? 'no' : a === 'yes' ? b : a);
const not = (a: string) => ({ yes: 'no', no: 'yes' })[a] ?? 'maybe';

law('what two sets mean is what both mean', [known, known], (a, b) => {
  const together = intersectionOf(setOf(a), setOf(b), COUNT);
  const expected = a.map((answer, c) => both(answer, b[c]));
  return answersOf(together).join() === expected.join() && outsideOf(together) === expected[0] && isNothing(together) === expected.every((one) => one === 'no');
});

law('what is left without a set is what it does not mean', [known, known], (a, b) => {
  const left = withoutSet(setOf(a), setOf(b), COUNT);
  const expected = a.map((answer, c) => both(answer, not(b[c])));
  return answersOf(left).join() === expected.join() && outsideOf(left) === expected[0];
});

law('without a first set, everything is meant but the second one', [known], (b) => {
  const left = withoutSet(undefined, setOf(b), COUNT);
  return answersOf(left).join() === b.map(not).join() && outsideOf(left) === not(b[0]);
});
