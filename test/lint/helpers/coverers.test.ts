import { readObjects } from '../../../src/analysis/session/read';
import type { PlacedRule } from '../../../src/lint/framework/context';
import { covers } from '../../../src/lint/helpers/cover';
import { Coverers } from '../../../src/lint/helpers/coverers';

const SUBJECTS = [{}, { matchLabels: { a: '1' } }, { matchLabels: { a: '1', b: '2' } }];
const BLOCKS = ['10.1.2.0/24', '10.1.2.8/30', '10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '2001:db8::1/128', '2001:db8:0:1::/64'];
const PEERS = [
  undefined,
  ...SUBJECTS.map((podSelector) => [{ podSelector }]),
  [{ podSelector: { matchLabels: { a: '1' } } }, { podSelector: { matchLabels: { c: '3' } } }],
  ...BLOCKS.map((cidr) => [{ ipBlock: { cidr } }]),
  Array.from({ length: 40 }, (_, i) => ({ ipBlock: { cidr: `10.1.${i}.0/24` } })),
];
const PORTS = [
  undefined,
  [{ port: 80 }], [{ port: 80 }, { port: 81 }], [{ port: 1, endPort: 20 }], [{ port: 1, endPort: 2000 }], [{ protocol: 'UDP', port: 80 }],
  [{ port: 'http' }], [{ port: 'http' }, { port: 80 }], [{ protocol: 'TCP' }],
];

const rules = readObjects(SUBJECTS.flatMap((podSelector, s) => PEERS.flatMap((from, p) => PORTS.map((ports, t) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: `x${s}-${p}-${t}`, namespace: 'n' },
  spec: { podSelector, policyTypes: ['Ingress'], ingress: [{ ...(from && { from }), ...(ports && { ports }) }] },
}))))).decoded.policies.flatMap((policy) => policy.rules.map((rule): PlacedRule => ({ policy, rule })));

test('each rule that covers a rule is among its candidates, of which there are few', () => {
  const coverers = new Coverers(rules);
  let covering = 0;
  for (const narrow of rules) {
    const candidates = new Set(coverers.candidates(narrow));
    for (const wide of rules) {
      if (!covers(wide, narrow)) continue;
      covering++;
      expect(candidates).toContain(wide);
    }
  }
  expect(covering).toBeGreaterThan(5_000);
});

test.each<[string, (i: number) => object]>([
  ['peers', (i) => ({ from: [{ podSelector: { matchLabels: { app: `a${i}` } } }] })],
  ['ports', (i) => ({ from: [{ podSelector: { matchLabels: { app: 'a' } } }], ports: [{ port: 1 + i }] })],
  ['port names', (i) => ({ ports: [{ port: `p${i}` }] })],
  ['blocks', (i) => ({ from: [{ ipBlock: { cidr: `10.${i >> 8}.${i & 255}.0/24`, except: [`10.${i >> 8}.${i & 255}.128/25`] } }] })],
])('of rules with different %s, few are candidates', (_, ruleOf) => {
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'x', namespace: 'n' } };
  const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: Array.from({ length: 600 }, (__, i) => ruleOf(i)) };
  const many = readObjects([{ ...policy, spec }]).decoded.policies.flatMap((one) => one.rules.map((rule): PlacedRule => ({ policy: one, rule })));
  const coverers = new Coverers(many);
  expect(many.reduce((sum, narrow) => sum + [...coverers.candidates(narrow)].length, 0)).toBe(many.length);
});
