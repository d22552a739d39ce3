import { explainIsolation, findEnd } from '../../../src/analysis';
import { Analysis } from '../../../src/facade';
import { renderIsolation } from '../../../src/report/explanation/isolation';
import { Isolation } from '../../../src/results/enums';
import { readText } from '../../../src/analysis/session/read';

const pod = (name: string, labels: string, more = '') =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: a, labels: { ${labels} }${more} }, spec: { containers: [{ name: c }] } }\n---\n`;
const owned = ', ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: w, uid: u, controller: true }]';
const policy = (labels: string) =>
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: net, namespace: a }, spec: { podSelector: { matchLabels: { ${labels} } }, policyTypes: [Ingress] } }\n---\n`;
const HOST = '{ apiVersion: v1, kind: Pod, metadata: { name: w, namespace: a, labels: { app: w } }, spec: { hostNetwork: true, containers: [{ name: c }] } }\n---\n';
const UNREAD = '{ apiVersion: projectcalico.org/v4, kind: NetworkPolicy, metadata: { name: c, namespace: a }, spec: { ingress: [{ action: Allow }] } }\n---\n';
const ISTIO = '{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: i, namespace: a }, spec: {} }\n---\n';
const DEPLOYMENT = '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: w, namespace: a }, spec: { selector: { matchLabels: { app: w } }, template: { metadata: { labels: { app: w } }, spec: { containers: [{ name: c }] } } } }\n---\n';

describe('whether a workload is isolated', () => {
  it.each([
    ['a pod that a policy selects', pod('w', 'app: w') + policy('app: w'), Isolation.ISOLATED, /ingress: isolated, only[^]*ingress isolated by NetworkPolicy a\/net/],
    ['a pod that none selects', pod('w', 'app: w') + policy('app: v'), Isolation.NOT_ISOLATED, /ingress: not isolated[^]*no policy applies to it/],
    ['one pod of two', pod('w-1', 'app: w, v: one', owned) + pod('w-2', 'app: w, v: two', owned) + policy('v: one'), Isolation.PARTLY, /ingress: partly: some of its pods are isolated, others are not[^]*touched by[^]*does not select all of the pods/],
    ['a pod on the host network', HOST + policy('app: w'), Isolation.UNKNOWN, /ingress: not known[^]*touched by[^]*depends on the CNI/],
    ['a policy that was not read', pod('w', 'app: w') + UNREAD, Isolation.UNKNOWN, /ingress: not known/],
    ['both', pod('w', 'app: w') + policy('app: w') + UNREAD, Isolation.ISOLATED, /ingress: isolated/],
    ['a policy that can only deny', pod('w', 'app: w') + ISTIO, Isolation.NOT_ISOLATED, /ingress: not isolated/],
    ['a label that a controller sets', DEPLOYMENT + policy('pod-template-hash: "1"'), Isolation.UNKNOWN, /ingress: not known[^]*labels that are not known/],
  ])('%s', (_, text, isolation, words) => {
    const [workload] = Analysis.ofText(text).workloads;
    expect(workload).toMatchObject({ ingressIsolation: isolation, ingressIsolated: isolation === Isolation.ISOLATED });
    const session = readText(text, 'a.yaml');
    expect([...renderIsolation(explainIsolation(session, findEnd(session, 'a/w')))].join('')).toMatch(words);
  });
});
