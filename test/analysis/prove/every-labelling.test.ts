/** A label that is not known is there or not, for the rules and for the invariant alike: each labelling is judged by itself. */
import { readInvariants } from '../../../src/analysis/invariants/file';
import { prove } from '../../../src/analysis/questions/prove/prove';
import { readObjects } from '../../../src/analysis/session/read';
import { networkPolicy, pod } from '../../engine/manifests';

const namespace = (name: string, labels: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'load', namespace: 'shop' }, spec: { completionMode: 'Indexed', template: { metadata: { labels: { app: 'load' } }, spec: { containers: [{ name: 'main', image: 'load' }] } } } };
const index = { 'batch.kubernetes.io/job-completion-index': '0' };
const fromFront = networkPolicy('shop/api', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { tier: 'front' } } }] }] });
const fromFirst = networkPolicy('shop/api', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ from: [{ podSelector: { matchLabels: index } }] }] });
const hostPod = pod('web/agent', { app: 'agent' }, { host: true });
const NEVER = { to: { namespace: 'shop', pods: { app: 'api' } } };
const only = (from: object) => ({ never: NEVER, except: [{ from }] });
const front = { namespaces: { tier: 'front' } };

function outcome(invariant: object, ...objects: unknown[]): string {
  const { statements: [statement] } = readInvariants(JSON.stringify({ invariants: [{ id: 'one', ...invariant }] }), 'i');
  return prove(readObjects([namespace('shop'), pod('shop/api', { app: 'api' }), ...objects]), [statement])[0].outcome;
}

test.each([
  ['what a rule lets in, the exception means', only(front), [fromFront], 'proved'],
  ['what one end leaves out, likewise', { never: { ...NEVER, from: { outside: front } } }, [fromFront], 'proved'],
  ['the exception means others', only({ namespaces: { tier: 'back' } }), [fromFront], 'refuted'],
  ['only the namespaces of the input count', { never: { ...NEVER, from: { namespaces: 'existing' } }, except: [{ from: { namespaces: { tier: 'back' } } }] }, [fromFront], 'unknown'],
  ['a label that a controller sets', only({ namespace: 'shop', pods: index }), [fromFirst, job], 'proved'],
  ['another value of it', { never: { ...NEVER, from: { namespace: 'shop', pods: { app: 'load' } } }, except: [{ from: { pods: { 'batch.kubernetes.io/job-completion-index': '1' } } }] }, [fromFirst, job], 'refuted'],
  ['a pod on the host network of such a namespace is none of those to come', only(front), [fromFront, hostPod], 'unknown'],
])('%s', (_, invariant, objects, expected) => {
  expect(outcome(invariant, pod('web/front', { app: 'front' }), ...objects)).toBe(expected);
});
