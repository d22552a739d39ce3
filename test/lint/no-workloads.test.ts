import { check } from '../../src/lint';
import { decode } from '../../src/dialects';
import { Engine } from '../../src/engine';

const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'n' },
  spec: { podSelector: { matchLabels: { version: '1' } }, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{ to: [{ podSelector: { matchLabels: { app: 'a' } } }] }] },
};
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n', labels: { app: 'a', version: '1' } }, spec: { containers: [{ name: 'c' }] } };

/** The rules that found something, and how many engines were asked for. */
function checked(...objects: object[]) {
  let engines = 0;
  const { cluster, policies } = decode(objects.map((value) => ({ value })));
  const found = check({ cluster, policies }, { engineFor: (input) => new Engine((engines++, input)) });
  return { rules: [...new Set(found.map(({ rule }) => rule))], engines };
}

test('policies alone are judged without an engine; with a pod there are edges', () => {
  expect(checked(policy)).toEqual({ rules: ['unstable-label'], engines: 0 });
  const { rules, engines } = checked(policy, pod);
  expect(rules).toEqual(expect.arrayContaining(['unstable-label', 'allow-all-rule']));
  expect(engines).toBeGreaterThan(0);
});
