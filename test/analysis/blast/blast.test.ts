import { optionFacts } from '../../../src/analysis/facts/options';
import { Blast, blastChange } from '../../../src/analysis/questions/blast/blast';
import { findEnd } from '../../../src/analysis/ends/ends';
import { readObjects, readText } from '../../../src/analysis/session/read';
import { withFacts } from '../../../src/analysis/session/with-facts';
import { generateCase } from '../../diff/generate';
import { shown } from '../../traffic';

const pod = (name: string) => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: main }] }`;
const only = (name: string, from: string, egress = '') => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${name} } }
  policyTypes: [Ingress, Egress]
  ingress: [${from === '' ? '' : `{ from: [{ podSelector: { matchLabels: { app: ${from} } } }], ports: [{ port: 80 }] }`}]
  egress: [${egress}]`;
const to = (name: string) => `{ to: [{ podSelector: { matchLabels: { app: ${name} } } }] }`;

/** web → api → db → backup, and the outside only from db. */
const CHAIN = ['web', 'api', 'db', 'backup'].map(pod).join('') +
  only('web', '', to('api')) + only('api', 'web', to('db')) + only('db', 'api', `${to('backup')}, { to: [{ ipBlock: { cidr: 169.254.0.0/16 } }] }`) + only('backup', 'db');

describe('the blast radius', () => {
  const session = readText(CHAIN, 'chain.yaml');
  const radius = new Blast(session).radius(findEnd(session, 'shop/web'));

  it('goes from pod to pod, and says through whom and on which ports', () => {
    expect(radius).toMatchObject({ workload: 'shop/web[Pod]', directPods: 1, pods: 3, podsAtWorst: 3, podsOfCluster: 3 });
    expect(shown(radius.workloads.map(({ workload, hop, via, traffic }) => [workload, hop, via, traffic]))).toEqual([
      ['shop/api[Pod]', 1, 'shop/web[Pod]', 'TCP 80'], ['shop/db[Pod]', 2, 'shop/api[Pod]', 'TCP 80'], ['shop/backup[Pod]', 3, 'shop/db[Pod]', 'TCP 80'],
    ]);
  });

  it('stops after the hops that are asked for', () => {
    expect(new Blast(session).radius(findEnd(session, 'shop/web'), { hops: 2 }).workloads).toHaveLength(2);
  });

  it('finds the way to the metadata service and to the API server', () => {
    const stated = withFacts(session, optionFacts({ apiServer: ['169.254.1.1'] }, String));
    const { targets } = new Blast(stated).radius(findEnd(stated, 'shop/web'));
    expect(shown(targets)).toEqual([
      { target: 'metadata', address: '169.254.169.254', hop: 2, via: 'shop/db[Pod]', traffic: 'All Connections', isUncertain: false },
      { target: 'api-server', address: '169.254.1.1', hop: 2, via: 'shop/db[Pod]', traffic: 'All Connections', isUncertain: false },
    ]);
    expect(shown(radius.outside)).toEqual([{ addresses: ['169.254.0.0/16'], traffic: 'All Connections', direct: false }]);
  });

  it('names the edges whose closing saves most', () => {
    expect(radius.cutEdges.map(({ sources, destinations, pods }) => [sources[0], destinations[0], pods])).toEqual([
      ['shop/web[Pod]', 'shop/api[Pod]', 3], ['shop/api[Pod]', 'shop/db[Pod]', 2], ['shop/db[Pod]', 'shop/backup[Pod]', 1],
    ]);
  });

  it('measures all workloads, the farthest first', () => {
    expect(new Blast(session).sizes().map(({ workload, directPods, pods }) => [workload, directPods, pods])).toEqual([
      ['shop/web[Pod]', 1, 3], ['shop/api[Pod]', 1, 2], ['shop/db[Pod]', 1, 1], ['shop/backup[Pod]', 0, 0],
    ]);
  });

  it('says what a change adds and takes away', () => {
    const closed = readText(CHAIN.replace(to('db'), '{ to: [{ podSelector: { matchLabels: { app: cache } } }] }'), 'chain.yaml');
    const after = new Blast(closed).radius(findEnd(closed, 'shop/web'));
    expect(blastChange(radius, after)).toEqual({ workload: 'shop/web[Pod]', podsBefore: 3, podsAfter: 1, added: [], removed: ['shop/backup[Pod]', 'shop/db[Pod]'] });
  });

  it('counts what is unknown as reached at worst, never less than what is sure', () => {
    let unsure = 0;
    for (let i = 0; i < 60; i++) {
      const generated = readObjects(generateCase(61, i).objects);
      const blast = new Blast(generated);
      const sizes = new Map(blast.sizes().map((size) => [size.workload, size]));
      for (const { label } of generated.identities().values()) {
        const { pods, podsAtWorst, workloads, cutEdges } = blast.radius(findEnd(generated, label));
        expect(podsAtWorst).toBeGreaterThanOrEqual(pods);
        if (podsAtWorst > pods) unsure++;
        expect(workloads.some(({ isUncertain }) => isUncertain) || podsAtWorst === pods || workloads.length > 0).toBe(true);
        expect(sizes.get(label)).toMatchObject({ pods, podsAtWorst });
        for (const edge of cutEdges) expect(edge.pods).toBeLessThanOrEqual(pods);
      }
    }
    expect(unsure).toBeGreaterThan(5);
  });
});
