import { buildCluster, verdict } from '../oracle';
import { complaints } from '../constructs/openapi';
import { Run, runExample } from './run';

const NAMESPACES = ['production', 'staging', 'team-alpha', 'team-beta'];
const PORTS = [53, 80, 443, 5432, 8080, 9100];

let organisation: Run;
beforeAll(async () => {
  organisation = await runExample('organisation.ts');
}, 60_000);

function pod(namespace: string, name: string, labels: object) {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers: [{ name: 'main' }] } };
}

/** The workloads of the example, and those around it. */
function cluster() {
  const surroundings = [
    pod('kube-system', 'dns', { 'k8s-app': 'kube-dns' }),
    pod('ingress-nginx', 'controller', { 'app.kubernetes.io/name': 'ingress-nginx' }),
    pod('monitoring', 'prometheus', { 'app.kubernetes.io/name': 'prometheus' }),
    pod('monitoring', 'other', {}),
  ];
  return buildCluster([...organisation.manifests, ...surroundings]);
}

/** Everything that is let through between two different namespaces, or inside one that is no team. */
function allowed(from: (namespace: string) => boolean, to: (namespace: string) => boolean): string[] {
  const there = cluster();
  const { pods } = there;
  const found: string[] = [];
  for (const source of pods.filter((one) => from(one.namespace))) {
    for (const target of pods.filter((one) => to(one.namespace) && one !== source)) {
      for (const protocol of ['TCP', 'UDP'] as const) {
        for (const port of PORTS) {
          if (verdict(there, source, target, { protocol, port }) === 'denied') continue;
          found.push(`${source.namespace}/${source.name} → ${target.namespace}/${target.name} ${protocol} ${port}`);
        }
      }
    }
  }
  return found;
}

test('the files', () => {
  expect(organisation.files).toMatchSnapshot();
  expect(Object.keys(organisation.files)).toEqual(NAMESPACES.map((name) => `${name}.k8s.yaml`));
  expect(complaints(organisation.manifests.filter(({ kind }) => kind !== 'Deployment'))).toEqual([]);
  for (const text of Object.values(organisation.files)) expect(text.startsWith('apiVersion: v1\nkind: Namespace\n')).toBe(true);
});

test('the summary', () => {
  expect(organisation.stderr).toBe('');
  expect(organisation.stdout.split('\n').filter((line) => line !== '')).toHaveLength(NAMESPACES.length);
  expect(organisation.stdout).toContain('team-beta: fenced, 3 policies (team-beta-inside, team-beta-dns, team-beta-default-deny)\n');
});

test('nothing of one namespace reaches another', () => {
  for (const namespace of NAMESPACES) {
    expect(allowed((from) => from === namespace, (to) => NAMESPACES.includes(to) && to !== namespace)).toEqual([]);
  }
});

test('front end, API and database are reached by their one client', () => {
  for (const namespace of ['production', 'staging']) {
    expect(allowed((from) => from === namespace, (to) => to === namespace)).toEqual([
      `${namespace}/frontend → ${namespace}/api-server TCP 8080`,
      `${namespace}/api-server → ${namespace}/database TCP 5432`,
    ]);
  }
});

test('the surroundings reach and are reached as far as it was said', () => {
  const outside = (namespace: string) => !NAMESPACES.includes(namespace);
  const isShop = (namespace: string) => ['production', 'staging'].includes(namespace);
  const shop = (namespace: string) => ['frontend', 'api-server', 'database'].map((name) => `${namespace}/${name}`);
  expect(allowed(outside, (to) => to.startsWith('team-'))).toEqual([]);
  expect(allowed(outside, isShop).sort()).toEqual(['production', 'staging'].flatMap((namespace) => [
    `ingress-nginx/controller → ${namespace}/frontend TCP 8080`,
    ...shop(namespace).map((name) => `monitoring/prometheus → ${name} TCP 9100`),
  ]).sort());
  const dns = NAMESPACES.flatMap((namespace) => allowed((from) => from === namespace, outside));
  expect(new Set(dns.map((line) => line.replace(/^.* → /, '')))).toEqual(new Set(['kube-system/dns TCP 53', 'kube-system/dns UDP 53']));
});

test('every edge says why', () => {
  const reasons = organisation.manifests.flatMap(({ metadata }) => metadata.annotations?.['netfence/reason'] ?? []);
  expect(new Set(reasons).size).toBe(4);
});
