import { ofNamespace, ofPod } from '../../../src/dialects/calico-v3/formula';
import { disjointSelectors, podPeers } from '../../../src/dialects/calico-v3/pods';
import { isFault, parseSelector } from '../../../src/dialects/calico-v3/selector';
import { peerMeaning } from '../meaning';

const LABELS: readonly Record<string, string>[] = [{}, { a: 'x' }, { a: 'xy' }, { a: 'x', b: '' }, { b: 'yx' }, { 'a': 'z', 'c/d.e_f-g': 'v' }];

/** The labels of the list that a selector selects; each by one of the alternatives. */
function selected(text: string): number[] {
  const parsed = parseSelector(text);
  if (isFault(parsed)) throw new Error(`expected ${parsed.expected} at ${parsed.at}`);
  const selectors = disjointSelectors(ofPod(parsed))!;
  return LABELS.flatMap((labels, i) => {
    const found = selectors.filter(({ pods }) => pods.matches(labels)).length;
    expect(found).toBeLessThan(2);
    return found === 1 ? [i] : [];
  });
}

test.each([
  ['', [0, 1, 2, 3, 4, 5]],
  [' \tall( )', [0, 1, 2, 3, 4, 5]],
  ['global()', []],
  ['!global()', [0, 1, 2, 3, 4, 5]],
  ['a == \'x\'', [1, 3]],
  ['a=="x"', [1, 3]],
  ['a != \'x\'', [0, 2, 4, 5]],
  ['a in {\'x\', "z"}', [1, 3, 5]],
  ['a not in {\'x\', "z"}', [0, 2, 4]],
  ['a notin{"x",}', [0, 2, 4, 5]],
  ['a in {}', []],
  ['a not in {}', [0, 1, 2, 3, 4, 5]],
  ['has(b)', [3, 4]],
  ['!has( b )', [0, 1, 2, 5]],
  ['!!has(b)', [3, 4]],
  ['a contains \'y\'', [2]],
  ['a starts with \'x\'', [1, 2, 3]],
  ['a startswith "x"', [1, 2, 3]],
  ['b ends with \'x\'', [4]],
  ['!b ends with \'x\'', [0, 1, 2, 3, 5]],
  ['a contains \'\'', [1, 2, 3, 5]],
  ['has(a) || has(b) && a == \'x\'', [1, 2, 3, 5]],
  ['(has(a) || has(b)) && !(a == \'x\')', [2, 4, 5]],
  ['!(has(a) && has(b))', [0, 1, 2, 4, 5]],
  ['c/d.e_f-g == \'v\'', [5]],
  ['projectcalico.org/orchestrator == \'k8s\'', [0, 1, 2, 3, 4, 5]],
])('`%s`', (text, expected) => {
  expect(selected(text)).toEqual(expected);
});

test.each([
  ['a', 2, '`==`'],
  ['a = \'x\'', 3, '`==`'],
  ['a == x', 6, 'a text in quotes'],
  ['a == \'x', 6, 'a text in quotes'],
  ['has(a', 6, '`)`'],
  ['a == \'x\' &&', 12, 'the key of a label'],
  ['a == \'x\' b', 10, '`&&`, `||` or the end'],
  ['a in \'x\'', 3, '`==`'],
  ['a in {\'x\' \'y\'}', 11, '`}`'],
  ['a\n== \'x\'', 2, '`==`'],
  [`${'('.repeat(300)}a`, 201, 'fewer parentheses'],
  [`${'a'.repeat(513)} == 'x'`, 1, 'a key of at most 512 characters'],
])('`%s` is no selector: character %d', (text, at, expected) => {
  const parsed = parseSelector(text);
  expect(isFault(parsed) && [parsed.at, parsed.expected]).toEqual([at, expect.stringContaining(expected)]);
});

test('selectors of namespaces are kept apart, and what is written with `or` inside of `and` stays so', () => {
  const peers = podPeers(ofPod(parseSelector('projectcalico.org/namespace == \'a\' && (has(x) || has(y))') as never));
  expect(peers.map(peerMeaning)).toEqual(['all of (pods where "kubernetes.io/metadata.name"["a"] ) and (pods where  "x"![] or pods where  "y"![]) but ()']);
});

test('a subject with too many alternatives, and one by labels of accounts, is not taken apart', () => {
  const many = Array.from({ length: 70 }, (_, i) => `has(k${i})`).join(' || ');
  for (const text of [many, 'pcsa.x == \'y\'']) expect(disjointSelectors(ofPod(parseSelector(text) as never))).toBeUndefined();
});

test('what the name of a namespace decides depends on no label that may not be known', () => {
  const text = '!(projectcalico.org/name == \'a\' && projectcalico.org/name starts with \'de\' || has(env) && projectcalico.org/name == \'b\')';
  const namespace = { labels: { 'kubernetes.io/metadata.name': 'a' }, openLabels: true };
  const selectors = disjointSelectors(ofNamespace(parseSelector(text) as never))!;
  expect(selectors.map(({ namespaces }) => ('labels' in namespaces ? namespaces.labels.match(namespace) : namespaces.name === 'a' ? 'definite' : 'no'))).toContain('definite');
});
