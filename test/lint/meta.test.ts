import { INTERNAL_ERROR, RULES } from '../../src/lint';
import { idsIn, pageOf } from './pages';
import { checkYaml, Ignorant, lineOf, RunOptions } from './run';

const IDS = RULES.map(({ id }) => id);
const SECTIONS = ['Avoid', 'Prefer', 'Why', 'Options', 'When not to use it', 'The cluster of the examples'];

test('one rule is one file, one page and one test, and there are no others', () => {
  expect(IDS).toEqual([...IDS].sort());
  expect(idsIn('src/lint/rules', '.ts')).toEqual(IDS);
  expect(idsIn('docs/rules', '.md').filter((name) => name !== 'README' && name !== 'precision')).toEqual(IDS);
  expect(idsIn('test/lint/rules', '.test.ts')).toEqual(IDS);
});

test('there are at least 40 rules, at least 25 of them about edges', () => {
  const edges = RULES.filter(({ edge }) => edge).length;
  process.stdout.write(`rules: ${RULES.length}, about edges: ${edges}\n`);
  expect(RULES.length).toBeGreaterThanOrEqual(40);
  expect(edges).toBeGreaterThanOrEqual(25);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = pageOf(id);
  const own = (yaml: string, options: RunOptions = {}) => checkYaml(yaml, { cni: page.cni, ...options }).filter((finding) => finding.rule === id);

  test('has a summary, a reason and a page in one form', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    expect(rule.why).toMatch(/[^.]$/);
    expect([...page.sections.keys()]).toEqual(SECTIONS);
    expect(page.text.startsWith(`# ${id}\n\nAfter this page you can correct a finding of \`${id}\`, and you know when to turn the rule off.\n\n${rule.summary}\n`)).toBe(true);
    for (const text of page.sections.values()) expect(text).not.toBe('');
  });

  test('finds what its page says to avoid, with a witness if it is about edges', () => {
    const found = own(page.avoid);
    expect(found).not.toEqual([]);
    for (const { message, fix, witness } of found) {
      expect(message).toMatch(/[^.]$/);
      expect(fix).toMatch(/[^.]$/);
      expect(witness !== undefined).toBe(rule.edge);
    }
  });

  test('stays silent about what its page says to prefer', () => {
    expect(own(page.prefer).map(lineOf)).toEqual([]);
  });

  test(rule.edge ? 'falls silent where the engine knows nothing' : 'needs no engine', () => {
    const found = own(page.avoid, { engineFor: (input) => new Ignorant(input) }).map(lineOf);
    expect(found).toEqual(rule.edge ? [] : own(page.avoid).map(lineOf));
  });
});

test('a rule that throws is a finding, and the others still run', () => {
  const broken = { ...RULES[0], id: 'broken', check: () => { throw new Error('out of tea'); } };
  const edgeless = { ...RULES[0], id: 'edgeless', edge: true, check: () => [{ message: 'x', fix: 'y' }] };
  const findings = checkYaml(pageOf('selects-nothing').avoid, { rules: [broken, edgeless, ...RULES] });
  const internal = findings.filter(({ rule }) => rule === INTERNAL_ERROR);
  expect(internal.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    'error rule `broken` threw an error: out of tea',
    'error rule `edgeless` threw an error: rule edgeless is about edges and reported none',
  ]);
  expect(findings.some(({ rule }) => rule === 'selects-nothing')).toBe(true);
});

test('levels turn rules up, down and off', () => {
  const yaml = pageOf('selects-nothing').avoid;
  const level = (levels: Record<string, 'error' | 'off'>) => checkYaml(yaml, { levels }).filter(({ rule }) => rule === 'selects-nothing').map(({ severity }) => severity);
  expect(level({})).toEqual(['warning']);
  expect(level({ 'selects-nothing': 'error' })).toEqual(['error']);
  expect(level({ 'selects-nothing': 'off' })).toEqual([]);
});
