import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import * as yaml from 'yaml';
import { loadText, type SourceDocument } from '../../src/load';
import type { Mark } from '../../src/load/marks';
import { splitDocuments } from '../../src/load/yaml/split-documents';
import { YamlReader } from '../../src/load/yaml/reader';
import { readTree } from '../../src/load/yaml/tree';
import { cases } from '../testing/cases';

const LIMITS = { maxDepth: 1000, maxNodes: 1_000_000 };
const CORPUS = process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus');

/** The text at a place, up to `length` characters. */
function at(text: string, document: SourceDocument, path: (string | number)[], length = 5): string {
  const { line, column } = document.position(path);
  return text.split(/\r?\n/)[line - 1].slice(column - 1, column - 1 + length);
}

describe('places', () => {
  const text = [
    '# note', 'a: 1', '---', 'kind: X', 'spec:', '  list:', '  - one', '  - {two: "2", three: [3]}', '  - deep:', '      er: yes', '    more: |',
    '      text', '  empty:', '  "q": \'s\'', '',
  ].join('\n');

  test.each<[(string | number)[], string]>([
    [[], 'kind:'], [['kind'], 'X'], [['spec'], 'list:'], [['spec', 'list'], '- one'], [['spec', 'list', 0], 'one'], [['spec', 'list', 1], '{two:'],
    [['spec', 'list', 1, 'two'], '"2", '], [['spec', 'list', 1, 'three', 0], '3]}'], [['spec', 'list', 2, 'deep', 'er'], 'yes'],
    [['spec', 'list', 2, 'more'], '|'], [['spec', 'empty'], 'empty'], [['spec', 'q'], "'s'"],
    [['spec', 'nothing', 'here'], 'list:'], [['spec', 'list', 7], '- one'], [['spec', 'list', 0, 'x'], 'one'],
  ])('%j', (path, words) => {
    const document = loadText(text, 'f.yaml').documents[1];
    expect(at(text, document, path)).toBe(words.slice(0, 5));
    // The full parser, which an anchor forces, must say the same.
    const anchored = text.replace('kind: X', 'kind: !!str X');
    const parsed = loadText(anchored, 'f.yaml').documents[1];
    expect(at(anchored, parsed, path)).toBe((path[0] === 'kind' ? 'X' : words).slice(0, 5));
  });

  test('entries of lists, in YAML and in JSON', () => {
    const object = { kind: 'List', items: [{ kind: 'A', metadata: { name: 'ü' } }, { kind: 'B', metadata: { name: '😀', deep: [1, { x: 'hit' }] } }] };
    const path = ['metadata', 'deep', 1, 'x'];
    for (const [form, hit] of [[jsYaml.dump(object), 'hit'], [JSON.stringify(object), '"hit"'], [JSON.stringify(object, null, 2), '"hit"']]) {
      const { documents } = loadText(form, 'f');
      expect(at(form, documents[1], path, hit.length)).toBe(hit);
      expect(at(form, documents[0], ['kind'], 1 + hit.length - 3)).toBe(hit === 'hit' ? 'A' : '"A"');
    }
  });

  test('asking in any order gives the same', () => {
    const form = JSON.stringify({ kind: 'List', items: Array.from({ length: 50 }, (_, i) => ({ kind: 'ä', n: { v: i } })) });
    const { documents } = loadText(form, 'f');
    const forward = documents.map((document) => document.position(['n', 'v']).column);
    const backward = [...documents].reverse().map((document) => document.position(['n', 'v']).column).reverse();
    expect(backward).toEqual(forward);
    expect(forward.every((column, i) => form.slice(column - 1).startsWith(`${i}}`))).toBe(true);
  });

  test('line breaks of another system do not move places', () => {
    const { documents } = loadText('a: 1\r\nb:\r\n  c: x\r\n', 'f.yaml');
    expect(documents[0].position(['b', 'c'])).toEqual({ file: 'f.yaml', line: 3, column: 6 });
  });
});

/** Marks of both readers, where both have one: an empty entry of a list has no place of its own in the full parser. */
function differences(reader: Mark, parser: Mark, value: unknown, path: string): string[] {
  if (value === null) return [];
  const found = reader.at === parser.at ? [] : [`${path}: ${reader.at} ${parser.at}`];
  if (Array.isArray(value)) return value.reduce<string[]>((all, item, i) => [...all, ...differences(reader.items![i], parser.items![i], item, `${path}[${i}]`)], found);
  if (typeof value !== 'object') return found;
  return Object.entries(value as object).reduce<string[]>((all, [key, inner]) =>
    [...all, ...differences(reader.keys!.get(key)!, parser.keys!.get(key)!, inner, `${path}.${key}`)], found);
}

