import { read } from '../meaning';

interface Parts {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly owner?: readonly [kind: string, name: string, uid?: string];
  readonly uid?: string;
  readonly replicas?: number;
  readonly status?: object;
}

const API: Record<string, string> = {
  Deployment: 'apps/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1', DaemonSet: 'apps/v1', Job: 'batch/v1', CronJob: 'batch/v1', Rollout: 'argoproj.io/v1alpha1', Node: 'v1',
};
const metadata = (name: string, { namespace = 'shop', labels = { app: 'web' }, owner, uid }: Parts) => ({
  name,
  namespace,
  labels,
  uid,
  ownerReferences: owner && [{ apiVersion: API[owner[0]] ?? 'example.org/v1', kind: owner[0], name: owner[1], uid: owner[2], controller: true }],
});
const spec = { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] };
const pod = (name: string, parts: Parts = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: metadata(name, parts), spec, status: parts.status });
function controller(kind: string, name: string, parts: Parts = {}) {
  const template = { metadata: { labels: parts.labels ?? { app: 'web' } }, spec };
  const inner = kind === 'CronJob' ? { jobTemplate: { spec: { template, parallelism: parts.replicas } } }
    : { template, [kind === 'Job' ? 'parallelism' : 'replicas']: parts.replicas };
  return { apiVersion: API[kind], kind, metadata: metadata(name, { ...parts, labels: undefined }), spec: inner, status: parts.status };
}
const web = (hash: string, more: Parts = {}): Parts =>
  ({ owner: ['ReplicaSet', `web-${hash}`], labels: { 'app': 'web', 'pod-template-hash': hash }, ...more });
const set = (hash: string, more: Parts = {}) => controller('ReplicaSet', `web-${hash}`, { ...web(hash), owner: ['Deployment', 'web'], ...more });

/** `Kind namespace/name (pod) xREPLICAS` of each workload, in order of the input. */
const named = (...objects: object[]) => read(objects).cluster.workloads.map(({ kind, namespace, name, pod: own, replicas }) =>
  `${kind} ${namespace}/${name}${own === undefined ? '' : ` (${own})`} x${replicas}`);
const NEW = '6d5f7c9b8';
const OLD = '7f9c4d5b6';

describe('one workload', () => {
  test('Deployment, ReplicaSet and Pod', () => {
    const dump = [controller('Deployment', 'web', { replicas: 3 }), set(NEW, { replicas: 3 }), pod('web-1', web(NEW))];
    expect(named(...dump)).toEqual(['Deployment shop/web (web-1) x1']);
    expect(named(...[...dump].reverse())).toEqual(['Deployment shop/web (web-1) x1']);
    expect(named({ apiVersion: 'v1', kind: 'List', items: dump })).toEqual(['Deployment shop/web (web-1) x1']);
  });

  test('without the Deployment, without the ReplicaSet, without both', () => {
    expect(named(set(NEW), pod('web-1', web(NEW)))).toEqual(['Deployment shop/web (web-1) x1']);
    expect(named(controller('Deployment', 'web'), pod('web-1', web(NEW)))).toEqual(['Deployment shop/web (web-1) x1']);
    expect(named(pod('web-1', web(NEW)))).toEqual([`ReplicaSet shop/web-${NEW} (web-1) x1`]);
  });

  test('without pods the template stands for what its ReplicaSets are asked for', () => {
    expect(named(set(NEW, { replicas: 2 }), controller('Deployment', 'web', { replicas: 5 }))).toEqual(['Deployment shop/web x2']);
    expect(named(controller('Deployment', 'web', { replicas: 5 }))).toEqual(['Deployment shop/web x5']);
    expect(named(set(NEW, { replicas: 2 }))).toEqual(['Deployment shop/web x2']);
  });

  test('a rollout: both ReplicaSets serve', () => {
    const dump = [controller('Deployment', 'web'), set(NEW), set(OLD)];
    expect(named(...dump, pod('a', web(NEW)), pod('b', web(OLD)))).toEqual(['Deployment shop/web (a) x1', 'Deployment shop/web (b) x1']);
    expect(named(...dump)).toEqual(['Deployment shop/web x2']);
    expect(named(controller('Deployment', 'web'), set(NEW), set(OLD, { labels: { 'app': 'web', 'version': '1', 'pod-template-hash': OLD }, replicas: 2 })))
      .toEqual(['Deployment shop/web x1', 'Deployment shop/web x2']);
  });

  test.each([
    ['Job', 'night-29000000', 'CronJob', 'night'],
    ['ReplicaSet', 'web-x', 'Rollout', 'web'],
    ['ReplicaSet', 'web-x', 'Deployment', 'web'],
  ])('%s of a %s, in the input or not', (kind, name, top, above) => {
    const made = controller(kind, name, { owner: [top, above] });
    expect(named(made, pod('p', { owner: [kind, name] }))).toEqual([`${top} shop/${above} (p) x1`]);
    expect(named(made, controller(top, above), pod('p', { owner: [kind, name] }))).toEqual([`${top} shop/${above} (p) x1`]);
    expect(named(made)).toEqual([`${top} shop/${above} x1`]);
  });

  test.each(['StatefulSet', 'DaemonSet', 'Job'])('%s and its pods', (kind) => {
    expect(named(controller(kind, 'web'), pod('a', { owner: [kind, 'web'] }), pod('b', { owner: [kind, 'web'] }))).toEqual([`${kind} shop/web (a) x1`, `${kind} shop/web (b) x1`]);
  });
});

