import { peerText } from '../../../src/report/advice/words';
import { synthesisErrors } from '../../diff/advice-judge';
import { adviceOn, flow } from './world';

const object = (kind: string, name: string, namespace: string, spec: object, apiVersion = 'v1', labels: object = { app: name }) => JSON.stringify({ apiVersion, kind, metadata: { namespace, name, labels }, spec });
const pod = (name: string, namespace: string, labels?: object) => object('Pod', name, namespace, { containers: [{ name: 'c', ports: [{ containerPort: 8443, name: 'https' }] }] }, 'v1', labels);
const service = (type: string, more: object = {}, ports: object[] = [{ port: 443, targetPort: 'https' }]) => object('Service', 'gate', 'edge', { type, selector: { app: 'gate' }, ports, ...more });
const GATE = pod('gate', 'edge');
const visits = (count: number) => Array.from({ length: count }, (_, i) => flow({ src_ip: `45.${i}.7.1` }, { dst_namespace: 'edge', dst_pod: 'gate' }, 8443));

test.each(['LoadBalancer', 'NodePort'])('opens a port to everybody where a Service of type %s leads, and names it', async (type) => {
  const { rules, yaml, missed } = await adviceOn(visits(2), { fence: ['edge'] }, [GATE, service(type)]);
  expect(rules.map((rule) => [peerText(rule), ...rule.check])).toEqual([['0.0.0.0/0']]);
  expect(yaml).toContain('from many addresses outside through Service edge/gate to edge/gate[Pod] on TCP 8443');
  expect(missed).toEqual([]);
});

test('opens it to the clients that the load balancer lets in, where all that were seen are among them', async () => {
  const narrow = (ranges: string[]) => service('LoadBalancer', { loadBalancerSourceRanges: ranges });
  const rulesWith = async (ranges: string[]) => (await adviceOn(visits(3), { fence: ['edge'] }, [GATE, narrow(ranges)])).rules.map((rule) => peerText(rule));
  expect(await rulesWith(['45.0.0.0/14', '10.1.2.3/8'])).toEqual(['10.0.0.0/8, 45.0.0.0/14']);
  expect(await rulesWith(['45.0.0.0/15'])).toEqual(['0.0.0.0/0']);
});

test.each<[string, string, string[]]>([
  ['another port', 'is not led to', [service('LoadBalancer', {}, [{ port: 80 }])]],
  ['a Service inside', 'is not led to', [service('ClusterIP')]],
])('marks an entrance that %s leads to as one to be checked', async (_, __, more) => {
  const { rules } = await adviceOn(visits(9), { fence: ['edge'] }, [GATE, ...more]);
  expect(rules.map((rule) => [peerText(rule), rule.check.join().slice(0, 15)])).toEqual([['0.0.0.0/0', 'many addresses ']]);
  expect((await adviceOn(visits(2), { fence: ['edge'] }, [GATE, ...more])).rules.map((rule) => peerText(rule))).toEqual(['45.0.7.1/32', '45.1.7.1/32']);
});

const fromGate = flow({ src_namespace: 'edge', src_pod: 'gate' }, { dst_namespace: 'web', dst_pod: 'site' }, 8443);

test.each<[string, object]>([
  ['an ingress controller', { 'app.kubernetes.io/name': 'ingress-nginx' }],
  ['a gateway', { 'gateway.networking.k8s.io/gateway-name': 'public' }],
])('exposes pods through %s', async (_, labels) => {
  const advice = await adviceOn([fromGate], { fence: ['web'] }, [pod('gate', 'edge', labels), pod('site', 'web')]);
  expect(advice.typescript).toContain("web.exposeThrough('site-exposed', {");
  expect(advice.typescript).toContain("controllerNamespace: 'edge',");
  expect(advice.missed).toEqual([]);
  expect(synthesisErrors(advice)).toEqual([]);
});

const INGRESS = object('Ingress', 'site', 'web', { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'site', port: { number: 80 } } } }] } }] }, 'networking.k8s.io/v1');
const gatewayRoute = (kind: string, namespace: string, backend: object) =>
  object(kind, 'site', namespace, { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [{ group: 'other.example', kind: 'Bucket', name: 'site' }, { name: 'site', port: 80, ...backend }] }] }, 'gateway.networking.k8s.io/v1');

test.each<[string, string]>([
  ['an Ingress', INGRESS],
  ['an HTTPRoute', gatewayRoute('HTTPRoute', 'web', {})],
  ['a GRPCRoute of another namespace', gatewayRoute('GRPCRoute', 'edge', { namespace: 'web' })],
])('exposes pods through what is an entrance itself, where %s leads to them', async (_, route) => {
  const routed = [object('Service', 'site', 'web', { selector: { app: 'site' }, ports: [{ port: 80, targetPort: 8443 }] }), route];
  const programOf = async (more: readonly string[]) => (await adviceOn([fromGate], { fence: ['web'] }, [GATE, pod('site', 'web'), ...more])).typescript;
  expect(await programOf([...routed, service('LoadBalancer', {}, [{ port: 443, targetPort: 8443 }])])).toContain('exposeThrough');
  expect(await programOf([...routed, service('LoadBalancer')])).toContain('exposeThrough');
  expect(await programOf(routed)).not.toContain('exposeThrough');
  expect(await programOf([service('LoadBalancer')])).not.toContain('exposeThrough');
});

test('says which error of the check the advice would cause', async () => {
  const backend = { service: { name: 'gate', port: { number: 443 } } };
  const more = [
    pod('gate', 'edge'), pod('controller', 'ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }), service('ClusterIP'),
    object('Ingress', 'gate', 'edge', { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] }, 'networking.k8s.io/v1'),
  ];
  const seen = flow({ src_namespace: 'shop', src_pod: 'api-6d5bcf7c9d-aaaaa' }, { dst_namespace: 'edge', dst_pod: 'gate' }, 8443);
  const { proof } = await adviceOn([seen], { fence: ['edge'] }, more);
  expect(proof.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toContain('error ingress-backend-blocked');
  const reached = flow({ src_namespace: 'ingress-nginx', src_pod: 'controller' }, { dst_namespace: 'edge', dst_pod: 'gate' }, 8443);
  expect((await adviceOn([seen, reached], { fence: ['edge'] }, more)).proof.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
