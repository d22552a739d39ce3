/** A rule that is called redundant can be taken away, and nothing changes. */
import { readObjects } from '../../src/analysis/session/read';
import { End, Engine } from '../../src/engine';
import { check, RULES } from '../../src/lint';
import { Finding, formatPath, Policy } from '../../src/model';
import { parseAddress } from '../../src/sets';
import { generateCase } from '../diff/generate';
import { cases } from '../testing/cases';

const CASES = cases(400);
const REDUNDANT = ['shadowed-rule', 'dead-rule', 'admin-rule-never-reached'];
const RULES_HERE = RULES.filter(({ id }) => REDUNDANT.includes(id));

function without(policies: readonly Policy[], { subject, path }: Finding): readonly Policy[] {
  const at = formatPath(path);
  return policies.map((policy) => {
    const rules = policy.rules.filter(({ origin }) => !(policy.origin.label === subject && at.startsWith(formatPath(origin.path))));
    return policy.origin.label === subject ? { ...policy, rules } : policy;
  });
}

test(`on ${CASES} generated clusters`, () => {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let i = 0; i < CASES; i++) {
    const { objects, externals } = generateCase(17, i);
    const { cluster, policies } = readObjects(objects).decoded;
    const before = new Engine({ cluster, policies });
    for (const finding of check({ cluster, policies }, { rules: RULES_HERE })) {
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
      const after = new Engine({ cluster, policies: without(policies, finding) });
      const ends = [...cluster.workloads.keys(), ...externals.map((text) => parseAddress(text)!)];
      const end = ({ classes }: Engine, of: End) => (typeof of === 'number' ? classes.ofWorkload[of] : of);
      for (const from of ends) {
        for (const to of ends) {
          const [was, is] = [before, after].map((engine) => engine.reach(end(engine, from), end(engine, to)));
          if (!was.allowed.equals(is.allowed) || !was.unknown.equals(is.unknown)) wrong.push(`case ${i}: ${finding.rule} ${finding.subject} ${formatPath(finding.path)}`);
        }
      }
    }
  }
  process.stdout.write(`redundant rules: ${[...counts].map(([rule, count]) => `${rule} ${count}`).join(', ')}, ${wrong.length} wrong\n`);
  expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
  expect([...counts.keys()].sort()).toEqual([...REDUNDANT].sort());
}, 120_000);