describe('what stands apart', () => {
  test('a template that looks like none of the pods stays, for no pod that runs', () => {
    expect(named(controller('Deployment', 'web', { labels: { app: 'web', tier: 'new' }, replicas: 3 }), set(NEW), pod('a', web(NEW))))
      .toEqual(['Deployment shop/web x0', 'Deployment shop/web (a) x1']);
  });

  test('labels that admission adds to pods do not', () => {
    const labels = { 'app': 'web', 'pod-template-hash': NEW, 'security.istio.io/tlsMode': 'istio' };
    expect(named(controller('Deployment', 'web'), pod('a', web(NEW, { labels })))).toEqual(['Deployment shop/web (a) x1']);
  });

  test('a ReplicaSet with an owner and no replicas is no workload, one without an owner is', () => {
    expect(named(controller('Deployment', 'web'), set(OLD, { replicas: 0, labels: { app: 'old' } }))).toEqual(['Deployment shop/web x1']);
    expect(named(set(OLD, { replicas: 0 }))).toEqual([]);
    expect(named(controller('ReplicaSet', 'web', { replicas: 0 }))).toEqual(['ReplicaSet shop/web x0']);
  });

  test('a Job that has ended, where a CronJob owns it', () => {
    const ended = { conditions: [{ type: 'Complete', status: 'True' }] };
    expect(named(controller('Job', 'night-1', { owner: ['CronJob', 'night'], status: ended }))).toEqual([]);
    expect(named(controller('Job', 'once', { status: ended }))).toEqual(['Job shop/once x1']);
  });

  test('pods that have ended show nothing of their owner', () => {
    expect(named(controller('Deployment', 'web', { replicas: 3 }), set(NEW, { replicas: 3 }), pod('a', web(NEW, { status: { phase: 'Failed' } })))).toEqual(['Deployment shop/web x3']);
  });

  test('static pods stay pods; owners of unknown kinds name their own pods and no more', () => {
    expect(named(pod('kube-proxy-n1', { owner: ['Node', 'n1'] }))).toEqual(['Pod shop/kube-proxy-n1 (kube-proxy-n1) x1']);
    expect(named(controller('StatefulSet', 'db', { owner: ['Postgres', 'main'] }), pod('db-0', { owner: ['StatefulSet', 'db'] }))).toEqual(['StatefulSet shop/db (db-0) x1']);
    expect(named(pod('a', { owner: ['Postgres', 'main'] }))).toEqual(['Postgres shop/main (a) x1']);
  });
});

describe('references that lead nowhere', () => {
  test('to another namespace', () => {
    const job = controller('Job', 'night-1', { owner: ['CronJob', 'night'], uid: 'j' });
    expect(named(job, pod('a', { namespace: 'other', owner: ['Job', 'night-1'] }))).toEqual(['CronJob shop/night x1', 'Job other/night-1 (a) x1']);
    expect(named(job, pod('a', { namespace: 'other', owner: ['Job', 'night-1', 'j'] }))).toEqual(['CronJob shop/night x1', 'Pod other/a (a) x1']);
  });

  test('to an object of the same name and another uid', () => {
    const deployment = controller('Deployment', 'web', { uid: 'd' });
    expect(named(deployment, set(NEW, { owner: ['Deployment', 'web', 'gone'] }))).toEqual(['Deployment shop/web x1', `ReplicaSet shop/web-${NEW} x1`]);
    expect(named(deployment, set(NEW, { owner: ['Deployment', 'web', 'd'] }))).toEqual(['Deployment shop/web x1']);
    expect(named(controller('StatefulSet', 'db', { uid: 's' }), pod('db-0', { owner: ['StatefulSet', 'db', 'gone'] }))).toEqual(['StatefulSet shop/db x1', 'Pod shop/db-0 (db-0) x1']);
  });

  test('in a circle', () => {
    const circle = [controller('ReplicaSet', 'a', { owner: ['Deployment', 'b'] }), controller('Deployment', 'b', { owner: ['ReplicaSet', 'a'] })];
    expect(named(...circle, pod('p', { owner: ['ReplicaSet', 'a'] }))).toEqual(['Deployment shop/b x1', 'ReplicaSet shop/a (p) x1']);
    expect(named(controller('ReplicaSet', 'a', { owner: ['ReplicaSet', 'a'] }))).toEqual(['ReplicaSet shop/a x1']);
  });

  test('a ReplicaSet that is not in the input joins a Deployment only by its hash', () => {
    const deployment = controller('Deployment', 'web');
    expect(named(deployment, pod('a', { owner: ['ReplicaSet', 'web-canary'] }))).toEqual(['Deployment shop/web x1', 'ReplicaSet shop/web-canary (a) x1']);
    expect(named(deployment, pod('a', { owner: ['ReplicaSet', `web-${NEW}`] }))).toEqual(['Deployment shop/web (a) x1']);
    expect(named(deployment, pod('a', { owner: ['ReplicaSet', `web-${NEW}`], labels: { 'pod-template-hash': 'other' } }))).toEqual(['Deployment shop/web x1', `ReplicaSet shop/web-${NEW} (a) x1`]);
    expect(named(deployment, controller('Rollout', 'web'), pod('a', web(NEW)))).toEqual(['Deployment shop/web x1', 'Rollout shop/web x1', `ReplicaSet shop/web-${NEW} (a) x1`]);
  });
});
