import * as fc from 'fast-check';
import { listOf } from '../../../src/engine/compile/class-list';
import type { Classes } from '../../../src/engine/compile/classes';
import { applicationOf, eachSubject, subjectsOf } from '../../../src/engine/compile/subjects';
import type { Policy } from '../../../src/model';
import { SPEC } from '../../../src/profiles';
import { law } from '../../laws/set-laws';

/** For each class, whether the policy selects it and whether its pods are on the host network. */
const classes = fc.array(fc.record({ selected: fc.constantFrom('no', 'possible', 'definite'), hostNetwork: fc.boolean() }), { maxLength: 12 });
const policies = fc.constantFrom('never', 'depends-on-cni').map((hostNetwork) => ({ hostNetwork } as unknown as Policy));
const numbers = (all: readonly boolean[]) => all.flatMap((is, c) => (is ? [c] : []));

law('eachSubject: each selected class once, those on the host network only where it is left open', [classes, policies], (all, policy) => {
  const listed = (match: string) => listOf(numbers(all.map((one) => one.selected === match)), all.length);
  const selected = { definite: listed('definite'), possible: listed('possible') };
  const hostNetwork = Int32Array.from(numbers(all.map((one) => one.hostNetwork)));
  const visited: number[] = [];
  const subjects = subjectsOf(policy, selected, { hostNetwork, example: all } as unknown as Classes, SPEC);
  eachSubject(subjects, all.length, 7, (classId, number) => visited.push(number === 7 ? classId : -1));
  const expected = numbers(all.map((one) => one.selected !== 'no' && (!one.hostNetwork || policy.hostNetwork !== 'never')));
  const applications = visited.every((c) => applicationOf(subjects, c) === (all[c].selected === 'possible' ? 'possible' : all[c].hostNetwork ? 'as-host' : 'definite'));
  return applications && JSON.stringify(visited.sort((a, b) => a - b)) === JSON.stringify(expected);
});
