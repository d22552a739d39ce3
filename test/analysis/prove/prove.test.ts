import { parseAllDocuments } from 'yaml';
import { Analysis, Invariant, InvariantEnd, ProofNoteKind, ProofOutcome, ProofResult } from '../../../src/facade';
import { renderProofs } from '../../../src/report/proof/text';
import { assumptionText, noteText } from '../../../src/report/proof/words';
import { shown, traffic as trafficOf } from '../../traffic';

const CLUSTER = `
apiVersion: v1
kind: Namespace
metadata: { name: pci, labels: { scope: cde } }
---
apiVersion: v1
kind: Namespace
metadata: { name: edge }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: database, namespace: pci }
spec: { template: { metadata: { labels: { app: database } }, spec: { containers: [{ name: main, ports: [{ containerPort: 5432, name: sql }] }] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: pci }
spec: { template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: main }] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: edge }
spec: { template: { metadata: { labels: { app: gateway } }, spec: { containers: [{ name: main }] } } }
`;

const CLOSED = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: pci }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }, podSelector: { matchLabels: { app: gateway } } }]
      ports: [{ port: 443 }]
  egress:
    - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }]
      ports: [{ port: 53, protocol: UDP }, { port: 53 }]
`;

function policy(name: string, spec: object, namespace = 'pci'): string {
  return `---\n${JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec })}\n`;
}

function prove(manifests: string, ...invariants: Invariant[]): ProofResult[] {
  return Analysis.ofText(manifests).prove(invariants);
}

function one(manifests: string, invariant: Invariant, options: Parameters<typeof Analysis.ofText>[1] = {}): ProofResult {
  return Analysis.ofText(manifests, options).prove([invariant])[0];
}

const gateway = { from: [InvariantEnd.pods('edge', { app: 'gateway' })], traffic: ['TCP 443'] };
const pciIsClosed = Invariant.closedNamespace({ namespace: 'pci', except: [gateway] });

describe('the invariants that users name', () => {
  it('nothing outside a namespace reaches it except the gateway on one port', () => {
    const proved = one(CLUSTER + CLOSED, pciIsClosed);
    expect(proved).toMatchObject({ id: 'pci-is-closed', outcome: ProofOutcome.PROVED, unknownBecause: [] });
    expect(proved.assumptions.map(assumptionText).join('\n')).toMatch(/host network/);
    expect(proved.assumptions.map(assumptionText).join('\n')).toMatch(/anyone who may create pods in `edge` can create pods with app=gateway/);
  });

  it('rests on what objects from elsewhere hold', () => {
    const release = '---\n{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: { name: blog, namespace: apps } }\n';
    const said = (manifests: string) => one(manifests, pciIsClosed).assumptions.map(assumptionText).filter((text) => text.includes('elsewhere'));
    expect(said(CLUSTER + CLOSED)).toEqual([]);
    expect(said(CLUSTER + CLOSED + release)).toEqual([
      'apart from what is brought from elsewhere, the input holds all policies, and they stay as they are',
      'what is brought from elsewhere contains no policies: HelmRelease apps/blog',
    ]);
    expect(one(CLUSTER + CLOSED + release, pciIsClosed).outcome).toBe(ProofOutcome.PROVED);
  });

  it('is proved beside policies of a mesh, which open nothing and isolate no pod', () => {
    const mesh = '---\n{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: m, namespace: pci }, spec: {} }\n';
    expect(one(CLUSTER + CLOSED + mesh, pciIsClosed).outcome).toBe(ProofOutcome.PROVED);
    const isolated = Invariant.isolated({ id: 'x', pods: [InvariantEnd.namespace('pci')], ingress: true, egress: false });
    expect(one(CLUSTER + CLOSED + mesh, isolated).outcome).toBe(ProofOutcome.PROVED);
    expect(one(CLUSTER + mesh, isolated).outcome).toBe(ProofOutcome.REFUTED);
  });

  it('is refuted by a pod of the input where one does it', () => {
    const { outcome, counterexample } = one(CLUSTER, pciIsClosed);
    expect(outcome).toBe(ProofOutcome.REFUTED);
    expect(shown(counterexample)).toMatchObject({ source: 'edge/gateway[Deployment]', traffic: 'SCTP 1-65535,TCP 1-442,444-65535,UDP 1-65535' });
    expect(counterexample!.manifest).toBeUndefined();
  });

  it('is refuted by a pod that could be created, and says who could', () => {
    const wide = policy('monitoring', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'monitoring' } } }], ports: [{ port: 9090 }] }] });
    const { outcome, counterexample } = one(CLUSTER + CLOSED + wide, pciIsClosed);
    expect(outcome).toBe(ProofOutcome.REFUTED);
    expect(shown(counterexample)).toMatchObject({ destination: 'pci/api[Deployment]', packet: 'TCP 9090', traffic: 'TCP 9090' });
    const [namespace, pod] = parseAllDocuments(counterexample!.manifest!).map((document) => document.toJS());
    expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { labels: { team: 'monitoring' } } });
    expect(pod).toMatchObject({ kind: 'Pod', metadata: { namespace: namespace.metadata.name } });
    expect(counterexample!.who.join()).toContain('create or label namespaces');
    expect(counterexample!.rules).toContainEqual(expect.objectContaining({ effect: 'allow', policy: 'NetworkPolicy pci/monitoring' }));
    const loaded = Analysis.ofText(`${CLUSTER + CLOSED + wide}---\n${counterexample!.manifest}`);
    expect(loaded.reach(counterexample!.source, 'pci/api').allowed.text).toBe('TCP 9090');
  });

  it('no pod reaches the metadata address', () => {
    const metadata = Invariant.never({ id: 'no-metadata', from: [InvariantEnd.allPods()], to: [InvariantEnd.addresses(['169.254.169.254/32'])] });
    expect(one(CLUSTER + CLOSED, metadata)).toMatchObject({ outcome: 'refuted', counterexample: { source: 'edge/gateway[Deployment]', destination: '169.254.169.254' } });
    const inPci = Invariant.never({ id: 'no-metadata', from: [InvariantEnd.namespace('pci')], to: [InvariantEnd.addresses(['169.254.169.254/32', 'fd00:ec2::254'])] });
    expect(one(CLUSTER + CLOSED, inPci).outcome).toBe('proved');
    const internet = policy('internet', { podSelector: { matchLabels: { role: 'crawler' } }, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] });
    const { counterexample } = one(CLUSTER + CLOSED + internet, inPci);
    expect(parseAllDocuments(counterexample!.manifest!)[0].toJS().metadata).toMatchObject({ namespace: 'pci', labels: { role: 'crawler' } });
  });

  it('every pod whose egress is isolated reaches DNS', () => {
    const dns = Invariant.readyMade('dns');
    expect(one(CLUSTER + CLOSED, dns).outcome).toBe('proved');
    const forgotten = policy('forgotten', { podSelector: { matchLabels: { app: 'gateway' } }, policyTypes: ['Egress'], egress: [] }, 'edge');
    expect(shown(one(CLUSTER + CLOSED + forgotten, dns))).toMatchObject({ outcome: 'refuted', counterexample: { source: 'edge/gateway[Deployment]', packet: 'TCP 53', traffic: 'TCP 53,UDP 53' } });
    const future = policy('forgotten', { podSelector: { matchLabels: { app: 'batch' } }, policyTypes: ['Egress'] }, 'edge');
    expect(parseAllDocuments(one(CLUSTER + CLOSED + future, dns).counterexample!.manifest!).map((document) => document.toJS().metadata.labels)).toContainEqual({ app: 'batch' });
  });

  it('nobody reaches one workload but another', () => {
    const only = Invariant.never({ id: 'only-the-api', to: [InvariantEnd.workload('pci/database')], except: [{ from: [InvariantEnd.workload('pci/api')] }] });
    const open = policy('api', { podSelector: { matchLabels: { app: 'database' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }] });
    const noGateway = CLOSED.replace('podSelector: {}', 'podSelector: { matchLabels: { app: api } }');
    expect(one(CLUSTER + noGateway + open, only).outcome).toBe('proved');
    expect(one(CLUSTER + CLOSED + open, only)).toMatchObject({ outcome: 'refuted', counterexample: { packet: 'TCP 443' } });
  });
});

describe('what could be created', () => {
  it('names its ports as it likes', () => {
    const named = policy('named', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 'http' }] }] });
    const never22 = Invariant.never({ id: 'no-ssh', from: [InvariantEnd.namespace('pci')], to: [InvariantEnd.allPods()], traffic: ['TCP 22'] });
    const { outcome, counterexample } = one(CLUSTER + named, never22);
    expect(outcome).toBe('refuted');
    expect(parseAllDocuments(counterexample!.manifest!).map((document) => document.toJS()).at(-1).spec.containers[0].ports).toEqual([{ name: 'http', containerPort: 22, protocol: 'TCP' }]);
  });

  it('has labels that a `NotIn` does not exclude', () => {
    const but = policy('but', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'role', operator: 'NotIn', values: ['guest'] }] } }] }] });
    const roles = Invariant.never({ id: 'staff-only', from: [InvariantEnd.namespace('pci')], to: [InvariantEnd.namespace('pci')], except: [{ from: [InvariantEnd.pods('pci', { role: 'staff' })] }] });
    expect(one(CLUSTER + but, roles).outcome).toBe('refuted');
  });

  it('lies where the pod ranges say', () => {
    const vpn = policy('vpn', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.8.0.0/16' } }] }] });
    const pods = Invariant.never({ id: 'no-other-pod', from: [InvariantEnd.outside([InvariantEnd.namespace('pci'), InvariantEnd.addresses(['0.0.0.0/0', '::/0'])])], to: [InvariantEnd.namespace('pci')] });
    const analysis = Analysis.ofText(CLUSTER + vpn);
    expect(analysis.prove([pods])[0]).toMatchObject({ outcome: 'unknown', isInputIncomplete: true, unknownBecause: [expect.stringContaining('address of the pod')] });
    expect(analysis.prove([pods], { podRanges: ['10.244.0.0/16'] })[0].outcome).toBe('proved');
    expect(analysis.prove([pods], { podRanges: ['10.0.0.0/8'] })[0]).toMatchObject({ outcome: 'unknown', isInputIncomplete: false });
    expect(Analysis.ofText(CLUSTER + vpn, { cni: 'kube-router' }).prove([pods], { podRanges: ['10.0.0.0/8'] })[0]).toMatchObject({ outcome: 'refuted', counterexample: { source: 'edge/gateway[Deployment]', who: expect.arrayContaining([expect.stringContaining('`edge/gateway[Deployment]` would have to get 10.8.0.0')]) } });
  });
});

describe('what nobody can prove', () => {
  it('an input with a policy that is not read', () => {
    const foreign = '---\n{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: x, namespace: pci }, spec: {} }\n';
    expect(one(CLUSTER + CLOSED + foreign, pciIsClosed)).toMatchObject({ outcome: 'unknown', isInputIncomplete: true, unknownBecause: [expect.stringContaining('CiliumNetworkPolicy')] });
  });

  it('an input with a document that is broken', () => {
    expect(one(`${CLUSTER}${CLOSED}---\nkind: {`, pciIsClosed)).toMatchObject({ outcome: 'unknown', assumptions: [] });
    expect(one(`${CLUSTER}---\nkind: {`, pciIsClosed)).toMatchObject({ outcome: 'unknown', counterexample: expect.anything() });
  });

  it('pods on the host network, where the API leaves them open', () => {
    const host = '---\n{ apiVersion: v1, kind: Pod, metadata: { name: agent, namespace: edge }, spec: { hostNetwork: true, containers: [{ name: main }] } }\n';
    expect(one(CLUSTER + CLOSED + host, pciIsClosed)).toMatchObject({ outcome: 'unknown', isInputIncomplete: false });
  });
});

it('counts to all traffic of a counterexample what the pod that is made up lets pass, and no port that it does not name', () => {
  const named = policy('named', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'web' }] }] });
  const apart = policy('apart', { podSelector: { matchLabels: { app: 'else' } }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80 }] }] });
  const never = Invariant.never({ id: 'x', from: [InvariantEnd.namespace('pci')], to: [InvariantEnd.pods('pci', { app: 'new' })], traffic: ['TCP 80-90'] });
  const { packet, traffic, manifest } = one(CLUSTER + named + apart, never).counterexample!;
  expect(manifest).toContain('- { name: web, containerPort: 80, protocol: TCP }');
  expect({ packet, traffic: traffic.text }).toEqual({ packet: 'TCP 80', traffic: 'TCP 80' });
});

describe('isolation', () => {
  it('holds for pods that exist and that could', () => {
    const isolated = Invariant.isolated({ id: 'isolated', pods: [InvariantEnd.namespace('pci')] });
    expect(one(CLUSTER + CLOSED, isolated).outcome).toBe('proved');
    const some = policy('some', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'database'] }] }, policyTypes: ['Ingress', 'Egress'] });
    const { outcome, counterexample } = one(CLUSTER + some, isolated);
    expect({ outcome, sentence: counterexample!.sentence }).toEqual({ outcome: 'refuted', sentence: 'no policy isolates the ingress of `pci/isolated-source[Pod]`' });
  });

  it('is asked of every namespace of the input by the benchmark', () => {
    expect(one(CLUSTER + CLOSED, Invariant.readyMade('cis-5.3.2'))).toMatchObject({ outcome: 'refuted', counterexample: { source: 'edge/gateway[Deployment]' } });
    expect(one(CLUSTER + CLOSED + policy('all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'edge'), Invariant.readyMade('cis-5.3.2')).outcome).toBe('proved');
  });
});

describe('ready-made invariants', () => {
  it.each([
    ['pci-1.3.1', 'refuted'],
    ['pci-1.3.2', 'refuted'],
    ['pci-1.4.2', 'proved'],
    ['pci-1.4.4', 'proved'],
  ])('%s of a namespace is %s', (name, outcome) => {
    const result = one(CLUSTER + CLOSED, Invariant.readyMade(name, { namespace: 'pci' }));
    expect(result).toMatchObject({ id: `${name}-pci`, outcome, reason: expect.stringContaining(name.slice(4)) });
  });

  it('are not applicable where they are about nothing, and the others are judged', () => {
    const open = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: n, labels: { app: a } }\nspec: { containers: [{ name: c }] }\n';
    const proofs = prove(open, Invariant.readyMade('dns'), Invariant.readyMade('nsa-metadata'));
    expect(proofs.map(({ id, outcome }) => [id, outcome])).toEqual([['dns', 'not applicable'], ['nsa-metadata', 'refuted']]);
    expect(proofs[0].unknownBecause).not.toEqual([]);
    const text = [...renderProofs(proofs)].join('');
    expect(text).toContain('not applicable dns');
    expect(text).toContain('0 proved, 1 refuted, 0 unknown, 1 not applicable');
  });

  it('take exceptions', () => {
    expect(one(CLUSTER + CLOSED, Invariant.readyMade('pci-1.3.1', { namespace: 'pci', except: [gateway] })).outcome).toBe('proved');
  });
});

describe('wrong invariants', () => {
  const never = (from: InvariantEnd, to: InvariantEnd, traffic?: string[]) => Invariant.never({ id: 'x', from: [from], to: [to], ...(traffic && { traffic }) });
  const pci = InvariantEnd.namespace('pci');

  it.each([
    ['an unknown namespace', () => prove(CLUSTER, Invariant.closedNamespace({ namespace: 'pcl' })), '[unknown-namespace]', 'did you mean `pci`?'],
    ['an unknown workload', () => prove(CLUSTER, never(InvariantEnd.workload('pci/databse'), pci)), '[unknown-workload]', 'did you mean `pci/database`?'],
    ['ends that are addresses alone', () => prove(CLUSTER, never(InvariantEnd.addresses(['10.0.0.0/8']), InvariantEnd.addresses(['::/0']))), '[invariant-contradiction]', 'says nothing'],
    ['an exception that covers everything', () => prove(CLUSTER, Invariant.never({ id: 'x', to: [pci], except: [{}] })), '[invariant-contradiction]', 'says nothing'],
    ['one that demands what another forbids', () => prove(CLUSTER, pciIsClosed, Invariant.always({ id: 'open', from: [InvariantEnd.namespace('edge')], to: [pci], traffic: ['TCP 80'] })), '[invariant-contradiction]', '`open` demands TCP 80 that `pci-is-closed` forbids'],
    ['a port beyond the last', () => never(pci, pci, ['TCP 70000']), '[invariant-traffic]', 'TCP 70000'],
    ['no traffic', () => never(pci, pci, []), '[invariant-traffic]', 'empty'],
    ['no address', () => InvariantEnd.addresses(['10.0.0.0/33']), '[invariant-end]', '10.0.0.0/33'],
    ['no id', () => Invariant.never({ id: 'Not An Id', to: [pci] }), '[invariant-id]', 'Not An Id'],
    ['no end', () => Invariant.never({ id: 'x', to: [] }), '[invariant-end]', 'matches nothing'],
    ['a ready-made one that does not exist', () => Invariant.readyMade('pci-1.3.3', { namespace: 'pci' }), '[unknown-invariant]', 'did you mean `pci-1.3.1`?'],
    ['a ready-made one without its namespace', () => Invariant.readyMade('pci-1.3.1'), '[invariant-subject]', 'about one namespace'],
  ])('%s', (_, make, code, text) => {
    expect(make).toThrow(code);
    expect(make).toThrow(text);
  });

  it('notes labels that nobody wears', () => {
    const { notes } = one(CLUSTER, never(InvariantEnd.pods('pci', { app: 'databse' }), pci));
    expect(notes).toEqual([{ kind: ProofNoteKind.SIMILAR_VALUE, labels: ['app=databse'], suggestion: 'database' }]);
    expect(notes.map(noteText)).toEqual(['no pod of the input has `app=databse`; did you mean `database`?']);
  });

  it('notes a contradiction that holds only as the policies are', () => {
    const isolated = InvariantEnd.namespace('pci').isolatedForIngress();
    const note = { kind: ProofNoteKind.CONTRADICTION, labels: [], demandedBy: 'open', forbiddenBy: 'shut' };
    const [open, shut] = [Invariant.always({ id: 'open', to: [isolated], traffic: ['TCP 80-90'] }), Invariant.never({ id: 'shut', to: [isolated], traffic: ['TCP 85-99'] })];
    for (const { notes } of prove(CLUSTER + CLOSED, open, shut)) expect(shown(notes)).toEqual([{ ...note, traffic: 'TCP 85-90' }]);
    expect(noteText({ ...note, traffic: trafficOf('TCP 85-90') })).toBe('`open` demands TCP 85-90 that `shut` forbids, as the policies are');
  });

  it('does not take traffic that an exception leaves out for a contradiction', () => {
    const open = Invariant.always({ id: 'open', from: [InvariantEnd.pods('edge', { app: 'gateway' })], to: [InvariantEnd.namespace('pci')], traffic: ['TCP 443'] });
    expect(prove(CLUSTER + CLOSED, pciIsClosed, open).map(({ outcome }) => outcome)).toEqual(['proved', 'proved']);
  });
});

it('takes as many exceptions as there are', () => {
  const except = Array.from({ length: 70 }, (_, i) => ({ from: [InvariantEnd.pods('edge', { app: `client-${i}` })], traffic: [`TCP ${1000 + i}`] }));
  const open = policy('open', { podSelector: {}, ingress: except.map((__, i) => ({ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: `client-${i}` } } }], ports: [{ port: 1000 + i }] })) });
  expect(one(CLUSTER + open, Invariant.closedNamespace({ namespace: 'pci', except })).outcome).toBe('proved');
  expect(shown(one(CLUSTER + open, Invariant.closedNamespace({ namespace: 'pci', except: except.slice(0, 69) })))).toMatchObject({ outcome: 'refuted', counterexample: { traffic: 'TCP 1069' } });
});

it('finds the pod that gives a port the name that is allowed and not the one that is denied', () => {
  const allow = policy('dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 'dns' }] }] });
  const deny = `---\n${JSON.stringify({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'no-http' },
    spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: 'Deny', to: [{ namespaces: {} }], ports: [{ namedPort: 'http' }] }] },
  })}\n`;
  const { outcome, counterexample } = one(CLUSTER + allow + deny, Invariant.never({ id: 'no-ssh', from: [InvariantEnd.namespace('pci')], to: [InvariantEnd.allPods()], traffic: ['TCP 22'] }));
  expect(outcome).toBe('refuted');
  expect(counterexample!.manifest).toContain('- { name: dns, containerPort: 22, protocol: TCP }');
  expect(counterexample!.manifest).not.toContain('name: http');
});

it('does not put one new namespace into the world with two sets of labels', () => {
  const later = (env: string) => InvariantEnd.labelledNamespaces({ 'kubernetes.io/metadata.name': 'later', env }, {});
  expect(one(CLUSTER, Invariant.never({ id: 'never-both', from: [later('p')], to: [later('q')] })).outcome).toBe('proved');
  expect(one(CLUSTER, Invariant.never({ id: 'one-alone', from: [later('p')], to: [later('p')] })).outcome).toBe('refuted');
});
