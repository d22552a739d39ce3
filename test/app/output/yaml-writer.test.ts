import { Yaml } from 'cdk8s';
import { YamlWriter } from '../../../src/app/output/yaml-writer';
import type { Kit } from '../../synth/kit';
import { Random } from '../../synth/random';
import { ODD_TEXTS, value } from '../../synth/values';

const kit = { cdk8s: { Lazy: { any: () => 'lazy' } } } as unknown as Kit;
const written = (...documents: unknown[]) => new YamlWriter().write(documents);

it.each(ODD_TEXTS)('writes %j as cdk8s does, wherever it stands', (text) => {
  const documents = [text, [text], { a: text }, { [text]: 1 }, { [text]: text, b: [{ [text]: [text, [text]] }] }];
  for (const document of documents) expect(written(document)).toBe(Yaml.stringify(document));
});

it('writes what cdk8s takes for null, booleans, numbers and anchors', () => {
  const shared = { a: 1 };
  for (const word of ['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'on', 'On', 'ON', 'off', 'OFF', 'true', 'True', 'false', 'null', 'Null', 'NULL']) {
    expect(written({ [word]: word })).toBe(Yaml.stringify({ [word]: word }));
  }
  for (const document of [{ a: shared, b: shared }, [shared, shared], { a: [], b: {} }, [[], {}, [[]]], { a: undefined }, { a: null }, [null], [undefined], { a: new Date(0) }, new Map([['a', 1]]), null, 5, [, 1]]) {
    expect(written(document)).toBe(Yaml.stringify(document));
  }
  expect(written(undefined, { a: 1 }, undefined)).toBe(Yaml.stringify(undefined, { a: 1 }, undefined));
});

it('writes documents of any values as cdk8s does', () => {
  const writer = new YamlWriter();
  for (let seed = 0; seed < 3000; seed++) {
    const random = new Random(seed);
    const documents = Array.from({ length: 1 + random.below(3) }, () => value(random, kit, 4));
    expect([seed, outcome(() => writer.write(documents))]).toEqual([seed, outcome(() => Yaml.stringify(...documents))]);
  }
});

/** A text, or the error: a function is no value of YAML. */
function outcome(write: () => string): string {
  try {
    return write();
  } catch (error) {
    return String(error);
  }
}
