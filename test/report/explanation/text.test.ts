import { explain, explainIsolation, findEnd } from '../../../src/analysis';
import { readText } from '../../../src/analysis/session/read';
import { renderExplanation } from '../../../src/report/explanation/text';

const pod = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: a, labels: { app: ${name} } }, spec: { containers: [{ name: c }] } }\n---\n`;
const PODS = '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }\n---\n' + pod('web') + pod('db');
const antrea = (name: string, action: string) =>
  `{ apiVersion: crd.antrea.io/v1beta1, kind: NetworkPolicy, metadata: { name: ${name}, namespace: a }, spec: { priority: 5, appliedTo: [{ podSelector: { matchLabels: { app: db } } }], ingress: [{ action: ${action}, from: [{ podSelector: {} }] }] } }\n---\n`;
const isolating = (name: string) =>
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: ${name}, namespace: a }, spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] } }\n---\n`;

function told(text: string): string {
  const session = readText(PODS + text, 'a.yaml');
  return [...renderExplanation(explain(session, findEnd(session, 'a/web'), findEnd(session, 'a/db'), { protocol: 'TCP', port: 80 }))].join('');
}

describe('what is said of policies that decide before isolation is asked for', () => {
  test('a Reject is named', () => {
    expect(told(antrea('deny', 'Reject'))).toMatch(/denied by NetworkPolicy a\/deny [^\n]*\n {8}action: Reject\n/);
    expect(told(antrea('deny', 'Drop'))).not.toContain('action: Drop');
  });

  test.each([
    ['one that allows must go before isolation closes anything', antrea('allow', 'Allow'), /to deny it, isolate the source; or: remove NetworkPolicy a\/allow spec\.ingress\[0\] \(a\.yaml:\d+\) and isolate the destination\n/],
    ['without any, isolation closes', '', /to deny it, isolate one of the ends: no rule that could be removed allows it\n/],
  ])('%s', (_, text, words) => expect(told(text)).toMatch(words));

  test.each([
    [true, isolating('one') + isolating('two')],
    [false, isolating('one') + isolating('two') + antrea('deny', 'Drop')],
  ])('that policies only add is said where it is so: %s', (isSaid, text) => {
    expect(told(text).includes('policies only add')).toBe(isSaid);
    const session = readText(PODS + text, 'a.yaml');
    expect(explainIsolation(session, findEnd(session, 'a/db')).notes.join().includes('policies only add')).toBe(isSaid);
  });
});
