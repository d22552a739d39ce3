import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

interface Documented {
  readonly name?: string;
  readonly docs?: { readonly summary?: string; readonly remarks?: string; readonly default?: string };
  readonly optional?: boolean;
  readonly overrides?: string;
}

interface Type extends Documented {
  readonly fqn: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly initializer?: { readonly parameters?: readonly Documented[] };
  readonly properties?: readonly Documented[];
  readonly methods?: ReadonlyArray<Documented & { readonly parameters?: readonly Documented[] }>;
  readonly members?: readonly Documented[];
}

const assembly = resolve(__dirname, '..', '.jsii');
if (!existsSync(assembly)) throw new Error(`there is no ${join('.', '.jsii')}; run \`npm run compile\` first`);
const types: Type[] = Object.values(JSON.parse(readFileSync(assembly, 'utf8')).types ?? {});

/** Types, properties, methods and enum members that this package declares itself. */
const entries = types.flatMap((type) => [
  { place: type.fqn, entry: type as Documented },
  ...[...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])]
    .filter((member) => member.overrides === undefined)
    .map((member) => ({ place: `${type.fqn}.${member.name}`, entry: member as Documented })),
]);

test('every public name has a summary that is a sentence', () => {
  // jsii cuts the summary at the first full stop, colon or semicolon and keeps the rest as remarks
  const whole = ({ summary = '', remarks }: NonNullable<Documented['docs']>) =>
    /^[^a-z].*[.?]$/s.test(summary) || (/^[^a-z].*[:;]$/s.test(summary) && remarks !== undefined);
  const wrong = entries.filter(({ entry }) => !whole(entry.docs ?? {}));
  expect(wrong.map(({ place, entry }) => `${place}: ${entry.docs?.summary ?? '(none)'}`)).toEqual([]);
});

test('every optional property says its default', () => {
  const optional = types.filter((type) => type.datatype).flatMap((type) =>
    (type.properties ?? []).filter((property) => property.optional).map((property) => ({ place: `${type.fqn}.${property.name}`, property })));
  expect(optional.filter(({ property }) => !property.docs?.default).map(({ place }) => place)).toEqual([]);
});
