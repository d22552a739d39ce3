import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { ANALYSIS_NAMES, AUTHOR_NAMES } from './surface-names';

const ROOT = resolve(__dirname, '..');

interface Assembly {
  readonly types?: Record<string, { readonly kind: 'class' | 'enum' | 'interface'; readonly name: string; readonly namespace?: string }>;
}

function assembly(): Assembly {
  const path = join(ROOT, '.jsii');
  if (!existsSync(path)) throw new Error('there is no .jsii; run `npm run compile` first');
  return JSON.parse(readFileSync(path, 'utf8'));
}

const types = Object.values(assembly().types ?? {});

/** What JavaScript sees of a room: classes and enums. An exported function or constant would be missing from the other languages. */
const runtimeOf = (path: string, submodule?: string) => {
  const exported = jest.requireActual(path);
  return Object.keys(submodule === undefined ? exported : exported[submodule]).sort();
};
const ROOMS = [
  { room: 'the main entry', namespace: undefined, names: AUTHOR_NAMES, others: ['analysis'] },
  { room: 'the submodule analysis', namespace: 'analysis', names: ANALYSIS_NAMES, others: [] },
];

describe.each(ROOMS)('$room', ({ namespace, names, others }) => {
  const own = types.filter((type) => type.namespace === namespace);

  test('JavaScript and the other languages see the same names', () => {
    const visible = own.filter((type) => type.kind !== 'interface').map((type) => type.name);
    expect(runtimeOf('../lib', namespace)).toEqual([...visible, ...others].sort());
  });

  test('the compiled package is not older than the source', () => {
    expect(runtimeOf('../lib', namespace)).toEqual(runtimeOf('../src', namespace));
  });

  test('only the names meant are public', () => {
    expect(own.map((type) => type.name).sort()).toEqual([...names].sort());
  });
});

test('authors meet about sixty names', () => {
  expect(AUTHOR_NAMES.length).toBeLessThanOrEqual(65);
});

test('no struct is taken for a behavioural interface, and no error class is public', () => {
  const names = types.map((type) => type.name);
  expect(names.filter((name) => /Error$|Manager$|Helper$|Utils?$/.test(name))).toEqual([]);
});
