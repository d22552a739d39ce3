import { readInvariants } from '../../../src/analysis/invariants/file';
import { prove } from '../../../src/analysis/questions/prove/prove';
import { readText } from '../../../src/analysis/session/read';
import { givenFacts } from '../../../src/analysis/facts/given';
import { assumptionText } from '../../../src/report/proof/words';

const CLUSTER = `
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { env: prod } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: tools } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: api, namespace: shop, labels: { app: api } }, spec: { containers: [{ name: main }] }, status: { podIP: 10.244.1.7 } }
`;

function policy(spec: string): string {
  return `---\n{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: closed, namespace: shop }, spec: ${spec} }\n`;
}

const CLOSED = policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const FROM_PROD = policy('{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ namespaceSelector: { matchLabels: { env: prod } } }] }] }');
const USUAL = /network agent|holds all policies|host network/;

/** What the proof of an invariant assumes beside the agent, all policies and no host network. */
function assumed(manifests: string, invariant: string, facts: object = {}): string[] {
  const { statements } = readInvariants(`invariants: [{ id: x, ${invariant} }]`, 'i');
  const [{ outcome, assumptions }] = prove(readText(CLUSTER + manifests, 'm', { facts: givenFacts(facts, 'test') }), statements);
  expect(outcome).toBe('proved');
  return assumptions.map(assumptionText).filter((text) => !USUAL.test(text));
}

it('assumes the labels of namespaces only where another label would break the invariant', () => {
  const fromTools = 'never: { from: { namespace: tools }, to: { namespace: shop } }';
  expect(assumed(CLOSED, fromTools)).toEqual([]);
  expect(assumed(FROM_PROD, fromTools)).toEqual([expect.stringMatching(/the labels of the namespaces/)]);
  // who has the label is excepted, so no other label lets anyone in
  expect(assumed(FROM_PROD, 'never: { from: { outside: { namespaces: { env: prod } } }, to: { namespace: shop } }')).toEqual([expect.stringMatching(/address that they were sent from/)]);
});

it('assumes that those are trusted who create excepted pods, where the policies let these in', () => {
  const except = 'never: { from: { namespaces: { env: prod } }, to: { namespace: shop } }, except: [{ from: { namespace: shop, pods: { app: api } } }]';
  expect(assumed(CLOSED, except)).toEqual([]);
  const own = policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] }');
  expect(assumed(own, 'never: { from: { namespace: shop }, to: { namespace: shop } }, except: [{ from: { namespace: shop, pods: { app: api } } }]'))
    .toEqual([expect.stringContaining('can create pods with app=api, which the invariant exempts')]);
});

it('assumes what is so of an address that the invariant names', () => {
  const rewritten = expect.stringMatching(/address that they were sent from/);
  expect(assumed(CLOSED, 'never: { from: { namespace: shop }, to: { addresses: [8.8.8.8] } }')).toEqual([rewritten, 'no pod, no node and no Service has the address 8.8.8.8']);
  expect(assumed(CLOSED, 'never: { from: { addresses: [10.244.1.7] }, to: { namespace: tools } }')).toEqual(['shop/api[Pod] keeps the address 10.244.1.7, and what is known of it']);
  expect(assumed(CLOSED, 'never: { from: { namespace: shop }, to: { addresses: [169.254.169.254] } }')).toEqual([rewritten]);
});

it('assumes the facts that it needs', () => {
  const blocks = policy('{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }] }');
  const toTools = 'never: { from: { namespace: shop }, to: { namespace: tools } }';
  expect(assumed(blocks, toTools, { podRanges: ['10.244.0.0/16'] })).toEqual(['pods get their addresses from 10.244.0.0/16']);
  expect(assumed(CLOSED, toTools, { podRanges: ['10.244.0.0/16'] })).toEqual([]);
  const other = '---\n{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: other }, spec: { containers: [{ name: main }] } }\n';
  expect(assumed(FROM_PROD + other, 'never: { from: { namespace: other }, to: { namespace: shop } }', { complete: true }))
    .toEqual([expect.stringMatching(/the labels of the namespaces/), 'the facts are true that are stated as `complete`']);
});

it('of an isolation, assumes nothing about policies from elsewhere, which can end none', () => {
  const release = '---\n{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: { name: blog, namespace: apps } }\n';
  expect(assumed(CLOSED + release, 'isolated: { pods: { namespace: shop } }')).toEqual([]);
  expect(assumed(CLOSED + release, 'never: { from: { namespace: tools }, to: { namespace: shop } }')).toEqual([expect.stringContaining('HelmRelease apps/blog')]);
});
