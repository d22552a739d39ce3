/** A baseline of an earlier version counts: findings that people see as one have a fingerprint each, and it is the one they had. */
import { readBaseline } from '../../../src/analysis/questions/check/baseline';
import { runCheck } from '../../../src/analysis/questions/check/check';
import { readText } from '../../../src/analysis/session/read';
import { renderFindings } from '../../../src/report/findings/text';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'web', labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }] },
};
const ABSENT = { podSelector: { matchLabels: { app: 'wbe' } } };
const MANIFEST = [
  POD,
  policy('a', { ...ABSENT, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] }),
  policy('b', { ...ABSENT, policyTypes: ['Egress'] }),
  policy(
    'c',
    {
      podSelector: {},
      ingress: [
        { from: [ABSENT, { ...ABSENT, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }], ports: [{ port: 8080 }] },
      ],
    },
  ),
].map((object) => JSON.stringify(object)).join('\n---\n');

/** As a version wrote them that did not group findings. */
const BEFORE = [
  ['peer-matches-nothing', 'NetworkPolicy shop/c', 'd0467298fc33829068b4342764108a00'],
  ['peer-matches-nothing', 'NetworkPolicy shop/c', 'd0467298fc33829068b4342764108a00:2'],
  ['selects-nothing', 'NetworkPolicy shop/a', '251b595f0adbad76d96cb0b7008eca57'],
  ['selects-nothing', 'NetworkPolicy shop/b', 'e3c33fb9207a4be9e45b6a97cbaa62be'],
  ['pod-not-isolated-egress', 'Namespace shop', '77d23d7a083cb0e468c963c119dff1ad'],
].map(([rule, subject, fingerprint]) => ({ fingerprint, rule, severity: rule.startsWith('pod') ? 'info' : 'warning', subject }));

const checked = (findings: readonly object[]) => runCheck(readText(MANIFEST, 'shop.yaml'), {
  config: { levels: {}, ignores: [] },
  today: '2026-01-01',
  baseline: readBaseline(JSON.stringify({ netfence: 'baseline', version: 1, findings }), 'b.json'),
});

test('four findings have one cause', () => {
  const { findings } = checked([]);
  const alarms = findings.filter(({ severity }) => severity === 'warning');
  expect([...new Set(alarms.map(({ cause }) => cause))]).toEqual(['no pod of namespace `shop` matches `app=wbe`']);
  expect([...renderFindings({ findings: alarms, problems: [], rules: [], known: 0, ignored: 0 })].join('').match(/^ {2}object/gm)).toHaveLength(1);
});

test('all of them are known by the earlier baseline', () => expect(checked(BEFORE)).toMatchObject({ findings: [], known: 5 }));

test('one that is not known is shown, and only that one', () => {
  expect(
    checked(BEFORE.filter(({ subject }) => subject !== 'NetworkPolicy shop/b')).findings.map(({ subject }) => subject),
  ).toEqual(['NetworkPolicy shop/b']);
});

function policy(name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name }, spec };
}
