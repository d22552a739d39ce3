import { parseAllDocuments } from 'yaml';
import { Analysis, ProposedChange } from '../../../src/facade';
import { noteText } from '../../../src/report/explanation/notes';
import { shown } from '../../traffic';

const pod = (namespace: string, name: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec: { containers: [{ name: main, ports: [{ containerPort: 5432 }] }] }
---`;
const admin = (name: string, priority: number, spec: string) => `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: ${name} }
spec: { priority: ${priority}, ${spec} }
---`;
const DENY_IN = 'subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]';
const PODS = pod('shop', 'web') + pod('shop', 'db') + pod('ops', 'job');

const part = (text: string, source = 'web', destination = 'db') => Analysis.ofText(text).explain(source, destination, 'TCP 5432').cases[0].parts[0];
const manifests = ({ yaml }: ProposedChange) => parseAllDocuments(yaml).map((document) => document.toJSON());

describe('what an administrator denies', () => {
  it('is opened by a rule that comes first, for these pods and this port alone', () => {
    const text = PODS + admin('closed', 10, DENY_IN);
    const { change, notes } = part(text);
    const [manifest] = manifests(change!);
    expect(manifest).toMatchObject({ kind: 'AdminNetworkPolicy', metadata: { name: 'web-to-db' }, spec: { priority: 9 } });
    expect(manifest.spec.ingress).toMatchObject([{ action: 'Allow', ports: [{ portNumber: { protocol: 'TCP', port: 5432 } }] }]);
    expect(shown(change!.opens)).toEqual([{ source: 'shop/web[Pod]', destination: 'shop/db[Pod]', traffic: 'TCP 5432' }]);
    expect(change!.typescript).toContain("new ApiObject(this, 'web-to-db', {\n  apiVersion: 'policy.networking.k8s.io/v1alpha1',");
    expect(change!.remarks.join()).toContain('only who administers the cluster');
    expect(notes.map(noteText).join()).toContain('AdminNetworkPolicy closed denies it before any NetworkPolicy is asked');
    // and it does
    expect(part(`${text}\n${change!.yaml}`).verdict).toBe('allowed');
    expect(part(`${text}\n${change!.yaml}`, 'ops/job').verdict).toBe('denied');
  });

  it('takes a number that no other policy has', () => {
    const spec = 'subject: { namespaces: {} }, egress: [{ action: Pass, to: [{ namespaces: {} }] }]';
    const text = PODS + admin('closed', 3, DENY_IN) + admin('a', 2, spec) + admin('b', 1, spec);
    expect(manifests(part(text).change!)[0].spec.priority).toBe(0);
  });

  it('is opened by nobody where nothing can come first; what would have to go is named', () => {
    const { change, openedBy } = part(PODS + admin('closed', 0, DENY_IN));
    expect(change).toBeUndefined();
    expect(openedBy.map(({ policy, field }) => [policy, field])).toEqual([['AdminNetworkPolicy closed', 'spec.ingress[0]']]);
  });

  it('at both ends needs both, and beside a NetworkPolicy at the other end each its own', () => {
    const out = DENY_IN.replace('ingress', 'egress').replace('from', 'to');
    const both = part(PODS + admin('in', 10, DENY_IN) + admin('out', 20, out));
    expect(manifests(both.change!).map(({ metadata, spec }) => [metadata.name, spec.priority, Object.keys(spec).pop()])).toEqual([['web-to-db-egress', 19, 'egress'], ['web-to-db-ingress', 9, 'ingress']]);
    const policy = '\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Egress] }\n---';
    const mixed = part(PODS + admin('in', 10, DENY_IN) + policy);
    expect(manifests(mixed.change!).map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'AdminNetworkPolicy']);
    expect(mixed.change!.typescript).toMatch(/new AllowTo\([^]*new ApiObject\(/);
  });

  it('as a baseline is opened from above, and a NetworkPolicy would isolate', () => {
    const baseline = admin('default', 0, DENY_IN).replace('AdminNetworkPolicy', 'BaselineAdminNetworkPolicy').replace('priority: 0, ', '');
    const { change, notes } = part(PODS + baseline);
    expect(manifests(change!)[0].spec.priority).toBe(1000);
    expect(notes.map(noteText).join()).toContain('a NetworkPolicy that selects the pod takes its place');
  });

  it('to an address is named, and nothing is proposed', () => {
    const { change, openedBy } = part(PODS + admin('out', 10, 'subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ networks: [203.0.113.0/24] }] }]'), 'web', '203.0.113.9');
    expect(change).toBeUndefined();
    expect(openedBy).toHaveLength(1);
  });
});