/** The ordinary reader and the full parser on one document; false if it left its subset. */
function compare(text: string): boolean {
  const options = { ...LIMITS, completed: false };
  let value: unknown;
  try {
    value = new YamlReader(text, 0, text.length, { ...options, recording: false }).document();
  } catch {
    return false;
  }
  const tree = readTree(text, LIMITS);
  expect(value).toEqual(tree.value);
  if (value === undefined) return true;
  const marks = new YamlReader(text, 0, text.length, { ...options, recording: true }).documentMarks();
  expect(differences(marks, tree.mark, value, '')).toEqual([]);
  return true;
}

const word = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9.\/-]{0,12}$/),
  fc.string({ maxLength: 8 }),
  fc.constantFrom('on', '0755', '1_000', '~', '', 'a: b', '- x', '#', 'x\ny\n', ' lead', 'é', '12:30', '<<', '__proto__'),
);
/** Long integers come back as `bigint`, and a float has no sign of zero: both are tested by the table. */
const double = fc.double({ noNaN: true, noDefaultInfinity: true })
  .filter((n) => !Object.is(n, -0) && (!Number.isInteger(n) || Number.isSafeInteger(n)));
const scalar = fc.oneof(word, fc.integer(), double, fc.boolean(), fc.constant(null));
const { object } = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 5 }, scalar, tie('object'), fc.array(tie('node'), { maxLength: 4 })),
  object: fc.dictionary(word.filter((key) => key !== '__proto__' && key !== '<<'), tie('node'), { maxKeys: 5, noNullPrototype: true }),
}));
const manifest = object.map((spec) => ({ apiVersion: 'v1', kind: 'X', spec }));

describe('laws', () => {
  test('what one program writes is what we read', () => {
    fc.assert(fc.property(fc.array(manifest, { minLength: 1, maxLength: 3 }), (objects) => {
      const forms = [
        objects.map((value) => jsYaml.dump(value)).join('---\n'),
        objects.map((value) => yaml.stringify(value, { version: '1.1', lineWidth: 0 })).join('---\n'),
        objects.map((value) => JSON.stringify(value)).join('\n'),
        JSON.stringify({ kind: 'List', items: objects }, null, 2),
      ];
      for (const form of forms) {
        const { documents, problems } = loadText(form, 'f');
        expect(problems.filter(({ code }) => code !== 'line-break' && code !== 'control-character')).toEqual([]);
        if (problems.length === 0) expect(documents.map(({ value }) => value)).toEqual(objects);
      }
    }), { numRuns: cases(600), seed: 20 });
  });

  test('the ordinary reader and the full parser agree', () => {
    let inside = 0;
    fc.assert(fc.property(manifest, fc.boolean(), (value, indented) => {
      if (compare(jsYaml.dump(value, { seqNoIndent: !indented }))) inside++;
    }), { numRuns: cases(1000), seed: 21 });
    expect(inside).toBeGreaterThan(cases(300));
  });

  test('they agree on damaged text, too, where both read it', () => {
    const pieces = fc.constantFrom('a', 'b: ', 'c:', '- ', '\n', '\n  ', '\n    ', ' ', '"x"', "'y'", '[', ']', '{', '}', ', ', '#', '# n', '|', '|-', '1', '~', ':', '&a ', '*a', '%', '...', '\t');
    let inside = 0;
    fc.assert(fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = `k: ${parts.join('')}\n`;
      let tree;
      try {
        tree = readTree(text, LIMITS);
      } catch {
        return;
      }
      if (tree.duplicates.length === 0 && tree.ignoredFrom === undefined && compare(text)) inside++;
    }), { numRuns: cases(20_000), seed: 22 });
    expect(inside).toBeGreaterThan(1000);
  });
});

const folder = join(CORPUS, 'npguard', 'tests');
const found = statSync(folder, { throwIfNoEntry: false }) !== undefined;

(found ? test : test.skip)('both readers agree on the recorded manifests (skipped where NETFENCE_CORPUS is absent)', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name)).sort();
  let inside = 0;
  let all = 0;
  for (const file of files) {
    const text = `${readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')}\n`;
    for (const { body, end } of splitDocuments(text)) {
      all++;
      let broken = false;
      try {
        readTree(text.slice(body, end), LIMITS);
      } catch {
        broken = true;
      }
      if (!broken && compare(text.slice(body, end))) inside++;
    }
  }
  expect(all).toBeGreaterThan(500);
  expect(inside / all).toBeGreaterThan(0.9);
});
