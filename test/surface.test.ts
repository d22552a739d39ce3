import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { PUBLIC_NAMES } from './surface-names';

const ROOT = resolve(__dirname, '..');

interface Assembly {
  readonly types?: Record<string, { readonly kind: 'class' | 'enum' | 'interface'; readonly name: string }>;
}

function assembly(): Assembly {
  const path = join(ROOT, '.jsii');
  if (!existsSync(path)) throw new Error('there is no .jsii; run `npm run compile` first');
  return JSON.parse(readFileSync(path, 'utf8'));
}

const types = Object.values(assembly().types ?? {});

/** What JavaScript sees: classes and enums. An exported function or constant would be missing from the other languages. */
const runtime = Object.keys(jest.requireActual('../lib')).sort();

test('JavaScript and the other languages see the same names', () => {
  const visible = types.filter((type) => type.kind !== 'interface').map((type) => type.name).sort();
  expect(runtime).toEqual(visible);
});

test('the compiled package is not older than the source', () => {
  expect(runtime).toEqual(Object.keys(jest.requireActual('../src')).sort());
});

test('only the names meant are public', () => {
  expect(types.map((type) => type.name).sort()).toEqual([...PUBLIC_NAMES].sort());
});

test('no struct is taken for a behavioural interface, and no error class is public', () => {
  const names = types.map((type) => type.name);
  expect(names.filter((name) => /Error$|Manager$|Helper$|Utils?$/.test(name))).toEqual([]);
});
