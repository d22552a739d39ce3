import { diff } from '../../../src/analysis/questions/diff/diff';
import { readObjects } from '../../../src/analysis/session/read';

const V4 = ['10.1.0.5'];
const V6 = ['fd00::5'];

const pod = (name: string, ips: readonly string[] = [], labels = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: { app: name, ...labels } },
  spec: { containers: [] },
  ...(ips.length > 0 && { status: { phase: 'Running', podIPs: ips.map((ip) => ({ ip })) } }),
});
const DENY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {} } };

function changesOf(before: readonly object[], after: readonly object[]): string[] {
  return diff(readObjects(before), readObjects(after)).edges.map(({ kind, sources, destinations, addresses }) =>
    `${sources.join() || addresses!.blocks.join()} ${kind} ${destinations.join() || addresses!.blocks.join()}`).sort();
}

describe('where only one state shows the addresses of pods', () => {
  it.each([
    ['one family', [pod('web')], [pod('web', V4, { 'pod-template-hash': '6d5f7c9b84' })]],
    ['both families', [pod('web')], [pod('web', [...V4, ...V6])]],
    ['different families of two pods', [pod('web'), pod('db', V6)], [pod('web', V4), pod('db', V6)]],
  ])('%s close and open nothing', (_, before, after) => {
    expect(changesOf(before, after)).toEqual([]);
    expect(changesOf(after, before)).toEqual([]);
  });

  it('a policy closes the families that the pods have', () => {
    expect(changesOf([pod('web')], [pod('web', V4), DENY])).toEqual(['0.0.0.0/0 closed shop/web[Pod]']);
  });

  it('a family that both states show or deny is compared', () => {
    expect(changesOf([pod('web', [...V4, ...V6])], [pod('web', V4)])).toEqual(['::/0 closed shop/web[Pod]', 'shop/web[Pod] closed ::/0']);
    const { edges } = diff(readObjects([pod('web', V6)]), readObjects([pod('web', V4, { 'pod-template-hash': '1' })]));
    expect(edges[0].causes).toMatchObject([{ details: ['label pod-template-hash: (none) → 1', 'addresses'] }]);
  });

  it('a pod that only one state has is compared', () => {
    expect(changesOf([pod('web', V4), pod('db')], [pod('db')])).toContain('shop/web[Pod] closed shop/db[Pod]');
  });

  it('pods are compared that share a family by what is shown', () => {
    const between = (ips: readonly string[]) => [pod('web', V4), pod('db', ips)];
    expect(changesOf(between(V4), between(V6))).toContain('shop/web[Pod] closed shop/db[Pod]');
  });
});
