import { addressBlocksOf } from '../../../src/analysis/pairs/address-blocks';
import { Listing } from '../../../src/analysis/questions/list/listing';
import { readText } from '../../../src/analysis/session/read';
import type { AnalysisSession } from '../../../src/analysis/session/session';
import type { End } from '../../../src/engine';
import { TrafficSet } from '../../../src/sets';
import { generatedSession } from '../generated';
import { cases } from '../../testing/cases';

const CASES = cases(300);

/** Every pair asked one by one. */
function naive(session: AnalysisSession): string[] {
  const engine = session.compatible();
  const { cluster } = session.decoded;
  const classOf = (position: number): End => engine.classes.ofWorkload[position];
  const identities = [...session.identities().values()].map(({ label, positions }) => ({ label, ends: positions.map(classOf) }));
  const outside = (direction: 'ingress' | 'egress') =>
    addressBlocksOf(session.policiesAsRead(), cluster, direction).map(({ label, first }) => ({ label, ends: [first as End] }));
  const lines: string[][] = [];
  for (const source of [...identities, ...outside('ingress')]) {
    for (const destination of [...identities, ...outside('egress')]) {
      if (source === destination || (source.label.endsWith('[External]') && destination.label.endsWith('[External]'))) continue;
      let set = TrafficSet.NONE;
      for (const from of source.ends) for (const to of destination.ends) set = set.union(engine.reach(from, to).allowed);
      if (!set.isEmpty()) lines.push([source.label, destination.label, set.toString()]);
    }
  }
  const order = ([a, b]: string[], [c, d]: string[]) => (a !== c ? (a < c ? -1 : 1) : b < d ? -1 : 1);
  return lines.sort(order).map(([source, destination, traffic]) => `${source} => ${destination} : ${traffic}`);
}

const listed = (listing: Listing) => [...listing.edges()].map(({ source, destination, traffic }) => `${source.label} => ${destination.label} : ${traffic}`);

it(`lists what asking for every pair finds, in bytewise order (${CASES} generated clusters)`, () => {
  let lines = 0;
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i);
    const expected = naive(session);
    expect(listed(new Listing(session))).toEqual(expected);
    lines += expected.length;
  }
  expect(lines).toBeGreaterThan(20 * CASES);
});

describe('a focus', () => {
  const session = generatedSession(2);
  const all = listed(new Listing(session));
  const [first, second] = [...session.identities().values()];

  it('keeps the lines of its workloads', () => {
    const kept = listed(new Listing(session, { workloads: [`${first.namespace}/${first.name}`] }));
    expect(kept).toEqual(all.filter((line) => line.startsWith(`${first.label} =>`) || line.includes(`=> ${first.label} :`)));
    expect(kept.length).toBeGreaterThan(0);
  });

  it('keeps one direction', () => {
    expect(listed(new Listing(session, { workloads: [first.name], direction: 'egress' }))).toEqual(all.filter((line) => line.startsWith(`${first.label} =>`)));
    expect(listed(new Listing(session, { workloads: [first.name], direction: 'ingress' }))).toEqual(all.filter((line) => line.includes(`=> ${first.label} :`)));
  });

  it('keeps the lines between both', () => {
    const between = (a: string, b: string) => all.filter((line) => line.startsWith(`${a} => ${b} :`));
    const kept = listed(new Listing(session, { workloads: [first.label], peers: [second.label] }));
    expect(kept.sort()).toEqual([...between(first.label, second.label), ...between(second.label, first.label)].sort());
  });

  it('warns about names that nobody has, and shows nothing for them', () => {
    const listing = new Listing(session, { workloads: ['nobody'] });
    expect(listed(listing)).toEqual([]);
    expect(listing.problems).toMatchObject([{ code: 'unknown-workload', severity: 'warning', message: 'no workload `nobody` in the input' }]);
  });

  it('says that peers alone are ignored', () => {
    const listing = new Listing(session, { peers: [second.label] });
    expect(listed(listing)).toEqual(all);
    expect(listing.problems).toMatchObject([{ code: 'no-focus' }]);
  });
});

