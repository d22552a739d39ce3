import { ask } from '../../../src/analysis/questions/evaluate/evaluate';
import { readObjects } from '../../../src/analysis/session/read';
import { CNIS, enforcementOf } from '../../../src/profiles';
import { networkPolicy, pod } from '../../engine/manifests';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { clusterIP: '10.96.0.7', selector: { app: 'api' }, ports: [{ port: 80, targetPort: 8080 }] },
};
const block = networkPolicy('web/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.96.0.0/12' } }] }] });
const input = [pod('web/front', { app: 'front' }), pod('shop/api-0', { app: 'api' }, { ip: '10.1.0.5' }), service, block];

function asked(objects: readonly object[], cni?: string): string {
  const session = readObjects([...input, ...objects], cni === undefined ? {} : { profile: enforcementOf(CNIS.get(cni)!) });
  return ask(session, { name: 'web/front' }, { address: '10.96.0.7' }, 'TCP', '80').verdict;
}

describe('a block with the address of a Service means no call of it where the agent sees calls translated', () => {
  const of = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'own', namespace: 'web' }, spec });

  test.each([
    of('crd.antrea.io/v1beta1', 'NetworkPolicy', { priority: 5, appliedTo: [{ podSelector: {} }], egress: [{ action: 'Pass' }] }),
    of('projectcalico.org/v3', 'NetworkPolicy', { order: 1, types: ['Egress'] }),
    of('cilium.io/v2', 'CiliumNetworkPolicy', { endpointSelector: {}, egress: [{}] }),
  ])('it has a policy of its own there: $apiVersion', (policy) => expect(asked([policy])).toBe('denied'));

  test.each(['antrea', 'calico', 'canal', 'cilium'])('it is named: %s', (cni) => expect(asked([], cni)).toBe('denied'));

  test('it is not told of others', () => expect([asked([]), asked([], 'kube-router')]).toEqual(['unknown', 'unknown']));
});
