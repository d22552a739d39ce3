import { Analysis } from '../../../src/facade';
import { exposureOf } from '../../../src/analysis/questions/exposure/exposure';
import { readText } from '../../../src/analysis/session/read';
import { peersText, whoText } from '../../../src/report/exposure/words';
import { PodAuthor } from '../../../src/results/enums';
import { shown } from '../../traffic';

function manifests(...ingress: object[]): string {
  const pod = (namespace: string, name: string, labels: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers: [{ name: 'main' }] } });
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress } };
  const namespaces = ['shop', 'edge'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  return [...namespaces, pod('shop', 'web', { app: 'web' }), pod('edge', 'gateway', { app: 'gateway' }), policy].map((object) => JSON.stringify(object)).join('\n---\n');
}

const from = (peer: object, port: number) => ({ from: [peer], ports: [{ port }] });
const exposed = (text: string) => exposureOf(readText(text, 'text'), { workloads: ['shop/web'] }).lines;
const lines = (text: string) => exposed(text)
  .map((line) => ({ direction: line.direction, peers: peersText(line), traffic: line.traffic, who: whoText(line) }));

describe('exposure to pods that do not exist yet', () => {
  it('names the least that a pod must be, and who could create it', () => {
    const rules = [
      from({ namespaceSelector: { matchLabels: { team: 'ops' } } }, 1),
      from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'gateway' } } }, 2),
      from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'later' } } }, 3),
      from({ namespaceSelector: { matchLabels: { team: 'ops' } }, podSelector: { matchExpressions: [{ key: 'role', operator: 'Exists' }] } }, 4),
    ];
    expect(shown(lines(manifests(...rules)).sort((a, b) => (a.traffic < b.traffic ? -1 : 1)))).toEqual([
      { direction: 'ingress', peers: 'any pod in a namespace with team=ops', traffic: 'TCP 1', who: 'anyone who may create pods in a namespace with team=ops, or may create or label namespaces' },
      { direction: 'ingress', peers: 'pods with app=gateway in edge', traffic: 'TCP 2', who: 'anyone who may create pods with app=gateway in `edge`' },
      { direction: 'ingress', peers: 'any pod in later', traffic: 'TCP 3', who: 'anyone who may create pods in `later`, a namespace that is not in the input: anyone who may create namespaces can take the name' },
      { direction: 'ingress', peers: 'pods with role in a namespace with team=ops', traffic: 'TCP 1,4', who: 'anyone who may create pods with role in a namespace with team=ops, or may create or label namespaces' },
    ].sort((a, b) => (a.traffic < b.traffic ? -1 : 1)));
  });

  it('holds the pods as a set, and who can create them as a value', () => {
    const gateway = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'gateway' } } };
    const [named, labelled] = [from(gateway, 1), from({ namespaceSelector: { matchLabels: { team: 'ops' } } }, 1)].map((rule) => exposed(manifests(rule))[0]);
    expect([named.peers.namespace, named.who, named.isLimitedByPeers]).toEqual(['edge', PodAuthor.POD_CREATOR, false]);
    expect([named.peers.includes({ app: 'gateway' }, 'edge'), named.peers.includes({ app: 'web' }, 'edge'), named.peers.includes({ app: 'gateway' }, 'shop')]).toEqual([true, false, false]);
    expect([labelled.peers.namespace, labelled.who, labelled.peers.isEverything]).toEqual([undefined, PodAuthor.NAMESPACE_LABELER, false]);
    expect([labelled.peers.includes({}, 'any', { team: 'ops' }), labelled.peers.includes({}, 'any')]).toEqual([true, false]);
  });

  it('does not say again what a more general line says', () => {
    const rules = [from({ namespaceSelector: {} }, 80), from({ namespaceSelector: { matchLabels: { team: 'ops' } } }, 80)];
    const found = lines(manifests(...rules));
    expect(shown(found.map(({ traffic }) => traffic))).toEqual(['TCP 80']);
    expect(found[0].peers).toBe('any pod, as far as their own policies let them out');
  });

  it('leaves out those that another rule denies', () => {
    const deny = {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name: 'q' },
      spec: {
        subject: { namespaces: {} },
        priority: 5,
        ingress: [{ action: 'Deny', from: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { q: '1' } } } }] }],
      },
    };
    const peersOf = (...rules: object[]) => lines(`${manifests(...rules)}\n---\n${JSON.stringify(deny)}`).filter(({ direction }) => direction === 'ingress').map(({ peers }) => peers);
    expect(peersOf({})).toEqual(['any pod, but not pods with q=1, as far as their own policies let them out']);
    expect(peersOf(from({ namespaceSelector: { matchLabels: { team: 'ops' } } }, 1))).toEqual(['any pod in a namespace with team=ops, but not pods with q=1']);
  });

  it('knows no number for a port that new pods may name as they like', () => {
    const text = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'web' }, spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }, { ports: [{ port: 53, protocol: 'UDP' }] }] } },
    ].map((object) => JSON.stringify(object)).join('\n---\n');
    expect(shown(lines(text).filter(({ direction }) => direction === 'egress').map(({ peers, traffic }) => `${peers}: ${traffic}`))).toEqual([
      'any pod: UDP 53', 'any pod, at ports that they name http: TCP 1-65535',
    ]);
  });

  const towards = (...objects: object[]) => exposureOf(readText([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'web' }, spec: { containers: [{ name: 'main' }] } },
    ...objects,
  ].map((object) => JSON.stringify(object)).join('\n---\n'), 'text'), { workloads: ['shop/web'] });
  const said = ({ lines: found }: ReturnType<typeof towards>) => shown(found.filter(({ direction }) => direction === 'egress').map((line) => `${peersText(line)}: ${line.traffic}`));
  const baseline = (...egress: object[]) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' }, spec: { subject: { namespaces: {} }, egress },
  });
  const deny = (...names: string[]) => ({ action: 'Deny', to: [{ namespaces: { matchLabels: { env: 'prod' } } }], ports: names.map((namedPort) => ({ namedPort })) });

  it('says of a name by which a rule denies that ports without it are open', () => {
    expect(said(towards(baseline(deny('http'))))).toEqual([
      'any pod, but not pods in a namespace with env=prod: All Connections',
      'any pod, at ports that they do not name http: All Connections',
    ]);
  });

  it('tells names that open from names that close', () => {
    const allow = { action: 'Allow', to: [{ namespaces: {} }], ports: [{ namedPort: 'dns' }] };
    expect(said(towards(baseline(allow, deny('http'), { action: 'Deny', to: [{ namespaces: {} }] })))).toEqual(['any pod, at ports that they name dns: All Connections']);
    expect(said(towards(baseline(deny('http'), allow, { action: 'Deny', to: [{ namespaces: {} }] })))).toEqual([
      'any pod, but not pods in a namespace with env=prod, at ports that they name dns: All Connections',
      'any pod, at ports that they name dns and do not name http: All Connections',
    ]);
  });

  it('says of each name that opens what it opens alone', () => {
    const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }, { ports: [{ port: 'dns', protocol: 'UDP' }] }] } };
    expect(said(towards(policy))).toEqual(['any pod, at ports that they name dns: UDP 1-65535', 'any pod, at ports that they name http: TCP 1-65535']);
  });

  it('claims nothing of ports with names of which not all sets were tried', () => {
    const { lines: found, incomplete } = towards(baseline({ action: 'Deny', to: [{ namespaces: {} }], ports: [...'abcde'].map((namedPort) => ({ namedPort })) }));
    const egress = found.filter(({ direction }) => direction === 'egress');
    expect(egress.length).toBeGreaterThan(0);
    for (const { exceptPortNames } of egress) expect(exceptPortNames).toEqual([...'abcde']);
    expect(incomplete).toContain('more than 4 ports');
  });

  it('says where lines do not tell everything', () => {
    const names = Array.from({ length: 210 }, (_, i) => `t${i}`);
    const rules = names.map((name) => ({ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }], name }));
    const denies = names.map((name, i) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name },
      spec: {
        subject: { namespaces: {} },
        priority: i,
        ingress: [{ action: 'Deny', from: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { x: name } } } }] }],
      },
    }));
    expect(exposureOf(readText([manifests(rules[0]), ...denies.map((object) => JSON.stringify(object))].join('\n---\n'), 'text')).incomplete).toContain('than lines can say');
  });

  it('is nothing where everything is closed', () => {
    expect(lines(manifests())).toEqual([]);
  });

  it('is perhaps where a block may mean the pod', () => {
    const [line] = Analysis.ofText(manifests({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })).exposure().filter(({ workload }) => workload === 'shop/web[Pod]');
    expect(shown(line)).toMatchObject({ workload: 'shop/web[Pod]', isDefinite: false, traffic: 'All Connections', reasons: [expect.stringContaining('address of the pod')] });
  });

  it('tells what a pod that any may reach is exposed to', () => {
    const gateway = Analysis.ofText(manifests()).exposure().filter(({ workload, direction }) => workload === 'edge/gateway[Pod]' && direction === 'ingress');
    expect(shown(gateway)).toMatchObject([{ traffic: 'All Connections', isDefinite: true }]);
  });
});
