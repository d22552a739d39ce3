import { adminNetworkPolicy, baselineAdminNetworkPolicy } from './admin';
import { clusterNetworkPolicy } from './cluster';
import { networkPolicy } from './networkpolicy';
import type { Random } from './random';
import { podSelector } from './selectors';

type Json = any;
type Spoil = (spec: Json, object: Json) => void;

/** Ways in which a NetworkPolicy stops being one that the API server takes. */
const NETWORK: readonly Spoil[] = [
  (spec) => { spec.ingress = [{ ports: [{ port: 0 }] }]; },
  (spec) => { spec.egress = [{ ports: [{ port: 65536 }] }]; },
  (spec) => { spec.ingress = [{ ports: [{ port: 90, endPort: 80 }] }]; },
  (spec) => { spec.egress = [{ ports: [{ port: 'http', endPort: 80 }] }]; },
  (spec) => { spec.ingress = [{ from: [{}] }]; },
  (spec) => { spec.egress = [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }]; },
  (spec) => { spec.egress = [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }] }]; },
  (spec) => { spec.ingress = [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }]; },
  (spec) => { spec.ingress = [{ from: [{ podSelectors: {} }] }]; },
  (spec) => { spec.ingress = [{ to: [{ podSelector: {} }] }]; },
  (spec) => { spec.ingres = [{}]; },
  (spec) => { spec.policyTypes = ['Both']; },
  (spec) => { spec.policyTypes = ['Ingress', 'Egress', 'Ingress']; },
  (spec) => { spec.policyTypes = 'Egress'; },
  (spec) => { spec.podSelector = { matchExpressions: [{ key: 'app', operator: 'In' }] }; },
  (spec) => { spec.podSelector = { matchLabels: { app: 'a b' } }; },
  (spec) => { spec.podSelector = { matchLabels: { app: 1 } }; },
  (_spec, object) => { object.metadata.name = 'No_Name'; },
  (spec) => { spec.egress = {}; },
];

/** The same for the admin kinds. */
const ADMIN: readonly Spoil[] = [
  (spec) => { spec.ingress = [{ action: 'Accept', from: [{ namespaces: {} }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [] }]; },
  (spec) => { spec.ingress = [{ action: 'Deny', from: [{ networks: ['10.0.0.0/8'] }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ networks: ['10.0.0.0'] }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ namespaces: {} }], ports: [] }]; },
  (spec) => { spec.ingress = [{ action: 'Deny', from: [{ namespaces: {} }], ports: [{ portNumber: { port: 0 } }] }]; },
  (spec) => { spec.ingress = [{ action: 'Deny', from: [{ namespaces: {}, pods: { namespaceSelector: {}, podSelector: {} } }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }], ports: [{ namedPort: 'http' }] }]; },
  (spec) => { spec.subject = {}; },
  (spec) => { spec.subject = { pods: { podSelector: {} } }; },
  (spec) => { spec.ingres = []; },
];

/** The same for ClusterNetworkPolicy. */
const CLUSTER: readonly Spoil[] = [
  (spec) => { spec.tier = 'admin'; },
  (spec) => { spec.priority = 1001; },
  (spec) => { delete spec.priority; },
  (spec) => { spec.ingress = [{ action: 'Allow', from: [{ namespaces: {} }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ namespaces: {} }], protocols: [{ tcp: {} }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ namespaces: {} }], ports: [{ portNumber: { port: 80 } }] }]; },
  (spec) => { spec.egress = [{ action: 'Deny', to: [{ nodes: {} }], protocols: [{ destinationNamedPort: 'http' }] }]; },
  (spec) => { spec.subject = { pods: { namespaceSelector: {} } }; },
];

export function spoiledPolicy(random: Random, name: string, namespaces: readonly string[], ports: readonly number[]): Json {
  if (random.chance(0.7)) {
    const object = networkPolicy(random, name, namespaces, ports);
    random.pick(NETWORK)(object.spec, object);
    return object;
  }
  if (random.chance(0.4)) {
    const object = clusterNetworkPolicy(random, name, ports);
    random.pick(CLUSTER)(object.spec, object);
    return object;
  }
  const object = random.chance(0.7) ? adminNetworkPolicy(random, name, ports) : baselineAdminNetworkPolicy(random, ports);
  if (object.kind === 'BaselineAdminNetworkPolicy' && random.chance(0.3)) object.metadata.name = 'another';
  else if (object.kind === 'AdminNetworkPolicy' && random.chance(0.2)) object.spec.priority = 1001;
  else random.pick(ADMIN)(object.spec, object);
  return object;
}

const FOREIGN: readonly (readonly [string, string, boolean])[] = [
  ['cilium.io/v1', 'CiliumNetworkPolicy', true],
  ['cilium.io/v1', 'CiliumClusterwideNetworkPolicy', false],
  ['projectcalico.org/v4', 'NetworkPolicy', true],
  ['crd.projectcalico.org/v2', 'GlobalNetworkPolicy', false],
  ['crd.antrea.io/v1beta2', 'NetworkPolicy', true],
  ['crd.antrea.io/v1beta2', 'ClusterNetworkPolicy', false],
  ['policy.networking.k8s.io/v1alpha3', 'ClusterNetworkPolicy', false],
  ['policy.networking.k8s.io/v1beta1', 'AdminNetworkPolicy', false],
  ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', true],
  ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', false],
  ['networking.k8s.io/v2', 'NetworkPolicy', true],
];

/** A policy of a kind that exists and that nobody here reads. */
export function foreignPolicy(random: Random, name: string, namespaces: readonly string[]): Json {
  const [apiVersion, kind, namespaced] = random.pick(random.chance(0.75) ? FOREIGN.filter((item) => item[2]) : FOREIGN);
  return { apiVersion, kind, metadata: namespaced ? { namespace: random.pick(namespaces), name } : { name }, spec: {} };
}

/** A policy of a mesh, which may refuse what arrives; some do nothing. */
export function meshPolicy(random: Random, name: string, namespaces: readonly string[]): Json {
  const metadata = { namespace: random.pick([...namespaces, ...namespaces, 'istio-system']), name };
  const matchLabels = podSelector(random)?.matchLabels;
  const selector = random.chance(0.7) && matchLabels ? { matchLabels } : undefined;
  return random.pick([
    { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata, spec: { selector, action: random.pick(['ALLOW', 'DENY', 'CUSTOM', 'AUDIT', undefined]), rules: random.pick([undefined, [], [{}]]) } },
    { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { ...metadata, annotations: random.pick([undefined, { 'istio.io/dry-run': 'true' }]) }, spec: { selector } },
    { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec: { selector, mtls: { mode: random.pick(['STRICT', 'STRICT', 'PERMISSIVE']) } } },
    { apiVersion: 'policy.linkerd.io/v1beta3', kind: 'Server', metadata, spec: { podSelector: podSelector(random), port: 80 } },
  ]);
}
