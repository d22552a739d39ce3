import { readText } from '../../src/analysis/session/read';
import { decode } from '../../src/dialects';
import { Engine } from '../../src/engine';
import { assumedPods, check, RULES } from '../../src/lint';
import { Finding, formatPath, formatWitness } from '../../src/model';
import { CNIS } from '../../src/profiles';
import { pageOf } from './pages';

const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'n' },
  spec: {
    podSelector: { matchLabels: { version: '1' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{}],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'a' } } }] }],
  },
};
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'n', labels: { app: 'a', version: '1' } },
  spec: { containers: [{ name: 'c' }] },
};

/** The rules that found something, and how many engines were asked for. */
function checked(objects: readonly object[], assumePods = false) {
  let engines = 0;
  const { cluster, policies } = decode(objects.map((value) => ({ value })));
  const assumed = assumePods ? assumedPods({ cluster, policies }) : undefined;
  const found = check({ cluster, policies }, { engineFor: (input) => new Engine((engines++, input)), ...(assumed && { assumed }) });
  return { found, rules: [...new Set(found.map(({ rule }) => rule))], engines };
}

test('policies alone are judged without an engine; with a pod there are edges', () => {
  expect(checked([policy])).toMatchObject({ rules: ['unstable-label'], engines: 0 });
  const { rules, engines } = checked([policy, pod]);
  expect(rules).toEqual(expect.arrayContaining(['unstable-label', 'allow-all-rule']));
  expect(engines).toBeGreaterThan(0);
});

test('a pod that is assumed for a selector is marked as such, and what follows from it is no error', () => {
  const { found } = checked([policy], true);
  expect(
    found.filter(({ witness }) => witness !== undefined).map(({ severity, rule, witness }) => `${severity} ${rule} ${formatWitness(witness!)}`),
  ).toEqual([
    'warning allow-all-rule 203.0.113.1 -> n/any pod with version=1[Pod] (assumed) TCP 22: allowed',
    'warning dns-blocked n/any pod with version=1[Pod] (assumed) -> kube-system/kube-dns[Deployment] (assumed) UDP 53: denied',
  ]);
});

test('where further labels of a pod may decide, only what one rule allows is said', () => {
  const dns = {
    ...policy,
    metadata: { name: 'dns', namespace: 'n' },
    spec: {
      podSelector: { matchLabels: { resolves: 'yes' } },
      egress: [{ ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] }],
      policyTypes: ['Egress'],
    },
  };
  const said = checked([policy, dns], true).found.filter(({ subject }) => subject === 'NetworkPolicy n/p').map(({ rule }) => rule);
  expect(said).toContain('allow-all-rule');
  expect(said).not.toContain('dns-blocked');
});

describe.each(RULES.filter(({ edge }) => edge).map((rule) => [rule.id, rule] as const))('%s', (id, { assumes }) => {
  const page = pageOf(id);
  const cni = page.cni === undefined ? undefined : CNIS.get(page.cni);
  const own = (yaml: string, withPods: boolean) => {
    const { cluster, policies } = readText(yaml, 'test.yaml').decoded;
    const input = { cluster: withPods ? cluster : { ...cluster, workloads: [] }, policies, ...(cni && { cni }) };
    const assumed = assumedPods(input);
    const found = check(input, assumed && { assumed });
    return found.filter(({ rule }) => rule === id).map(placeOf);
  };

  test('says without the pods of its page nothing that it does not say with them', () => {
    for (const yaml of [page.avoid, page.prefer]) {
      const said = own(yaml, true);
      expect(own(yaml, false).filter((place) => !said.includes(place))).toEqual([]);
    }
  });

  test(assumes === undefined ? 'says nothing without pods' : 'finds what its page says to avoid without pods, too', () => {
    expect(own(page.avoid, false).length > 0).toBe(assumes !== undefined);
  });
});

function placeOf({ subject, path }: Finding): string {
  return `${subject} ${formatPath(path)}`;
}
