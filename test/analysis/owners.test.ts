import { Analysis, Verdict } from '../../src/facade';
import { call } from '../cli/call';

const NEW = '6d5f7c9b8';
const OLD = '7f9c4d5b6';
const owner = (kind: string, name: string) => [{ apiVersion: 'apps/v1', kind, name, controller: true }];
const spec = { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }] };
const template = { metadata: { labels: { app: 'web' } }, spec };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 3, template } };
const set = (hash: string, replicas = 3) => ({
  apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: `web-${hash}`, namespace: 'shop', ownerReferences: owner('Deployment', 'web') }, spec: { replicas, template },
});
const pod = (hash: string, name: string) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: `web-${hash}-${name}`, namespace: 'shop', labels: { 'app': 'web', 'pod-template-hash': hash }, ownerReferences: owner('ReplicaSet', `web-${hash}`) }, spec,
});
const OTHER = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'client', namespace: 'shop' }, spec };
const list = (...items: object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const DUMP = list(DEPLOYMENT, set(NEW), set(OLD, 0), pod(NEW, 'x'), OTHER);

describe('a dump of a cluster', () => {
  it('counts one workload and one pod of Deployment, ReplicaSet and Pod', () => {
    const analysis = Analysis.ofText(DUMP);
    expect(analysis.statistics).toMatchObject({ workloads: 2, pods: 2 });
    expect(analysis.workloads.map(({ label, pods }) => [label, pods])).toEqual([['shop/client[Pod]', 1], ['shop/web[Deployment]', 1]]);
  });

  it('is shown by its topmost owner', async () => {
    const { out } = await call(['list', '-'], DUMP);
    expect(out).toContain('shop/client[Pod] => shop/web[Deployment] : All Connections\n');
    expect(out).not.toContain('ReplicaSet');
    const radius = JSON.parse((await call(['blast', 'shop/client', '-', '--format', 'json'], DUMP)).out);
    expect(JSON.stringify(radius)).not.toContain('ReplicaSet');
    expect(JSON.stringify(radius)).toContain('shop/web[Deployment]');
  });
});

describe('pods of a ReplicaSet alone', () => {
  it('keep the name of the ReplicaSet, as in the compatible forms, and are found by that of its Deployment', async () => {
    const input = list(pod(NEW, 'x'), OTHER);
    expect((await call(['list', '-'], input)).out).toContain(`shop/web-${NEW}[ReplicaSet]`);
    for (const name of ['shop/web', 'web', 'shop/web[Deployment]', 'shop/web[Rollout]', `shop/web-${NEW}`, `shop/web-${NEW}-x`]) {
      expect(Analysis.ofText(input).allows('shop/client', name, 'TCP 80').verdict).toBe(Verdict.ALLOWED);
    }
    for (const name of ['shop/web[StatefulSet]', 'shop/we', 'other/web']) {
      expect(() => Analysis.ofText(input).reach('shop/client', name)).toThrow('no workload');
    }
  });

  it('are one end where two ReplicaSets serve', () => {
    const deny = { podSelector: { matchLabels: { 'pod-template-hash': OLD } }, ingress: [] };
    const DENY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'old', namespace: 'shop' }, spec: deny };
    const of = (...items: object[]) => Analysis.ofText(list(...items, OTHER, DENY));
    const asked = (...items: object[]) => of(...items).allows('shop/client', 'shop/web', 'TCP 80').verdict;
    expect(asked(pod(OLD, 'y'))).toBe(Verdict.DENIED);
    expect(asked(pod(NEW, 'x'))).toBe(Verdict.ALLOWED);
    expect(of(pod(NEW, 'x'), pod(OLD, 'y')).reach('shop/client', 'shop/web').destination).toBe('shop/web');
    expect(of(pod(NEW, 'x'), pod(OLD, 'y')).explain('shop/client', 'shop/web').cases).toHaveLength(2);
  });

  it('give way to a workload of that very name', () => {
    const stateful = { ...DEPLOYMENT, kind: 'StatefulSet' };
    expect(Analysis.ofText(list(stateful, pod(NEW, 'x'), OTHER)).reach('shop/client', 'shop/web').destination).toBe('shop/web[StatefulSet]');
  });
});
