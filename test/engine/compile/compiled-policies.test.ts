import type { Applicable, CompiledPolicies } from '../../../src/engine/compile';
import { DIRECTIONS } from '../../../src/model';
import type { Direction, Families } from '../../../src/model';
import { build, engineOf } from '../cases';
import { networkPolicy, pod } from '../manifests';

type Compile = (p: number, direction: Direction, families: Families) => Applicable;

/** The policies that mean something else to a subject of one family than when they are compiled for it alone, and how many are shared. */
function compare(engine: object, count: number): { different: string[]; shared: number } {
  const compiled: CompiledPolicies = Reflect.get(engine, 'compiled');
  const alone: Compile = Reflect.get(compiled, 'compile').bind(compiled);
  const different: string[] = [];
  let shared = 0;
  for (let p = 0; p < count; p++) {
    for (const direction of DIRECTIONS) {
      for (const families of [1, 2]) {
        const found = compiled.applicable(p, direction, families);
        if (found === compiled.applicable(p, direction, 3)) shared++;
        const pods = ({ rules }: Applicable) => rules.map((rule) => rule.pods);
        if (textOf(pods(found)) !== textOf(pods(alone(p, direction, families)))) different.push(`${p} ${direction} ${families}`);
      }
    }
  }
  return { different, shared };
}

const textOf = (value: unknown) => JSON.stringify(value);

test('what is compiled once for subjects of several families is what each of them gets alone', () => {
  const towards = (cidr: string) => networkPolicy(`a/to-${cidr.length}`, { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr } }] }] });
  const policies = ['10.0.0.0/8', 'fd00::/8'].map(towards);
  const pods = [pod('a/four', {}, { ip: '10.0.0.4' }), pod('a/six', {}, { ip: 'fd00::6' }), pod('a/none')];
  const both = pod('a/both', {}, { ip: ['10.0.0.5', 'fe80::5'] });
  expect(compare(build([...pods, ...policies]).engine, 2)).toEqual({ different: [], shared: 6 });
  expect(compare(build([...pods, both, ...policies]).engine, 2)).toEqual({ different: [], shared: 0 });
  let shared = 0;
  for (let index = 0; index < 60; index++) {
    const { engine, policies: { length } } = engineOf(77, index);
    const found = compare(engine, length);
    expect(found.different).toEqual([]);
    shared += found.shared;
  }
  expect(shared).toBeGreaterThan(100);
});
