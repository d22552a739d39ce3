import fc from 'fast-check';
import { representativesOf } from '../../../src/engine';
import { ANY_VALUE, labellingsOf } from '../../../src/engine/ask/representative-labels';
import { readObjects } from '../../../src/analysis/session/read';
import { SPEC } from '../../../src/profiles';
import { LabelConstraint, LabelSelector } from '../../../src/sets';

const KEYS = ['a', 'b', 'c'];
const VALUES = ['x', 'y', 'z'];
const someValues = fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 });
const constraint = fc.oneof(
  someValues.map((values) => LabelConstraint.in(values)),
  someValues.map((values) => LabelConstraint.notIn(values)),
  fc.constant(LabelConstraint.exists()),
  fc.constant(LabelConstraint.doesNotExist()),
);
const selector = fc.array(fc.tuple(fc.constantFrom(...KEYS), constraint), { maxLength: 3 }).map((parts) => LabelSelector.of(parts));

/** Every labelling with the values that occur and one that does not. */
const EVERY = [undefined, ...VALUES, 'never mentioned'].flatMap((a) => [undefined, ...VALUES, 'never mentioned'].flatMap((b) => [undefined, ...VALUES, 'never mentioned'].map((c) =>
  Object.fromEntries(Object.entries({ a, b, c }).filter(([, value]) => value !== undefined)) as Record<string, string>)));

const signature = (selectors: readonly LabelSelector[], labels: Record<string, string>) => selectors.map((one) => Number(one.matches(labels))).join('');

describe('labels of pods that do not exist yet', () => {
  it('hit every combination of selectors that some labels hit, each once', () => {
    fc.assert(fc.property(fc.array(selector, { maxLength: 6 }), (selectors) => {
      const { labels, complete } = labellingsOf(selectors, ANY_VALUE, 1000);
      const own = labels.map((one) => signature(selectors, one));
      expect(complete).toBe(true);
      expect(new Set(own).size).toBe(own.length);
      expect(new Set(own)).toEqual(new Set(EVERY.map((one) => signature(selectors, one))));
    }), { seed: 1, numRuns: 300 });
  });

  it('say when there are too many', () => {
    const selectors = Array.from({ length: 12 }, (_, i) => LabelSelector.labels({ [`k${i}`]: 'v' }));
    expect(labellingsOf(selectors, ANY_VALUE, 100).complete).toBe(false);
    expect(labellingsOf(selectors, ANY_VALUE, 5000)).toMatchObject({ complete: true, labels: { length: 4096 } });
  });
});

const POLICY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'gateway' } } }], ports: [{ port: 'http' }] }],
  },
};

function representatives(objects: object[], options: Partial<Parameters<typeof representativesOf>[0]> = {}) {
  const { cluster, policies } = readObjects(objects).decoded;
  return representativesOf({ cluster, policies, profile: SPEC, ...options });
}

describe('representative pods', () => {
  it('are one of each kind in each namespace, and in namespaces to come', () => {
    const { pods: found, namespaces } = representatives([POLICY]);
    const kinds = found.map(({ namespaceName, inNewNamespace, workload }) => `${inNewNamespace ? 'new ' : ''}${namespaceName} ${JSON.stringify(workload.labels)} ${workload.ports.length > 0}`);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.filter((kind) => kind.endsWith('false')).sort()).toEqual([
      'new edge {"app":"gateway"} false',
      'new edge {} false',
      'new new-namespace-1 {} false',
      'shop {"app":"web"} false',
      'shop {} false',
    ]);
    expect(kinds.filter((kind) => kind.endsWith('true'))).toHaveLength(5);
    expect([...namespaces.values()].map(({ labels }) => labels['kubernetes.io/metadata.name']).sort()).toEqual(['edge', 'new-namespace-1']);
  });

  it('never take a name that exists, and no name that cannot be one', () => {
    const odd = JSON.parse(JSON.stringify(POLICY).replace('"edge"', '"Not_A_Name"'));
    expect(representatives([odd]).pods.filter(({ inNewNamespace }) => inNewNamespace).every(({ namespaceName }) => /^new-namespace-/.test(namespaceName))).toBe(true);
    const taken = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new-namespace-1' } };
    expect(representatives([POLICY, taken]).pods.some(({ inNewNamespace, namespaceName }) => inNewNamespace && namespaceName === 'new-namespace-1')).toBe(false);
  });

  it('say why some are missing', () => {
    expect(representatives([POLICY], { limit: 3 })).toMatchObject({ pods: { length: 3 }, incomplete: expect.stringContaining('more than 3 classes') });
  });

  it('have no label that an agent hides', () => {
    const hiding = { ...SPEC, hiddenLabels: ['app'] };
    expect(representatives([POLICY], { profile: hiding }).pods.every(({ workload }) => Object.keys(workload.labels).length === 0)).toBe(true);
  });
});
