import { readFileSync } from 'fs';
import { join } from 'path';
import { DIALECTS } from '../../src/dialects';
import { errorsOf, read, ruleMeaning } from './meaning';
import { TOYS_V1 } from './toy-dialect';

const curtain = (spec: unknown) => ({ apiVersion: 'toys.example/v1', kind: 'Curtain', metadata: { name: 'stage', namespace: 'theatre' }, spec });
const toys = { dialects: [...DIALECTS, TOYS_V1] };

test('the page shows this code', () => {
  const page = readFileSync(join(__dirname, '../../docs/adding-a-dialect.md'), 'utf8');
  const code = readFileSync(join(__dirname, 'toy-dialect.ts'), 'utf8').replace(/'\.\.\/\.\.\/src\/dialects\//g, "'../").replace(/'\.\.\/\.\.\/src\//g, "'../../");
  expect(page).toContain(`\`\`\`ts\n${code}\`\`\``);
});

test('a curtain passes its own namespace and denies the rest', () => {
  const { policies, problems } = read([curtain({ pods: { matchLabels: { role: 'actor' } } })], toys);
  expect(problems).toEqual([]);
  expect(policies).toMatchObject([{ name: 'stage', namespace: 'theatre', stage: { rank: 150, isolating: false } }]);
  expect(policies[0].subject.pods.toString()).toBe('"role"["actor"]');
  expect(policies[0].rules.map(ruleMeaning)).toEqual([
    { is: 'pass ingress', peers: ['pods in theatre '], traffic: ['All Connections'] },
    { is: 'deny ingress', peers: undefined, traffic: ['All Connections'] },
  ]);
});

test.each([
  ['an unknown field', { pods: {}, colour: 'red' }, 'unknown field `spec.colour`'],
  ['no pods', {}, 'spec.pods '],
  ['an operator that is none', { pods: { matchExpressions: [{ key: 'a', operator: 'in' }] } }, 'spec.pods.matchExpressions[0].operator '],
])('a curtain with %s leaves its pods unknown', (_, spec, path) => {
  const decoded = read([curtain(spec)], toys);
  expect(errorsOf(decoded)[0].message).toContain(`Curtain theatre/stage: ${path}`);
  expect(decoded.policies).toMatchObject([{ unread: 'the curtain is refused', rules: [], isolates: ['ingress', 'egress'] }]);
});

test('without the dialect the kind is counted', () => {
  expect([...read([curtain({ pods: {} })]).ignored]).toEqual([['toys.example/v1/Curtain', 1]]);
});
