import { readInvariants } from '../../src/analysis/invariants/file';
import { lastingLabels } from '../../src/analysis/ends/owners';
import { labelsFor } from '../../src/analysis/what-if/labels';
import { prove } from '../../src/analysis/questions/prove/prove';
import { readText } from '../../src/analysis/session/read';
import { isMadeLabel } from '../../src/dialects/workloads/owner';
import { COMPLETION_INDEX_LABEL, CONTROLLER_LABELS, CONTROLLER_LABEL_KEYS, POD_INDEX_LABEL, POD_NAME_LABEL } from '../../src/model';
import { ingress } from '../lint/objects';
import { checkObjects } from '../lint/run';
import { madeLabels } from '../oracle/made-labels';

const KINDS = ['Deployment', 'Rollout', 'DaemonSet', 'Job', 'CronJob', 'StatefulSet'];
const object = (kind: string) => ({ kind, metadata: { name: 'x' }, spec: { completionMode: 'Indexed', jobTemplate: { spec: { completionMode: 'Indexed' } } } });

it.each(KINDS)('has the labels that the oracle knows of a %s', (kind) => {
  const [{ known, hidden }] = madeLabels(object(kind), 1, false);
  const own = CONTROLLER_LABELS.filter(({ kinds }) => kinds.includes(kind)).map(({ key }) => key);
  expect(own.sort()).toEqual([...Object.keys(known), ...hidden].sort());
});

describe.each([...CONTROLLER_LABEL_KEYS])('`%s`', (key) => {
  it('is no label by which to know a workload again', () => {
    expect(lastingLabels({ app: 'web', [key]: 'a' })).toEqual([['app', 'web']]);
    const workload = { namespace: 'shop', name: 'x', kind: 'Pod', labels: { aaa: 'a', [key]: 'a' } } as any;
    expect(labelsFor(workload, [workload], () => true)?.labels).toEqual({ aaa: 'a' });
  });

  it('is reported where a policy selects by it, but for the names and numbers of pods, which stay', () => {
    const found = checkObjects([ingress('shop/p', { [key]: 'a' })]).map(({ rule }) => rule);
    expect(found.includes('unstable-label')).toBe(![POD_NAME_LABEL, POD_INDEX_LABEL, COMPLETION_INDEX_LABEL].includes(key));
  });
});

it('knows which of them stand in the templates of ReplicaSets and Jobs', () => {
  expect(['pod-template-hash', 'rollouts-pod-template-hash', 'job-name', 'batch.kubernetes.io/controller-uid'].filter((key) => !isMadeLabel(key))).toEqual([]);
  expect(['controller-revision-hash', 'apps.kubernetes.io/pod-index', 'app', 'deployment'].filter(isMadeLabel)).toEqual([]);
});

const RUN = `
apiVersion: batch/v1
kind: CronJob
metadata: {name: report, namespace: shop}
spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: report}}, spec: {containers: [{name: main}]}}}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: report-29000000, namespace: shop, ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: report, uid: a, controller: true}]}
spec: {template: {metadata: {labels: {app: report, job-name: report-29000000, batch.kubernetes.io/job-name: report-29000000}}, spec: {containers: [{name: main}]}}}
---
apiVersion: v1
kind: Pod
metadata:
  name: report-29000000-x2k4p
  namespace: shop
  labels: {app: report, job-name: report-29000000, batch.kubernetes.io/job-name: report-29000000}
  ownerReferences: [{apiVersion: batch/v1, kind: Job, name: report-29000000, uid: b, controller: true}]
spec: {containers: [{name: main}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: run, namespace: shop}
spec: {podSelector: {matchLabels: {job-name: report-29000000}}, policyTypes: [Egress]}
`;

it('does not take the run of today for the pods of a CronJob', () => {
  const session = readText(RUN, 'run.yaml');
  const { statements } = readInvariants('invariants: [{id: closed, never: {from: {workload: shop/report}, to: {addresses: [203.0.113.9/32]}}}]', 'i.yaml');
  expect(prove(session, statements).map(({ outcome }) => outcome)).not.toEqual(['proved']);
});
