import { policyOf } from '../meaning';

const cnp = (spec: object) => ({
  apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'p', namespace: 'shop' }, spec: { endpointSelector: {}, ...spec },
});

test.each(['terminatingTLS', 'originatingTLS'])('what passes a proxy for its `%s` only possibly passes', (field) => {
  const item = { ports: [{ port: '443', protocol: 'TCP' }], [field]: { secret: { name: 's' } } };
  expect(policyOf(cnp({ ingress: [{ toPorts: [item] }] })).rules.map(({ partly }) => partly)).toEqual(['its settings of TLS are not read']);
});

test('a Service by its name that is not in the input means nothing where the input is the whole cluster, Services by labels are not known', () => {
  const peers = (of: object) => policyOf(cnp({ egress: [{ toServices: [of] }] })).rules[0].peers;
  expect(peers({ k8sService: { serviceName: 'gone' } })).toMatchObject([{ type: 'unreadable', absent: true }]);
  expect(peers({ k8sServiceSelector: { selector: {} } })).not.toMatchObject([{ absent: true }]);
});

test.each(['controller-uid', 'batch.kubernetes.io/controller-uid', 'pod-template-hash'])('no identity has the label %s', (key) => {
  const { subject, unseenLabels } = policyOf(cnp({ endpointSelector: { matchLabels: { [key]: 'x' } }, ingress: [{}] }));
  expect([subject.pods.isSatisfiable(), unseenLabels]).toEqual([false, [['spec', 'endpointSelector', 'matchLabels', key]]]);
});
