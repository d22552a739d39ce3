import { Analysis, Invariant, InvariantEnd } from '../../../src/facade';

const pod = (namespace: string, labels: object) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: 'a', labels }, spec: { containers: [{ name: 'c' }] } });
const CLOSED = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'closed', namespace: 'bank' }, spec: { podSelector: {}, policyTypes: ['Egress'] },
});
const WORLD = [pod('bank', { app: 'a' }), pod('kube-system', { 'k8s-app': 'kube-dn' })];
const prove = (world: readonly string[], ...invariants: Invariant[]) => Analysis.ofText(world.join('\n---\n')).prove(invariants);

const isolatedOnly = Invariant.never({ id: 'own', from: [InvariantEnd.namespace('bank').isolatedForEgress()], to: [InvariantEnd.addresses(['203.0.113.0/24'])] });

test('an invariant about isolated pods is not applicable where nothing is isolated, and the others are judged', () => {
  const proofs = prove(WORLD, isolatedOnly, Invariant.readyMade('nsa-metadata'));
  expect(proofs.map(({ id, outcome }) => [id, outcome])).toEqual([['own', 'not applicable'], ['nsa-metadata', 'refuted']]);
  expect(prove([...WORLD, CLOSED], isolatedOnly)[0].outcome).toBe('proved');
});

test('the ends of a built-in invariant are nobody\'s mistake, those of a user may be', () => {
  expect(prove([...WORLD, CLOSED], Invariant.readyMade('dns'))[0].notes).toEqual([]);
  const own = Invariant.always({
    id: 'own', from: [InvariantEnd.namespace('bank')], to: [InvariantEnd.pods('kube-system', { 'k8s-app': 'kube-dns' })], traffic: ['UDP 53'],
  });
  expect(prove(WORLD, own)[0].notes.map(({ kind, suggestion }) => [kind, suggestion])).toEqual([['similar-value', 'kube-dn']]);
});