describe('Ingress and Route', () => {
  const manifest = (policy: string, target: string | number = 'http') => `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9090}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: www, port: 80, targetPort: ${target}}, {name: other, port: 90, targetPort: 9090}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
---
${policy}`;
  const isolating = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}`;
  const controllerLines = (text: string) => listed(new Listing(readText(text, 'web.yaml'))).filter((line) => line.startsWith('{'));

  it('open the container port behind the port of the Service', () => {
    expect(controllerLines(manifest(''))).toEqual(['{ingress-controller} => shop/web[Pod] : TCP 8080']);
  });

  it('open nothing where the target is no container port', () => {
    expect(controllerLines(manifest('', 7777))).toEqual([]);
  });

  it('say when policies block the controller', () => {
    const listing = new Listing(readText(manifest(isolating), 'web.yaml'));
    expect(listed(listing).filter((line) => line.startsWith('{'))).toEqual([]);
    expect(listing.problems).toMatchObject([{ code: 'backend-blocked' }]);
  });

  it('say nothing where a workload of another namespace comes in, which may be the controller', () => {
    const admitted = `${isolating.slice(0, -1)}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}}]}]}`;
    const controller = '\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ic, namespace: edge}\nspec: {containers: [{name: c}]}';
    const problems = (text: string) => new Listing(readText(text, 'web.yaml')).problems.map(({ code }) => code);
    expect(problems(manifest(`${admitted}${controller}`))).toEqual([]);
    expect(problems(manifest(admitted))).toEqual(['backend-blocked']);
  });

  it('say when a backend is missing', () => {
    const listing = new Listing(readText(manifest('').replace('service: {name: web', 'service: {name: wbe'), 'web.yaml'));
    expect(listing.problems).toMatchObject([{ code: 'backend-unknown', position: { file: 'web.yaml' } }]);
  });

  it('change no other line', () => {
    const without = manifest('').split('---').filter((part) => !part.includes('kind: Ingress')).join('---');
    const others = listed(new Listing(readText(manifest(''), 'web.yaml'))).filter((line) => !line.startsWith('{'));
    expect(others).toEqual(listed(new Listing(readText(without, 'web.yaml'))));
  });
});

it('cuts addresses at every boundary of the input, and shows IPv6 only where the input has it', () => {
  const policy = (cidr: string) => `
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: "${cidr}"}}], ports: [{port: 443}]}]}`;
  expect(listed(new Listing(readText(policy('10.0.0.0/8'), 'p.yaml')))).toEqual([
    '0.0.0.0-255.255.255.255[External] => shop/a[Pod] : All Connections',
    'shop/a[Pod] => 10.0.0.0-10.255.255.255[External] : TCP 443',
  ]);
  expect(listed(new Listing(readText(policy('::/0'), 'p.yaml')))).toEqual([
    '0.0.0.0-255.255.255.255[External] => shop/a[Pod] : All Connections',
    '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => shop/a[Pod] : All Connections',
    'shop/a[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : TCP 443',
  ]);
});

it('lists what an admin policy allows towards a node', () => {
  const text = [
    '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: t }, spec: { containers: [{ name: c }] } }',
    '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: deny, namespace: t }, spec: { podSelector: {}, policyTypes: [Egress] } }',
    '{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: a }, spec: { subject: { namespaces: {} }, priority: 1, egress: [{ action: Allow, to: [{ nodes: {} }] }] } }',
    '{ apiVersion: v1, kind: Node, metadata: { name: one }, status: { addresses: [{ type: InternalIP, address: 10.1.2.3 }] } }',
  ].join('\n---\n');
  const lines = [...new Listing(readText(text, 'm.yaml')).edges()].map(({ source, destination, traffic }) => `${source.label} => ${destination.label} : ${traffic}`);
  expect(lines).toContain('t/p[Pod] => 10.1.2.3-10.1.2.3[External] : All Connections');
});
